"""`malja stock`: what came, was moved, given out, used, spoiled, lost, counted."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.show.stock import describe_stock
from malja.cli.fact_commands import fact_group
from malja.cli.options import AS_OF, SITE
from malja.cli.terminal.output import print_parts
from malja.language.say import say
from malja.site.site import Site

stock_group = fact_group("stock")


@stock_group.command("show", help=say("record", "help_stock_show"), short_help=say("record", "help_stock_show"))
@SITE
@click.option("--item", default="", metavar="ITEM", help=say("record", "help_show_item"))
@click.option("--store", default="", metavar="STORE", help=say("record", "help_show_store"))
@AS_OF
def _show_stock(site: Path, item: str, store: str, as_of: datetime.date | None) -> None:
    """Show what stands in the stores."""
    with Site.open(site) as opened:
        day, state = opened.evening(as_of)
        print_parts(describe_stock(state, day, item=item, store=store))
