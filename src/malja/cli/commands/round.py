"""`malja round`: what a distribution gives, to whom it was given, and when it is over."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.show.rounds import describe_rounds
from malja.cli.fact_commands import fact_group
from malja.cli.options import AS_OF, SITE
from malja.cli.terminal.output import print_parts
from malja.language.say import say
from malja.site.site import Site

round_group = fact_group("round")


@round_group.command("show", help=say("record", "help_round_show"), short_help=say("record", "help_round_show"))
@SITE
@click.argument("name", required=False, default="", metavar="[ROUND]")
@AS_OF
def _show_rounds(site: Path, name: str, as_of: datetime.date | None) -> None:
    """Show how rounds stand."""
    with Site.open(site) as opened:
        day, state = opened.evening(as_of)
        print_parts(describe_rounds(state, day, name))
