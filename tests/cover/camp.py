"""A camp that needs water, roof and light."""

from __future__ import annotations

import datetime

from malja.catalogue.facts import Need, Source
from malja.operation.operation import Operation
from malja.operation.rows import Movement, Place, Service

START = datetime.date(2025, 3, 11)

RECALLED = Source(document="Handbook", basis="recalled")

WATER = Need(
    need="water", name="Drinking water", sector="water", kind="daily", unit="l", survival=7.5, minimum=15.0, weight=2.0
)

ROOF = Need(need="roof", name="Covered area", sector="shelter", kind="standing", minimum=3.5, source=RECALLED)

LIGHT = Need(need="light", name="Light", sector="energy", kind="standing", target=1.0)


def operation(water: float, until: int | None, roof: float, light: float) -> Operation:
    """A camp of 8,040 people; water comes until a day."""
    last = None if until is None else START + datetime.timedelta(days=until)
    return Operation(
        name="Winter camp",
        start=START,
        days=8,
        reserve_days=2,
        catalogue="none",
        places=(Place(place="camp", role="site", name="The camp"),),
        people=(Movement(place="camp", date=START, arrivals=8040),),
        needs=(LIGHT, ROOF, WATER),
        services=(
            Service(place="camp", need="water", quantity=water, until=last),
            Service(place="camp", need="roof", quantity=roof),
            Service(place="camp", need="light", quantity=light),
        ),
    )
