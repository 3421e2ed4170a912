"""`malja round`: what a distribution gives, to whom it was given, and when it is over."""

from __future__ import annotations

from malja.cli.fact_commands import Telling, commands
from malja.stock.kinds import ROUND_CLOSED, ROUND_DUE, ROUND_GIVEN

rounds = commands(
    "round",
    {
        "due": Telling(kind=ROUND_DUE, arguments=("round", "store", "item", "quantity")),
        "give": Telling(kind=ROUND_GIVEN, arguments=("round", "token", "persons")),
        "close": Telling(kind=ROUND_CLOSED, arguments=("round",)),
    },
)
