"""`malja kitchen`: what a meal takes, and the meals that were cooked."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.cli.record.fact_commands import AS_OF, SITE, commands
from malja.cli.record.record_words import words
from malja.cli.record.told_columns import Telling
from malja.stock.kinds import COOKED, RECIPE

kitchen = commands(
    "kitchen",
    {
        "recipe": Telling(kind=RECIPE, arguments=("recipe", "item", "quantity")),
        "cook": Telling(kind=COOKED, arguments=("store", "recipe", "meals")),
    },
)


@kitchen.command("show", help=words("help_kitchen_show"), short_help=words("help_kitchen_show"))
@SITE
@click.argument("place", required=False, default="", metavar="[PLACE]")
@AS_OF
def show_command(site: Path, place: str, as_of: datetime.datetime | None) -> None:
    """Show what can still be cooked."""
    from malja.cli.show.show import kitchen_lines, show

    show(site, kitchen_lines(place), as_of)
