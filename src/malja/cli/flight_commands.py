"""`malja flight`: from the announcement to the claim, what was shipped and what was received kept apart."""

from __future__ import annotations

from malja.cli.fact_commands import PACKS, Telling, commands
from malja.transport.kinds import ANNOUNCED, CANCELLED, CLAIMED, COUNTED, DELAYED, LANDED, LOADED, VERIFIED

_FLIGHT = ("flight",)

flight = commands(
    "flight",
    {
        "announce": Telling(kind=ANNOUNCED, arguments=("flight", "lift", "leaves")),
        "load": Telling(kind=LOADED, arguments=("flight", "line", "item", PACKS)),
        "delay": Telling(kind=DELAYED, arguments=("flight", "leaves")),
        "cancel": Telling(kind=CANCELLED, arguments=_FLIGHT),
        "land": Telling(kind=LANDED, arguments=_FLIGHT),
        "count": Telling(kind=COUNTED, arguments=("flight", "line", PACKS)),
        "verify": Telling(kind=VERIFIED, arguments=("flight", "store")),
        "claim": Telling(kind=CLAIMED, arguments=_FLIGHT),
    },
)
