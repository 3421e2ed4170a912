"""Loads whose whole packs cannot be shared out among the vehicles of their day."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import Content
from malja.lifts.search.planning import plan_lifts
from malja.operation.rows import Lift, Place, Supply
from tests.lifts.cases import DEPOT, base, camp, meal, supply, truck
from tests.lifts.judge import judge

from .test_planning import parsed, rounded


def two(**lift: Any) -> Lift:
    """Two vehicles of 10 kg a day."""
    return truck(payload_kg=10, max_per_day=2, **lift)


def test_each_vehicle_takes_whole_packs() -> None:
    """20 kg in two vehicles: one pack of 6 kg in each, not three."""
    found = plan_lifts(base(items=(meal(pack_kg=6),), lifts=(two(),)))
    (trip,) = found.trips
    assert (trip.vehicles, trip.cargo[0].packs) == (2, 2)
    assert found.aims[0].gap == pytest.approx(0.0, abs=1e-6)


#: Packs of 4, 3 and 3 kg fill two vehicles of 5 kg by the sum, and never fit: one pack of 4 and none or one of 3.
MIXED = base(
    items=(meal(pack_kg=4), meal(item="bread", pack_kg=3)),
    contents=tuple(Content(item=item, need="meals", how="use", quantity=1) for item in ("meal", "bread")),
    supply=(supply(quantity=10), Supply(place="depot", item="bread", quantity=20)),
    lifts=(truck(payload_kg=5, max_per_day=2),),
)


def test_what_cannot_be_shared_out_is_planned_again_with_less_room() -> None:
    found = plan_lifts(MIXED)
    assert judge(MIXED, parsed(found)) == []
    (trip,) = found.trips
    assert (trip.vehicles, sum(part.packs or 0 for part in trip.cargo)) == (2, 2)
    # Two packs of ten meals: ten are missing. The bound is that of three packs, as the vehicles' sum has room for.
    assert found.aims[0].value == pytest.approx(10.25)
    assert found.aims[0].bound <= 10.25


def test_by_rounding_what_cannot_be_shared_out_stays_behind() -> None:
    found = rounded(MIXED)
    assert judge(MIXED, parsed(found)) == []
    (trip,) = found.trips
    assert sum(part.packs or 0 for part in trip.cargo) == 2


def test_what_stays_behind_cannot_go_on_from_a_hub() -> None:
    """The three packs that were to go on from the hub are two: the rest of the plan is worked out again."""
    into = truck(lift="into", destination="store", payload_kg=5, max_per_day=2)
    hub = dataclasses.replace(
        MIXED,
        places=(DEPOT, Place(place="store", role="hub"), camp()),
        lifts=(into, truck(lift="on", origin="store")),
    )
    found = rounded(hub)
    assert judge(hub, parsed(found)) == []
    assert [sum(part.packs or 0 for part in trip.cargo) for trip in found.trips] == [2, 2]
