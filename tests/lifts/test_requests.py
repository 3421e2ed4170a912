"""What to ask for: by pencil, and by planning with it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from malja.catalogue.facts import TIERS, Content, Item, Need
from malja.lifts.requests.fulfilment import grant_requests, is_short, plan_with_requests
from malja.lifts.requests.infant_formula import is_infant_formula, is_never_requested
from malja.lifts.requests.prices import Prices, read_prices
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import TierRequests, write_requests
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, Place, Service
from malja.problems import Refused

from .cases import DEPOT, base, camp, supply, truck
from .operations import on, smallest
from .random_operations import operations
from .test_properties import examples


def only(asked: Operation, **how: Any) -> TierRequests:
    """The requests of an operation that asks survival."""
    return find_requests(asked, **how).tiers[0]


def said(one: TierRequests) -> list[tuple[Any, ...]]:
    return [(request.kind, request.name, request.quantity, request.cost) for request in one.requests]


def is_enough(asked: Operation, one: TierRequests) -> bool:
    """Whether planning with what is asked for leaves nobody below the tier from the day on."""
    spared = {(left.place, left.need) for left in one.remaining}
    found = plan_with_requests(asked, one.requests)
    return not is_short(found, asked, asked.day(one.since), TIERS.index(one.tier), spared)


def missing(asked: Operation, one: TierRequests) -> float:
    """Person-days below the tier from the day on, planned with what is asked for, needs that stay short included."""
    late = (row for row in plan_with_requests(asked, one.requests).coverage if row.date >= one.since)
    return sum(row.short.get(one.tier, 0.0) * row.people for row in late)


def test_trips_for_each_tier() -> None:
    """40 meals come; 30, 60 and 120 are needed: nothing, one trip more, two trips more, at 100 each."""
    found = find_requests(smallest())
    assert [one.tier for one in found.tiers] == list(TIERS)
    assert [said(one) for one in found.tiers] == [[], [("trips", "road", 1, 100)], [("trips", "road", 2, 200)]]
    assert [one.person_days for one in found.tiers] == pytest.approx([0, 10, 20], abs=1e-6)
    assert all(one.whole and is_enough(smallest(), one) for one in found.tiers)
    trips = found.tiers[2].requests[0]
    assert (trips.kg, trips.m3, trips.by, trips.needs) == (40, 20, on(0), ("meals",))
    assert not is_enough(smallest(), dataclasses.replace(found.tiers[2], requests=found.tiers[1].requests))


def test_goods_where_they_are_not_to_be_had() -> None:
    """20 of 30 meals are on sale: 10 more, one pack of 5 kg at 0.7 a meal."""
    asked = base(supply=(supply(quantity=20, unit_cost=0.7),))
    one = only(asked)
    assert said(one) == [("goods", "meal", 10, pytest.approx(7))]
    (request,) = one.requests
    assert (request.packs, request.kg, request.m3, request.origin, request.place) == (1, 5, 0.5, "depot", "camp")
    assert (request.by, request.rough_price, request.needs) == (on(0), False, ("meals",))
    assert one.cost == pytest.approx(7)
    assert one.bound <= one.cost
    assert is_enough(asked, one)


def test_goods_go_to_the_site_itself_where_no_lift_does() -> None:
    asked = base(lifts=())
    one = only(asked)
    assert [(request.origin, request.quantity) for request in one.requests] == [("camp", 30)]
    # Nobody gave a price: 5 a kilogram, half a kilogram a meal.
    assert (one.cost, one.requests[0].rough_price) == (75, True)
    assert is_enough(asked, one)


def test_a_service_where_places_give_it() -> None:
    """5 of 10 meals a day are cooked there; a cook for 5 more costs less than 15 meals once they are dear."""
    asked = base(lifts=(), services=(Service(place="camp", need="meals", quantity=5),))
    one = only(asked, prices=Prices(goods={"meal": 10.0}, service={"meals": 3.0}))
    assert said(one) == [("service", "meals", pytest.approx(5), pytest.approx(15))]
    assert is_enough(asked, one)
    assert only(asked, prices=Prices(goods={"meal": 0.5})).requests[0].kind == "goods"


def test_a_road_that_carries_more() -> None:
    """4 kg a day are 8 meals: a kilogram a day more, at 0.3 a kilogram for three days."""
    asked = base(lifts=(truck(kg_per_day=4, mode="flow", first=None, last=None, cost_per_kg=0.3),))
    one = only(asked)
    assert said(one) == [("trips", "truck", 1, pytest.approx(0.9))]
    assert (one.requests[0].unit, one.requests[0].by) == ("kg", on(0))
    assert is_enough(asked, one)


def test_the_user_s_prices_decide() -> None:
    """Two trucks, each brings 2 of 3 packs."""
    lifts = (truck(payload_kg=10), truck(lift="other", payload_kg=10, max_per_day=1, first=on(0)))
    asked = base(lifts=lifts, people=(dataclasses.replace(base().people[0], arrivals=20),))
    cheap = only(asked, prices=Prices(trips={"truck": 9.0, "other": 5.0}))
    dear = only(asked, prices=Prices(trips={"truck": 5.0, "other": 9.0}))
    assert [request.name for request in (*cheap.requests, *dear.requests)] == ["other", "truck"]
    assert is_enough(asked, cheap)
    assert is_enough(asked, dear)


def test_what_nothing_helps_against_is_said() -> None:
    one = only(base(places=(DEPOT, camp(landings_per_day=0))))
    assert said(one) == []
    assert [(left.place, left.need, left.people, left.worst, left.first) for left in one.remaining] == [
        ("camp", "meals", 10, 1.0, on(0))
    ]


def test_nobody_and_nothing_short() -> None:
    assert said(only(base(people=()))) == []
    one = only(base())
    assert (said(one), one.cost, one.remaining, one.whole) == ([], 0, (), True)


def test_from_a_day_on() -> None:
    """From day 1 on 20 meals are needed; the truck brings 2 packs on day 0 and day 1, of which the first are eaten."""
    asked = base(lifts=(truck(payload_kg=5, first=None, last=None),), days=3)
    assert only(asked).requests == ()
    slow = base(lifts=(truck(payload_kg=5, first=None, last=None, transit_days=1),), days=3)
    one = only(slow)
    assert (one.since, one.requests) == (on(1), ())
    early = only(slow, since=on(0))
    assert [left.need for left in early.remaining] == ["meals"]
    with pytest.raises(Refused):
        find_requests(slow, since=on(3))


def babies(**more: Any) -> Operation:
    """Five babies who are given formula, as somebody wrote, and biscuits for all."""
    tin = Item(item="tin_900", name="Infant formula, 900 g", pack_kg=1, pack_m3=0)
    need = Need(need="baby_food", name="Food for babies", sector="food", kind="daily", survival=0.1)
    given_by = Content(item="tin_900", need="baby_food", how="use", quantity=1)
    own = base(supply=(supply(quantity=20),))
    return dataclasses.replace(
        own, items=(*own.items, tin), needs=(*own.needs, need), contents=(*own.contents, given_by), **more
    )


def test_infant_formula_is_never_asked_for() -> None:
    one = only(babies())
    assert said(one) == [("goods", "meal", 10, pytest.approx(25))]
    assert [(left.need, left.item, left.people, left.first) for left in one.referrals] == [
        ("baby_food", "tin_900", 10, on(0))
    ]
    assert one.remaining == ()


@pytest.mark.parametrize(
    ("name", "formula", "never"),
    [
        ("Infant formula stage 1", True, True),
        ("Baby milk", True, True),
        ("Breast-milk substitute", True, True),
        ("حليب أطفال", True, True),
        ("Dry skimmed/whole milk powder", False, True),
        ("Feeding bottles", False, True),
        ("Rice", False, False),
        ("Informal tent", False, False),
        ("Formulary of medicines", False, False),
    ],
)
def test_what_counts_as_formula(name: str, formula: bool, never: bool) -> None:
    item = Item(item="x1", name=name, pack_kg=1, pack_m3=0)
    assert (is_infant_formula(item), is_never_requested(item)) == (formula, never)


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


def test_prices_are_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("kind,name,price\ntrips,road,70\ngoods,meal,0.2\nservice,meals,9\n", encoding="utf-8")
    prices = read_prices(path, smallest())
    assert prices == Prices(trips={"road": 70.0}, goods={"meal": 0.2}, service={"meals": 9.0})
    assert find_requests(smallest(), prices=prices).tiers[1].cost == 70
    path.write_text("kind,name,price\ntrips,rail,70\nwish,meal,-1\ngoods,meal,\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_prices(path, smallest())
    assert {problem.row for problem in refused.value.problems} == {2, 3, 4}


def test_more_trips_begin_with_their_week() -> None:
    """Committed cargo behind the turn goes with the lift that goes more often."""
    asked = base(
        days=20,
        lifts=(truck(payload_kg=10, per_week=2, first=None, last=None),),
        committed=(
            Committed(lift="truck", date=on(1), item="meal", packs=1),
            Committed(lift="truck", date=on(15), item="meal", packs=1),
        ),
    )
    one = only(asked, since=on(9))
    assert [request.kind for request in one.requests] == ["trips"]
    more = grant_requests(asked, one.requests)
    assert [(lift.lift, lift.per_week) for lift in more.lifts] == [
        ("truck", 2),
        ("truck, more", 2 + one.requests[0].quantity),
    ]
    assert (more.lifts[0].last, more.lifts[1].first) == (on(6), on(7))
    assert [row.lift for row in more.committed] == ["truck", "truck, more"]
    assert not is_short(plan_with_requests(asked, one.requests), asked, 9, 0, set()) or not one.whole


@given(operations())
@examples(12)
def test_with_what_is_asked_for_nobody_falls_short(asked: Operation) -> None:
    for one in find_requests(asked).tiers:
        assert one.bound <= one.cost + 1e-6
        assert all(request.quantity > 0 for request in one.requests)
        if one.whole:
            assert is_enough(asked, one)
        if one.requests:
            bare = dataclasses.replace(one, requests=())
            assert missing(asked, bare) > missing(asked, one)
            assert one.remaining or not is_enough(asked, bare)


def test_the_same_operation_gives_the_same_bytes() -> None:
    text = write_requests(find_requests(smallest()))
    assert text == write_requests(find_requests(smallest()))
    read = json.loads(text)
    assert read["format"] == "malja.requests/1"
    assert [one["cost"] for one in read["tiers"]] == [0, 100, 200]
