"""The judge can fail a plan: every kind of violation is made once, and must be found."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from malja.catalogue.facts import Content
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Movement, Place, Service, Stock, Supply

from .judge import judge
from .operations import on, smallest, smallest_plan
from .pumps import pumps, pumps_plan
from .splitting import can_split

Json = dict[str, Any]
DAY = "2025-03-10"


def test_right_plans_pass() -> None:
    assert judge(smallest(), smallest_plan()) == []
    assert judge(pumps(), pumps_plan()) == []


def _set(*path: str | int, to: object) -> Callable[[Json], None]:
    """A change of one value in the plan."""

    def change(plan: Json) -> None:
        inner: Any = plan
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to

    return change


def _add(table: str, **row: object) -> Callable[[Json], None]:
    """One more row."""
    return lambda plan: plan[table].append(row)


def _drop(table: str, number: int) -> Callable[[Json], None]:
    """One row less."""

    def change(plan: Json) -> None:
        del plan[table][number]

    return change


def _all(*changes: Callable[[Json], None]) -> Callable[[Json], None]:
    """Several changes at once."""

    def change(plan: Json) -> None:
        for one in changes:
            one(plan)

    return change


CARGO = ("trips", 0, "cargo", 0)

SMALLEST: dict[str, tuple[Callable[[Json], object], str]] = {
    "a key is missing": (lambda plan: plan.pop("waste"), "keys are"),
    "keys in another order": (lambda plan: plan.update(format=plan.pop("format")), "keys are"),
    "another format": (_set("format", to="malja.plan/3"), "format is"),
    "another operation": (_set("operation", to="other"), "operation is"),
    "another currency": (_set("currency", to="EUR"), "currency is"),
    "another start": (_set("start", to="2025-03-11"), "start is"),
    "another solver status": (_set("solver", "status", to="perhaps"), "status"),
    "13 digits": (_set("uses", 0, "quantity", to=15.0000000000001), "12 significant digits"),
    "no number": (_set("uses", 0, "quantity", to=float("nan")), "is nan"),
    "minus zero": (_set("aims", 0, "value", to=-0.0), "minus zero"),
    "a row of zero": (_add("waste", place="camp", item="meal", date=DAY, quantity=0.0), "quantity is 0"),
    "a negative row": (_add("waste", place="camp", item="meal", date=DAY, quantity=-5.0), "quantity is -5"),
    "a row twice": (_add("stock", place="camp", item="meal", date=DAY, quantity=25.0), "twice"),
    "keys of a row": (_add("waste", item="meal", place="camp", date=DAY, quantity=1.0), "has the keys"),
    "unknown item": (_set("uses", 0, "item", to="caviar"), "unknown"),
    "unknown place": (_set("stock", 0, "place", to="moon"), "unknown"),
    "no date": (_set("uses", 0, "date", to="10.03.2025"), "is no date"),
    "a date outside the horizon": (_set("uses", 2, "date", to="2025-03-13"), "outside the horizon"),
    "half a vehicle": (_set("trips", 0, "vehicles", to=0.5), "no whole number"),
    "no vehicle": (_set("trips", 0, "vehicles", to=0), "without a vehicle"),
    "two vehicles": (_set("trips", 0, "vehicles", to=2), "at most 1 may leave"),
    "another vehicle": (_set("trips", 0, "vehicle", to="mule"), "vehicle is"),
    "usable on another day": (_set("trips", 0, "usable", to="2025-03-11"), "usable is"),
    "leaves on another day": (
        _all(_set("trips", 0, "leaves", to="2025-03-11"), _set("trips", 0, "usable", to="2025-03-11")),
        "at most 0 may leave",
    ),
    "half a pack": (_set(*CARGO, "packs", to=3.5), "3.5 packs"),
    "packs and quantity disagree": (_set(*CARGO, "packs", to=3), "3 packs"),
    "packs missing": (_set(*CARGO, "packs", to=None), "packs of meal are missing"),
    "kg of the cargo": (_set(*CARGO, "kg", to=19.0), "weighs"),
    "kg of the trip": (_set("trips", 0, "kg", to=19.0), "adds up"),
    "m3 of the trip": (_set("trips", 0, "m3", to=1.0), "adds up"),
    "bought for less": (_set("buys", 0, "cost", to=10.0), "cheapest lots"),
    "bought too little": (_set("buys", 0, "quantity", to=30.0), "more are taken"),
    "more used than there is": (_set("uses", 2, "quantity", to=12.0), "more are taken"),
    "less used, nothing left": (_set("uses", 2, "quantity", to=8.0), "units are left"),
    "stock forgotten": (_drop("stock", 0), "units are left"),
    "waste out of nothing": (
        _add("waste", place="camp", item="meal", date="2025-03-12", quantity=1.0),
        "more are taken",
    ),
    "used where nobody lives": (
        _add("uses", place="depot", item="meal", date=DAY, quantity=1.0),
        "at sites",
    ),
    "runs what does not stand": (_add("runs", place="camp", item="meal", date=DAY, quantity=1.0), "are in place"),
    "stands what was never sent": (_add("in_place", place="camp", item="meal", date=DAY, quantity=1.0), "in place"),
    "coverage forgotten": (_drop("coverage", 1), "no row"),
    "coverage of other people": (_set("coverage", 0, "people", to=9.0), "9.0 people"),
    "provided too much": (_set("coverage", 0, "provided", to=16.0), "provided"),
    "provided too little": (_set("coverage", 0, "provided", to=14.0), "provided"),
    "another requirement": (_set("coverage", 0, "required", "minimum", to=19.0), "requires"),
    "a tier forgotten": (lambda plan: plan["coverage"][0]["short"].pop("target"), "of target is short"),
    "tiers in another order": (
        _set("coverage", 0, "required", to={"minimum": 20.0, "survival": 10.0, "target": 40.0}),
        "has the tiers",
    ),
    "less short than it is": (_set("coverage", 0, "short", "minimum", to=0.2), "is short"),
    "an aim's value": (_set("aims", 1, "value", to=10.24), "the value is"),
    "an aim's person-days": (_set("aims", 1, "person_days", to=10.25), "without charge"),
    "the cost": (_set("aims", 3, "value", to=159.0), "the value is"),
    "above its cap": (_set("aims", 1, "cap", to=10.2), "above its cap"),
    "a bound above the value": (_set("aims", 2, "bound", to=22.0), "above the value"),
    "a gap": (_set("aims", 2, "gap", to=0.1), "the gap is"),
    "an aim forgotten": (_drop("aims", 0), "The aims are"),
    "aims in another order": (lambda plan: plan["aims"].reverse(), "The aims are"),
    "cost with person-days": (_set("aims", 3, "person_days", to=1.0), "Cost has"),
}


@pytest.mark.parametrize("name", SMALLEST)
def test_each_change_of_the_smallest_plan_is_found(name: str) -> None:
    change, words = SMALLEST[name]
    plan = copy.deepcopy(smallest_plan())
    change(plan)
    found = judge(smallest(), plan)
    assert any(words in sentence for sentence in found), found


def _changed(operation: Operation, table: str, number: int, **values: object) -> Operation:
    """The operation with values of one row changed."""
    rows = list(getattr(operation, table))
    rows[number] = dataclasses.replace(rows[number], **values)
    changes: dict[str, Any] = {table: tuple(rows)}
    return dataclasses.replace(operation, **changes)


def _with(operation: Operation, table: str, *rows: object) -> Operation:
    """The operation with more rows."""
    changes: dict[str, Any] = {table: (*getattr(operation, table), *rows)}
    return dataclasses.replace(operation, **changes)


#: Operations for which the plan of the smallest operation is wrong, and what is said about it.
OTHERS = {
    "payload": (_changed(smallest(), "lifts", 0, payload_kg=19), "kg in 1 vehicles"),
    "volume": (_changed(smallest(), "lifts", 0, volume_m3=1.9), "m3 in 1 vehicles"),
    "pack too heavy": (_changed(smallest(), "lifts", 0, payload_kg=4), "share the packs out"),
    "trips a week": (_changed(smallest(), "lifts", 0, per_week=0), "trips in week 1"),
    "part of a trip a week": (_changed(smallest(), "lifts", 0, per_week=0.9), "trips in week 1"),
    "first": (_changed(smallest(), "lifts", 0, first=on(1), last=on(1)), "at most 0 may leave"),
    "last": (_changed(smallest(), "lifts", 0, first=None, last=on(-1)), "at most 0 may leave"),
    "transit": (_changed(smallest(), "lifts", 0, transit_days=1), "usable is"),
    "handling": (_changed(smallest(), "places", 1, handling_days=1), "usable is"),
    "behind the horizon": (_changed(smallest(), "lifts", 0, transit_days=3), "behind the horizon"),
    "landings": (_changed(smallest(), "places", 1, landings_per_day=0), "landings"),
    "unloading": (_changed(smallest(), "places", 1, unload_kg_per_day=19), "are unloaded"),
    "storage": (_changed(smallest(), "places", 1, storage_m3=1.2), "stock fills"),
    "supply": (_changed(smallest(), "supply", 0, quantity=39), "than supply has"),
    "supply's date": (_changed(smallest(), "supply", 0, since=on(1)), "than supply has"),
    "supply's price": (_with(smallest(), "supply", Supply(place="depot", item="meal", quantity=1)), "cheapest lots"),
    "ration": (_changed(smallest(), "items", 0, max_per_person_day=1.4), "ration"),
    "shelf life": (_changed(smallest(), "items", 0, shelf_life_days=1), "shelf life"),
    "an item's weight": (_changed(smallest(), "items", 0, pack_kg=6), "weighs"),
    "opening stock": (_with(smallest(), "stock", Stock(place="camp", item="meal", quantity=1)), "are left"),
    "people": (_with(smallest(), "people", Movement(place="camp", date=on(1), arrivals=1)), "10.0 people"),
    "departures": (
        _with(smallest(), "people", Movement(place="camp", date=on(1), departures=10)),
        "a row of coverage",
    ),
    "another site": (
        _with(
            _with(smallest(), "places", Place(place="school", role="site")),
            "people",
            Movement(place="school", date=on(1), arrivals=1),
        ),
        "no row",
    ),
    "contents": (_with(smallest(), "contents", Content(item="meal", need="meals", how="use", quantity=1)), "provided"),
    "weight": (_changed(smallest(), "needs", 0, weight=2), "the value is"),
    "a tier less": (_changed(smallest(), "needs", 0, target=None), "has the tiers"),
    "kg cost": (_changed(smallest(), "lifts", 0, cost_per_kg=3), "the value is"),
    "fixed cost": (_changed(smallest(), "lifts", 0, fixed_cost=90), "the value is"),
    "committed cargo": (
        _with(smallest(), "committed", Committed(lift="road", date=on(0), item="meal", packs=5)),
        "5 committed packs",
    ),
    "committed trip": (
        _with(smallest(), "committed", Committed(lift="road", date=on(1), item="meal", packs=1)),
        "1 committed packs",
    ),
    "committed is not taken": (
        _with(smallest(), "committed", Committed(lift="road", date=on(0), item="meal", packs=1)),
        "are left",
    ),
    "site service is no help": (
        _changed(_with(smallest(), "services", Service(place="camp", need="meals", quantity=5)), "needs", 0, weight=3),
        "the value is",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_plan_is_wrong_for_another_operation(name: str) -> None:
    operation, words = OTHERS[name]
    found = judge(operation, smallest_plan())
    assert any(words in sentence for sentence in found), found


PUMPS = {
    "asset wasted": (_add("waste", place="camp", item="pump", date=DAY, quantity=1.0), "has no waste"),
    "asset in stock": (_add("stock", place="camp", item="tent", date="2025-03-11", quantity=2.0), "has no stock"),
    "asset outlives its life": (_set("in_place", 2, "quantity", to=2.0), "1.0 in place"),
    "asset before it is set up": (_set("in_place", 1, "quantity", to=2.0), "1.0 in place"),
    "runs more than stands": (_set("runs", 0, "quantity", to=1.1), "are in place"),
    "runs without fuel": (_add("runs", place="camp", item="pump", date="2025-03-12", quantity=1.0), "more are taken"),
    "runs on expired fuel": (
        _all(
            _add("runs", place="camp", item="pump", date="2025-03-12", quantity=0.5),
            _drop("waste", 0),
        ),
        "shelf life",
    ),
    "flow above its rate": (
        _all(_set("trips", 1, "cargo", 0, "quantity", to=5.0), _set("trips", 1, "cargo", 0, "kg", to=5.0)),
        "on a flow of",
    ),
    "flow with vehicles": (_set("trips", 1, "vehicles", to=1), "a flow has no vehicles"),
    "flow with packs": (_set("trips", 1, "cargo", 0, "packs", to=3), "a flow has no packs"),
    "committed trip forgotten": (_drop("trips", 0), "committed packs"),
    "more committed than is": (
        _all(_set(*CARGO, "packs", to=2), _set(*CARGO, "quantity", to=2.0), _set(*CARGO, "kg", to=100.0)),
        "more are taken",
    ),
    "standing provides less": (_set("coverage", 7, "provided", to=30.0), "provided"),
    "dearer lot first": (_set("buys", 0, "cost", to=300.0), "cheapest lots"),
}


@pytest.mark.parametrize("name", PUMPS)
def test_each_change_of_the_pumps_plan_is_found(name: str) -> None:
    change, words = PUMPS[name]
    plan = copy.deepcopy(pumps_plan())
    change(plan)
    found = judge(pumps(), plan)
    assert any(words in sentence for sentence in found), found


PUMPS_OTHERS = {
    "river runs dry": (_changed(pumps(), "services", 0, quantity=70), "running draws"),
    "fuel keeps 0 days": (_changed(pumps(), "items", 2, shelf_life_days=0), "shelf life"),
    "flow closed": (_changed(pumps(), "lifts", 1, last=on(0)), "outside first and last"),
    "flow's volume": (_changed(pumps(), "lifts", 1, volume_m3=0.002), "m3 on a flow"),
    "unloading of both": (_changed(pumps(), "places", 2, unload_kg_per_day=2), "are unloaded"),
    "longer set-up": (_changed(pumps(), "items", 0, setup_days=2), "in place"),
    "no end of life": (_changed(pumps(), "items", 0, life_days=None), "in place"),
    "flight outside its days": (
        _changed(_changed(pumps(), "lifts", 0, first=on(1)), "committed", 0, date=on(1)),
        "at most 0",
    ),
}


@pytest.mark.parametrize("name", PUMPS_OTHERS)
def test_the_pumps_plan_is_wrong_for_another_operation(name: str) -> None:
    operation, words = PUMPS_OTHERS[name]
    found = judge(operation, pumps_plan())
    assert any(words in sentence for sentence in found), found


def test_committed_cargo_excuses_every_limit() -> None:
    lifts = _changed(pumps(), "lifts", 0, payload_kg=10, per_week=0, last=on(-1))
    places = _changed(lifts, "places", 2, landings_per_day=0, unload_kg_per_day=3)
    # All but the 2 kg that the planner sends by road on the day on which 50 committed kg land.
    assert judge(places, pumps_plan()) == ["camp: 52.0 kg are unloaded on day 1, at most 50.0 may be."]


def test_packs_split_over_vehicles_only_if_they_can() -> None:
    assert can_split([(3, 6, 0)], 2, 12, None)
    assert not can_split([(3, 6, 0)], 2, 10, None)
    assert not can_split([(1, 6, 5), (1, 4, 5)], 1, 10, 9)
    # Largest first puts 6 + 4 + 3 and 5 + 5 + 3 (one is left over); whole search finds 5 + 5 + 4, 6 + 3 + 3 + 2.
    assert can_split([(1, 6, 0), (2, 5, 0), (1, 4, 0), (2, 3, 0), (1, 2, 0)], 2, 14, None)
