"""What is urgent, what to send and by when: a camp of ten people that drinks from bottles and sleeps in tents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from malja.catalogue.facts import Item
from malja.cover.urgency import Urgency, find_urgencies
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Place, Supply
from tests.cover.test_cover import BOTTLE, BOTTLED, ROOF, ROOFED, TENT, WATER, day, operation, service, stock

THIRST = replace(WATER, harm="thirst", harm_after_days=1.0, harm_to="life")
RAIN = replace(ROOF, harm="rain", harm_after_days=3.0, harm_to="health")
SIXES = replace(BOTTLE, pack_quantity=6.0, pack_kg=7.0)
TOWN = Place(place="town", role="source")
TRUCK = Lift(
    lift="truck", origin="town", destination="camp", mode="trip", payload_kg=9000, volume_m3=90, transit_days=1
)


def camp(**tables: Any) -> Operation:
    given: dict[str, Any] = {
        "places": (Place(place="camp", role="site", name="Camp"), TOWN),
        "needs": (RAIN, THIRST),
        "items": (SIXES, TENT),
        "contents": (BOTTLED, ROOFED),
        "lifts": (TRUCK,),
        "supply": (Supply(place="town", item="bottle"), Supply(place="town", item="tent")),
        "services": (service("roof", 20.0),),
        "stock": stock(bottle=450),
    }
    return operation(**{**given, **tables})


def by_need(tables: Operation) -> dict[str, Urgency]:
    return {one.need.need: one for one in find_urgencies(tables)}


def test_what_may_kill_comes_first_though_it_runs_out_later() -> None:
    """450 l are six days of survival; the roof is short by 15 of 35 m2 now."""
    water, roof = find_urgencies(camp())
    assert (water.need.need, water.tier, water.first_short, water.harms_on) == ("water", "survival", day(6), day(7))
    assert (roof.need.need, roof.severity.harm, roof.harms_on) == ("roof", "health", day(7))
    assert (water.is_short_now, roof.is_short_now) == (False, True)


def test_goods_are_whole_packs_for_a_week_of_the_minimum() -> None:
    """Of the minimum, 150 l a day, 450 l are three days; the seven days after it take 1,050 l: 175 packs of six."""
    found = by_need(camp())
    (bottles,) = found["water"].send
    assert (bottles.item.item, bottles.packs, bottles.quantity, bottles.kg) == ("bottle", 175, 1050.0, 1225.0)
    (tents,) = found["roof"].send
    assert (tents.packs, tents.kg) == (1, 55.0)


def test_what_runs_out_later_leaves_at_the_latest_what_is_short_now_soonest() -> None:
    found = by_need(camp())
    water, roof = found["water"].departure, found["roof"].departure
    assert water is not None
    assert roof is not None
    assert (water.lift, water.leaves, water.usable, found["water"].is_in_time) == ("truck", day(5), day(6), True)
    assert (roof.leaves, roof.usable, found["roof"].is_in_time) == (day(0), day(1), True)


def test_setting_up_takes_its_days() -> None:
    slow: Item = replace(TENT, setup_days=2)
    roof = by_need(camp(items=(SIXES, slow)))["roof"]
    assert (roof.ready_on, roof.is_in_time) == (day(3), True)


def test_what_comes_too_late_says_so() -> None:
    late = replace(TRUCK, transit_days=7)
    water = by_need(camp(lifts=(late,)))["water"]
    assert water.departure is not None
    assert (water.departure.leaves, water.ready_on, water.is_in_time) == (day(0), day(7), False)


def test_through_a_hub_the_last_departure_of_the_first_leg_counts() -> None:
    """By truck to the hub in a day, a day of handling, then by boat on the second of the days left to the camp."""
    hub = Place(place="hub", role="hub", handling_days=1)
    first = replace(TRUCK, destination="hub")
    boat = replace(TRUCK, lift="boat", origin="hub", transit_days=2)
    places = (Place(place="camp", role="site", name="Camp"), TOWN, hub)
    water = by_need(camp(places=places, lifts=(first, boat)))["water"]
    assert water.departure is not None
    assert (water.departure.lift, water.departure.leaves, water.ready_on) == ("truck", day(2), day(6))


def test_without_a_lift_goods_are_named_all_the_same() -> None:
    water = by_need(camp(lifts=()))["water"]
    assert (water.send[0].item.item, water.departure, water.is_in_time) == ("bottle", None, False)


def test_each_need_stands_once_and_what_holds_does_not() -> None:
    found = find_urgencies(camp(stock=stock(bottle=9000)))
    assert [one.need.need for one in found] == ["roof"]
