"""`malja round`: what a distribution gives, to whom it was given, and when it is over."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.cli.record.fact_commands import AS_OF, SITE, commands
from malja.cli.record.record_words import words
from malja.cli.record.told_columns import Telling
from malja.stock.kinds import ROUND_CLOSED, ROUND_DUE, ROUND_GIVEN

rounds = commands(
    "round",
    {
        "due": Telling(kind=ROUND_DUE, arguments=("round", "store", "item", "quantity")),
        "give": Telling(kind=ROUND_GIVEN, arguments=("round", "token", "persons")),
        "close": Telling(kind=ROUND_CLOSED, arguments=("round",)),
    },
)


@rounds.command("show", help=words("help_round_show"), short_help=words("help_round_show"))
@SITE
@click.argument("round_name", required=False, default="", metavar="[ROUND]")
@AS_OF
def show_command(site: Path, round_name: str, as_of: datetime.datetime | None) -> None:
    """Show how rounds stand."""
    from malja.cli.show.show import round_lines, show

    show(site, round_lines(round_name), as_of)
