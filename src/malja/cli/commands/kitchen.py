"""`malja kitchen`: what a meal takes, and the meals that were cooked."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.show.kitchens import describe_kitchens
from malja.cli.fact_commands import fact_group
from malja.cli.options import AS_OF, SITE
from malja.cli.terminal.output import print_parts
from malja.language.say import say
from malja.site.site import Site

kitchen_group = fact_group("kitchen")


@kitchen_group.command("show", help=say("record", "help_kitchen_show"), short_help=say("record", "help_kitchen_show"))
@SITE
@click.argument("place", required=False, default="", metavar="[PLACE]")
@AS_OF
def _show_kitchens(site: Path, place: str, as_of: datetime.date | None) -> None:
    """Show what can still be cooked."""
    with Site.open(site) as opened:
        day, state = opened.evening(as_of)
        print_parts(describe_kitchens(state, day, place))
