"""`malja kitchen`: what a meal takes, and the meals that were cooked."""

from __future__ import annotations

from malja.cli.fact_commands import Telling, commands
from malja.stock.kinds import COOKED, RECIPE

kitchen = commands(
    "kitchen",
    {
        "recipe": Telling(kind=RECIPE, arguments=("recipe", "item", "quantity")),
        "cook": Telling(kind=COOKED, arguments=("store", "recipe", "meals")),
    },
)
