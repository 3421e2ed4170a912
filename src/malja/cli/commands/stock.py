"""`malja stock`: what came, was moved, given out, used, spoiled, lost, counted."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.cli.record.fact_commands import AS_OF, SITE, commands
from malja.cli.record.record_words import words
from malja.cli.record.told_columns import QUANTITY, Telling
from malja.stock.kinds import MOVED, RECEIVED, STOCK_COUNTED


def _out(destination: str) -> Telling:
    """Goods that leave the stores for good."""
    return Telling(
        kind=MOVED,
        arguments=("origin", "item", QUANTITY),
        fixed={"destination": destination},
        called={"origin": "STORE"},
    )


stock = commands(
    "stock",
    {
        "receive": Telling(kind=RECEIVED, arguments=("store", "item", QUANTITY)),
        "move": Telling(
            kind=MOVED,
            arguments=("item", QUANTITY, "origin", "destination"),
            called={"origin": "FROM", "destination": "TO"},
        ),
        "give": _out("given_out"),
        "use": _out("used"),
        "spoil": _out("spoiled"),
        "lose": _out("lost"),
        "send": _out("sent_away"),
        "count": Telling(kind=STOCK_COUNTED, arguments=("store", "item", QUANTITY)),
    },
)


@stock.command("show", help=words("help_stock_show"), short_help=words("help_stock_show"))
@SITE
@click.option("--item", default="", metavar="ITEM", help=words("help_show_item"))
@click.option("--store", default="", metavar="STORE", help=words("help_show_store"))
@AS_OF
def show_command(site: Path, item: str, store: str, as_of: datetime.datetime | None) -> None:
    """Show what stands in the stores."""
    from malja.cli.show.show import show, stock_lines

    show(site, stock_lines(item, store), as_of)
