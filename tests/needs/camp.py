"""A site with a few needs, to be reckoned with a pencil."""

from __future__ import annotations

import datetime

from malja.catalogue.facts import Group, Need, Source
from malja.operation.operation import Operation
from malja.operation.rows import Movement, Place

START = datetime.date(2025, 3, 11)

HANDBOOK = Source(document="Handbook", edition="4th", page="p. 7", basis="read", confidence="high")

WATER = Need(
    need="water", name="Water", sector="water", kind="daily", unit="l", survival=7.5, minimum=15.0, source=HANDBOOK
)

BLANKETS = Need(need="blanket", name="Blankets", sector="nfi", kind="standing", unit="piece", minimum=2.0, kept=True)

BUCKETS = Need(
    need="bucket", name="Buckets", sector="nfi", kind="standing", group="household", unit="piece", minimum=1.0
)

SOAP = Need(need="soap", name="Soap", sector="nfi", kind="daily", group="under_5", unit="g", target=8.0)

RAW = Need(need="raw_water", name="Raw water", sector="water", kind="daily", unit="l")


def operation(*needs: Need, groups: tuple[Group, ...] = (), arrivals: int = 8040, departures: int = 40) -> Operation:
    """Two sites around a source: at `camp` people come on day 0, some leave on day 2; at `annex` 5 come on day 1."""
    return Operation(
        name="pencil",
        start=START,
        days=3,
        reserve_days=1,
        catalogue="none",
        places=(
            Place(place="camp", role="site"),
            Place(place="market", role="source"),
            Place(place="annex", role="site"),
        ),
        people=(
            Movement(place="camp", date=START, arrivals=arrivals),
            Movement(place="camp", date=START + datetime.timedelta(days=2), departures=departures),
            Movement(place="annex", date=START + datetime.timedelta(days=1), arrivals=5),
        ),
        needs=needs,
        groups=groups,
    )
