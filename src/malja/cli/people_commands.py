"""`malja people`: who came, who left, who was counted."""

from __future__ import annotations

from malja.cli.fact_commands import Telling, commands
from malja.people.kinds import ARRIVED, COUNTED, DEPARTED

_WHO = ("place", "number")

people = commands(
    "people",
    {
        "arrive": Telling(kind=ARRIVED, arguments=_WHO),
        "leave": Telling(kind=DEPARTED, arguments=_WHO),
        "count": Telling(kind=COUNTED, arguments=_WHO),
    },
)
