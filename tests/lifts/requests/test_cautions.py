"""What speaks against a request: flying what a road brings cheaper, flying water."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.requests.cautions import weigh_whole_packs
from malja.lifts.requests.prices import Prices
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import TierRequests
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Place
from tests.lifts.cases import DEPOT, base, camp, truck
from tests.lifts.operations import on


def only(asked: Operation, **how: Any) -> TierRequests:
    """The requests of an operation that asks survival."""
    return find_requests(asked, **how).tiers[0]


def flown(**road: Any) -> Operation:
    """Meals may come by a dear aeroplane or by a cheap road; none are on sale."""
    plane = truck(lift="plane", vehicle="an26", payload_kg=1000, volume_m3=50, fixed_cost=3000)
    drive = Lift(lift="road", origin="town", destination="camp", mode="flow", kg_per_day=1000, cost_per_kg=0.1, **road)
    places = (DEPOT, Place(place="town", role="source"), camp())
    return base(places=places, lifts=(plane, drive), supply=())


def test_flying_what_a_road_brings_cheaper() -> None:
    """Where more by road is dear, what it does not carry flies; a road that opens late is no way at all."""
    one = only(flown(), prices=Prices(goods={"meal": 1.0}))
    assert one.cautions == ()
    assert [request.origin for request in one.requests] == ["town"]
    narrow = dataclasses.replace(flown().lifts[1], kg_per_day=3)
    asked = dataclasses.replace(flown(), lifts=(flown().lifts[0], narrow))
    (caution,) = only(asked, prices=Prices(trips={"road": 1e6})).cautions
    assert (caution.kind, caution.name, caution.lift, caution.other) == ("fly_or_drive", "meal", "plane", "road")
    assert 6 - 1e-6 <= caution.kg <= 15 + 1e-6
    assert only(flown(first=on(1)), since=on(0)).cautions == ()
    assert caution.cost == pytest.approx(3.0)
    assert caution.other_cost == pytest.approx(0.1)


def test_flying_water() -> None:
    bottle = Item(item="bottle", name="Bottled water", unit="bottle", pack_quantity=10, pack_kg=16, pack_m3=0.02)
    water = Need(need="water", name="Water", sector="water", kind="daily", unit="l", survival=3)
    asked = base(
        needs=(water,),
        items=(bottle,),
        contents=(Content(item="bottle", need="water", how="use", quantity=1.5),),
        supply=(),
        lifts=(truck(vehicle="an26", payload_kg=5000, volume_m3=50),),
    )
    (caution,) = only(asked).cautions
    # 10 people, 3 l on 3 days: 90 l, 6 packs of 15 l and 16 kg.
    assert (caution.kind, caution.name) == ("bulk_water", "bottle")
    assert caution.kg == pytest.approx(96)


def test_no_part_of_a_machine_is_told_to_fly() -> None:
    """Packs of 5 kg: a plan in fractions may fly 4 or 14 kg; told are whole packs."""
    told = {kg: weigh_whole_packs(flown(), "meal", kg) for kg in (0.0, 4.0, 4.99999, 5.0, 14.0, 15.0)}
    assert told == {0.0: 0.0, 4.0: 0.0, 4.99999: 5.0, 5.0: 5.0, 14.0: 10.0, 15.0: 15.0}
