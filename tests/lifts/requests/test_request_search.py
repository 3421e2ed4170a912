"""What to ask for: by pencil, and by planning with it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given

from malja.catalogue.facts import TIERS
from malja.lifts.requests.fulfilment import is_short, plan_with_requests
from malja.lifts.requests.prices import Prices
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import TierRequests
from malja.operation.operation import Operation
from malja.operation.rows import Service
from malja.problems import Refused
from tests.lifts.cases import DEPOT, base, camp, supply, truck
from tests.lifts.food import KCAL, kitchen_table
from tests.lifts.operations import on, smallest
from tests.lifts.random_extras import fuller_operations
from tests.lifts.random_operations import operations
from tests.lifts.test_properties import examples


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


#: Oil and biscuits for next to nothing.
CHEAP = Prices(goods={"rice": 5.0, "lentils": 5.0, "oil": 1.0, "biscuits": 1.0})


def packs(one: TierRequests) -> dict[str, float]:
    return {request.name: request.quantity for request in one.requests}


def test_a_request_for_food_keeps_to_the_basket() -> None:
    """100,000 kcal: half of it rice (13.9 kg), a tenth lentils (2.94 kg), and of oil and biscuits what may be.

    14 kg of rice and 3 kg of lentils leave 39,400 kcal: 3 kg of oil, and biscuits, more of them on the first two days.
    """
    asked = kitchen_table()
    one = only(asked, prices=CHEAP)
    assert packs(one) == {"rice": 14, "lentils": 3, "oil": 3, "biscuits": 3}
    assert one.cost == pytest.approx(91)
    assert one.whole
    assert one.bound <= one.cost
    assert is_enough(asked, one)
    assert plan_with_requests(asked, one.requests).basket_misses == ()
    assert packs(only(dataclasses.replace(asked, basket="", baskets=()), prices=CHEAP)) == {"oil": 12}


def test_what_a_basket_lacks_in_any_case_is_no_matter() -> None:
    """Where nobody knows of lentils: at the minimum at least half of 105,000 kcal is rice, 14.6 kg."""
    goods = kitchen_table()
    asked = dataclasses.replace(
        goods,
        items=tuple(row for row in goods.items if row.item != "lentils"),
        contents=tuple(row for row in goods.contents if row.item != "lentils"),
    )
    one = find_requests(asked, prices=CHEAP).tiers[1]
    assert packs(one)["rice"] >= 52_500 / KCAL["rice"]
    missed = plan_with_requests(asked, one.requests).basket_misses
    assert {(row.food_group, row.rule) for row in missed} == {("pulses", "min_share")}
    assert is_enough(asked, one)


def test_a_basket_alone_asks_for_nothing() -> None:
    """There is oil for everybody: nobody is hungry, so nothing is asked for, though nobody should live on oil."""
    one = only(kitchen_table(stock={"oil": 20}))
    assert (one.requests, one.cost, one.remaining) == ((), 0, ())


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


@given(fuller_operations("table"))
@examples(8)
def test_with_a_basket_too(asked: Operation) -> None:
    """Whatever its rules, nobody falls short; and a basket never makes requests cheaper."""
    plain = find_requests(dataclasses.replace(asked, basket="", baskets=()))
    for one, other in zip(find_requests(asked).tiers, plain.tiers, strict=True):
        assert one.bound <= one.cost + 1e-6
        if one.whole:
            assert is_enough(asked, one)
        if one.whole and other.whole and one.remaining == other.remaining:
            assert one.cost >= other.bound - 1e-4


def test_tiers_that_there_is_no_time_for_are_left_out() -> None:
    assert find_requests(smallest(), stop=lambda: True).tiers == ()
    assert find_requests(smallest(), stop=lambda: False) == find_requests(smallest())
