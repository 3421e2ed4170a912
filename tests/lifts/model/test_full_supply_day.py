"""The first day by which every lift could have brought goods and assets be set up."""

from __future__ import annotations

import pytest

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.model.full_supply_day import find_full_supply_day
from malja.operation.operation import Operation
from tests.lifts.cases import ANY_DAY, DEPOT, EATEN, MEALS, STORE, base, camp, meal, supply, truck
from tests.lifts.operations import on

TENT = Item(item="tent", name="", kind="asset", pack_kg=1, pack_m3=0, setup_days=1)
ROOF = Need(need="roof", name="", sector="shelter", kind="standing", survival=1)


@pytest.mark.parametrize(
    ("operation", "day"),
    [
        (base(), 0),
        (base(lifts=(truck(transit_days=1),)), 1),
        (base(lifts=(truck(), truck(lift="late", first=on(1), last=on(1)))), 1),
        (base(lifts=(truck(), truck(lift="never", first=on(7), last=on(9)))), 0),
        (
            base(
                places=(DEPOT, STORE, camp()),
                lifts=(truck(destination="store", transit_days=1), truck(lift="on", origin="store", **ANY_DAY)),
            ),
            1,
        ),
        (
            base(
                needs=(MEALS, ROOF),
                items=(meal(), TENT),
                contents=(EATEN, Content(item="tent", need="roof", how="in_place", quantity=1)),
                supply=(supply(), supply(item="tent")),
            ),
            1,
        ),
    ],
    ids=["at once", "a day in transit", "a later lift", "a lift that never goes", "through a hub", "set up"],
)
def test_by_pencil(operation: Operation, day: int) -> None:
    assert find_full_supply_day(operation, "camp") == day
