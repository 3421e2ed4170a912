"""The trip by which a plan brings something for an urgent need: fuel counts only with its machine there or coming."""

from __future__ import annotations

import dataclasses

from malja.catalogue.facts import Content, Item, Running
from malja.cover.urgency import Urgency, find_urgencies
from malja.lifts.plan.plan import Cargo, Plan
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Stock, Tables
from malja.report.urgent_in_plan import find_bringing_trip

PURIFIER = Item(item="purifier", name="Purifier", kind="asset", unit="purifier", pack_kg=400.0, pack_m3=1.0)
DIESEL = Item(item="diesel", name="Diesel", unit="l", pack_quantity=200.0, pack_kg=180.0, pack_m3=0.25)


def _roof(operation: Tables) -> Urgency:
    values = {field.name: getattr(operation, field.name) for field in dataclasses.fields(operation) if field.init}
    return next(one for one in find_urgencies(Operation(**values)) if one.need.need == "roof")


def _with_machine(operation: Tables, **tables: object) -> Tables:
    """The operation with a machine in its catalogue that gives the roof and runs on diesel."""
    contents = (*operation.contents, Content(item="purifier", need="roof", how="per_day", quantity=100.0))
    running = (Running(item="purifier", input="diesel", quantity=10.0),)
    whole = {"items": (*operation.items, PURIFIER, DIESEL), "contents": contents, "running": running, **tables}
    return dataclasses.replace(operation, **whole)  # type: ignore[arg-type]


def _bringing(plan: Plan, *items: str) -> Plan:
    """The plan with trips that carry nothing but these items."""
    cargo = tuple(Cargo(item=item, packs=1, quantity=1.0, kg=1.0, m3=0.1) for item in items)
    return dataclasses.replace(plan, trips=tuple(dataclasses.replace(trip, cargo=cargo) for trip in plan.trips))


def test_fuel_of_a_machine_that_is_nowhere_gives_nothing(operation: Tables, plan: Plan) -> None:
    assert find_bringing_trip(_with_machine(operation), _bringing(plan, "diesel"), _roof(operation)) is None


def test_fuel_of_a_machine_that_is_there_comes_or_is_committed_counts(operation: Tables, plan: Plan) -> None:
    one, fuel = _roof(operation), _bringing(plan, "diesel")
    stock = (*operation.stock, Stock(place="camp", item="purifier", quantity=1.0))
    promised = Committed(lift=operation.lifts[0].lift, date=plan.start, item="purifier", packs=1)
    assert find_bringing_trip(_with_machine(operation, stock=stock), fuel, one) is not None
    assert find_bringing_trip(_with_machine(operation, committed=(promised,)), fuel, one) is not None
    assert find_bringing_trip(_with_machine(operation), _bringing(plan, "diesel", "purifier"), one) is not None


def test_a_machine_in_another_place_lets_no_fuel_count(operation: Tables, plan: Plan) -> None:
    stock = (*operation.stock, Stock(place="depot", item="purifier", quantity=1.0))
    assert (
        find_bringing_trip(_with_machine(operation, stock=stock), _bringing(plan, "diesel"), _roof(operation)) is None
    )
