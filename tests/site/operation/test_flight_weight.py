"""A manifest against what one vehicle carries, by pencil: meals of 10 in packs of 5 kg, a payload of 20 kg."""

from __future__ import annotations

import pytest

from malja.catalogue.facts import Item
from malja.operation.rows import Lift
from malja.site.operation.flight_weight import find_overload
from tests.lifts.cases import base
from tests.lifts.operations import on
from tests.site.evenings import evening, told

MEAL = Item(item="meal", name="Meal", kind="consumable", pack_quantity=10, pack_kg=5, pack_m3=0.01)
PLANE = Lift(lift="plane", origin="depot", destination="camp", mode="trip", first=on(0), payload_kg=20)
TABLES = base(days=10, items=(MEAL,), lifts=(PLANE,))


@pytest.mark.parametrize(("packs", "kg"), [(4, None), (5, 25.0)])
def test_five_packs_are_too_heavy_and_four_are_not(packs: int, kg: float | None) -> None:
    announced = told("flight.announced", 0, flight="F1", lift="plane", leaves=str(on(1)))
    loaded = told("flight.loaded", 0, flight="F1", line="1", item="meal", packs=packs)
    overload = find_overload(evening(TABLES, announced, loaded), "F1")
    assert (overload and overload.kg) == kg
    assert overload is None or (overload.flight, overload.lift, overload.payload_kg) == ("F1", "plane", 20.0)


def test_a_flight_that_nobody_announced_weighs_nothing() -> None:
    assert find_overload(evening(TABLES), "F2") is None
