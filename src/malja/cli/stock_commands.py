"""`malja stock`: what came, was moved, given out, used, spoiled, lost, counted."""

from __future__ import annotations

from malja.cli.fact_commands import QUANTITY, Telling, commands
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
