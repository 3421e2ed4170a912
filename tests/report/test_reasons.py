"""Why an item flies: the gravest thing that happens without it."""

from __future__ import annotations

import dataclasses
import datetime

from malja.catalogue.facts import Content, Item, Running
from malja.lifts.plan.plan import Cargo, Coverage, Plan, Quantity, Trip
from malja.operation.rows import Stock, Tables
from malja.report.flows import Flows
from malja.report.reasons import CargoReason, CargoReasons

START = datetime.date(2025, 3, 14)


def date(day: int) -> datetime.date:
    return START + datetime.timedelta(days=day)


def reason(need: str, tier: str, day: int, *, deeper: bool = False) -> CargoReason:
    assert tier in ("survival", "minimum")
    return CargoReason(place="camp", need=need, tier=tier, date=date(day), deeper=deeper)  # type: ignore[arg-type]


def test_the_gravest_tier_gives_the_reason(operation: Tables, plan: Plan) -> None:
    # Without both flights of rice nothing is left on day 2: no food at all instead of 75 of 50 kg.
    assert CargoReasons(operation, plan).find_reason(1, "rice") == reason("food", "survival", 2)


def test_what_came_before_is_used_first(operation: Tables, plan: Plan) -> None:
    # The second flight's 100 kg: 25 kg are left of the first on day 3, 75 are used: survival is missed on that day.
    assert Flows(operation, plan).trace_losses(2, "rice") == {("camp", "food"): {3: 50.0, 4: 50.0}}
    assert CargoReasons(operation, plan).find_reason(2, "rice") == reason("food", "survival", 3)


def test_an_asset_serves_from_when_it_is_set_up(operation: Tables, plan: Plan) -> None:
    assert Flows(operation, plan).trace_losses(0, "tent") == {("camp", "roof"): {2: 50.0, 3: 50.0, 4: 50.0}}
    assert CargoReasons(operation, plan).find_reason(0, "tent") == reason("roof", "survival", 2)


def test_a_need_that_is_short_anyway_is_said_to_be_deeper(operation: Tables, plan: Plan) -> None:
    few = Cargo(item="tent", packs=1.0, quantity=1.0, kg=60.0, m3=0.3)
    coverage = tuple(
        dataclasses.replace(row, provided=25.0, short={"survival": 0.5, "minimum": 0.75})
        for row in plan.coverage
        if row.need == "roof" and row.date >= date(2)
    )
    halved = dataclasses.replace(
        plan,
        trips=(dataclasses.replace(plan.trips[0], cargo=(few,)),),
        in_place=tuple(dataclasses.replace(row, quantity=1.0) for row in plan.in_place),
        coverage=coverage,
    )
    assert CargoReasons(operation, halved).find_reason(0, "tent") == reason("roof", "survival", 2, deeper=True)


def test_goods_that_nobody_needs_have_no_reason(operation: Tables, plan: Plan) -> None:
    plenty = dataclasses.replace(operation, stock=(Stock(place="camp", item="rice", quantity=10_000.0),))
    left = tuple(Quantity(place="camp", item="rice", date=date(day), quantity=9000.0) for day in range(5))
    stocked = dataclasses.replace(plan, stock=left)
    assert CargoReasons(plenty, stocked).find_reason(1, "rice") is None


def water_plant(operation: Tables, plan: Plan) -> tuple[Tables, Plan]:
    """A pump on diesel raises raw water, a unit on chlorine turns it into 100 l a day that people drink."""
    items = (
        Item(item="diesel", name="Diesel", unit="l", pack_kg=0.9, pack_m3=0.001),
        Item(item="chlorine", name="Chlorine", unit="g", pack_kg=0.001, pack_m3=0.0),
        Item(item="pump", name="Pump", kind="asset", pack_kg=100.0, pack_m3=1.0),
        Item(item="unit", name="Unit", kind="asset", pack_kg=100.0, pack_m3=1.0),
    )
    contents = (
        Content(item="pump", need="raw", how="per_day", quantity=200.0),
        Content(item="unit", need="food", how="per_day", quantity=100.0),
    )
    running = (
        Running(item="pump", input="diesel", quantity=5.0),
        Running(item="unit", input="chlorine", quantity=3.0),
        Running(item="unit", input="raw", quantity=200.0),
    )
    trip: Trip = dataclasses.replace(
        plan.trips[0],
        leaves=date(0),
        usable=date(1),
        cargo=(
            Cargo(item="diesel", packs=20.0, quantity=20.0, kg=18.0, m3=0.02),
            Cargo(item="chlorine", packs=10.0, quantity=10.0, kg=0.01, m3=0.0),
        ),
    )
    runs = tuple(
        Quantity(place="camp", item=item, date=date(day), quantity=1.0) for item in ("pump", "unit") for day in range(5)
    )
    coverage: tuple[Coverage, ...] = tuple(
        dataclasses.replace(row, provided=100.0, short={}) for row in plan.coverage if row.need == "food"
    )
    stock = (Stock(place="camp", item="diesel", quantity=5.0), Stock(place="camp", item="chlorine", quantity=9.0))
    left = (Quantity(place="camp", item="chlorine", date=date(0), quantity=6.0),)
    return (
        dataclasses.replace(operation, items=items, contents=contents, running=running, stock=stock),
        dataclasses.replace(plan, trips=(trip,), runs=runs, uses=(), stock=left, in_place=(), coverage=coverage),
    )


def test_fuel_serves_the_need_behind_two_machines(operation: Tables, plan: Plan) -> None:
    plant, run = water_plant(operation, plan)
    # 5 l of diesel are there and day 0 burns them: from day 1 the pump stands, and the unit with it.
    assert Flows(plant, run).trace_losses(0, "diesel") == {("camp", "food"): dict.fromkeys(range(1, 5), 100.0)}
    # 9 g of chlorine last through day 2.
    assert Flows(plant, run).trace_losses(0, "chlorine") == {("camp", "food"): dict.fromkeys(range(3, 5), 100.0)}
    assert CargoReasons(plant, run).find_reason(0, "chlorine") == reason("food", "survival", 3)
