"""What is urgent, what to send and by when: a camp of ten people that drinks from bottles and sleeps in tents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from malja.catalogue.facts import Content, Item, Running
from malja.cover.urgency import Urgency, find_urgencies
from malja.cover.urgency_words import say_urgency
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, Place, Supply
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


def _stoves(**tables: Any) -> Operation:
    """Warmth comes from stoves that burn 3 l of kerosene a day; the town sells stoves, and kerosene if told so."""
    warmth = replace(WATER, need="warmth", name="Warmth", harm="cold", harm_after_days=1.0, harm_to="life")
    stove = Item(item="stove", name="Stove", kind="asset", unit="stove", pack_kg=20.0, pack_m3=0.1)
    kerosene = Item(item="kerosene", name="Kerosene", unit="l", pack_quantity=200.0, pack_kg=180.0, pack_m3=0.25)
    given: dict[str, Any] = {
        "needs": (warmth,),
        "items": (stove, kerosene),
        "contents": (Content(item="stove", need="warmth", how="per_day", quantity=50.0),),
        "running": (Running(item="stove", input="kerosene", quantity=3.0),),
        "supply": (Supply(place="town", item="stove"),),
        "services": (),
        "stock": (),
    }
    return camp(**{**given, **tables})


_NO_KEROSENE = "As the tables stand it can't be given at all: no lift brings Kerosene, nor anything that does without."


def test_a_heavier_way_that_can_come_is_advised_before_one_whose_fuel_cannot() -> None:
    """A wood stove of 90 kg, with wood that the town sells, before one of 20 kg whose kerosene nobody brings."""
    made = _stoves()
    wooden = Item(item="wooden", name="Wood stove", kind="asset", unit="stove", pack_kg=90.0, pack_m3=0.1)
    wood = Item(item="wood", name="Wood", unit="kg", pack_quantity=20.0, pack_kg=20.0, pack_m3=0.05)
    tables: dict[str, Any] = {
        "items": (*made.items, wooden, wood),
        "contents": (*made.contents, Content(item="wooden", need="warmth", how="per_day", quantity=50.0)),
        "running": (*made.running, Running(item="wooden", input="wood", quantity=5.0)),
    }
    sold = (*made.supply, Supply(place="town", item="wooden"))
    assert [one.item.item for one in by_need(_stoves(**tables, supply=sold))["warmth"].send] == ["stove", "kerosene"]
    with_wood = by_need(_stoves(**tables, supply=(*sold, Supply(place="town", item="wood"))))["warmth"]
    assert ([one.item.item for one in with_wood.send], with_wood.not_brought) == (["wooden", "wood"], ())


def _by(tables: Operation) -> str:
    return say_urgency(tables, by_need(tables)["warmth"]).by


def test_goods_that_no_lift_brings_are_named_and_no_departure_is() -> None:
    warmth = by_need(_stoves())["warmth"]
    assert [one.item.item for one in warmth.send] == ["stove", "kerosene"]
    assert ([one.item.item for one in warmth.not_brought], warmth.departure) == (["kerosene"], None)
    assert (warmth.ready_on, warmth.is_in_time) == (None, False)
    assert _by(_stoves()) == _NO_KEROSENE
    assert _by(_stoves(lifts=())) == "No lift in the tables brings it, nor anything else that gives it."


def test_a_pack_that_does_not_fit_is_not_brought() -> None:
    sold = (Supply(place="town", item="stove"), Supply(place="town", item="kerosene"))
    assert by_need(_stoves(supply=sold))["warmth"].not_brought == ()
    small = replace(TRUCK, payload_kg=100)
    assert _by(_stoves(supply=sold, lifts=(small,))) == _NO_KEROSENE


def test_fuel_that_lies_there_or_is_committed_need_not_be_brought() -> None:
    promised = (Committed(lift="truck", date=day(1), item="kerosene", packs=1),)
    assert by_need(_stoves(committed=promised))["warmth"].not_brought == ()
    assert by_need(_stoves(stock=stock(kerosene=2000)))["warmth"].not_brought == ()
