"""A second operation for a pencil: assets that stand and run, a hub, a flow, committed cargo, shelf life, waste."""

from __future__ import annotations

from typing import Any

from malja.catalogue.facts import Content, Item, Need, Running
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, Movement, Place, Service, Stock, Supply

from .operations import on, operation


def pumps() -> Operation:
    """Ten people, three days, no reserve.

    Water: 10 l a head = 100 l a day. A pump gives 60 l a day from 80 l of river and 2 l of fuel. One pump stands on
    day 0 for two days (days 0 and 1), a second is committed by air: it leaves on day 0, is usable on day 0 + 1
    (transit) + 0, is set up for 1 day, and stands on day 2. The river gives 100 l a day.
    Fuel: 5 l at the hub, which keep for 1 day: they may leave on days 0 and 1. By road (a flow, 3 kg a day, 1 kg a
    litre): 3 l on day 0 are usable on day 0, 2 l on day 1 on day 1. Used: 2 on day 0, 2 on day 1 (1 of day 0's, or
    day 1's; all expire behind day 1). What is left on day 1, 1 l, is past its shelf life on day 2 and wasted, so that
    the second pump stands still. Provided: 60, 60, 0 of 100. Short: 0.4, 0.4, 1.
    Roof: 5 m2 for each = 50 m2; the hangar gives 20, a tent 10; 2 tents are bought at the camp on day 1: 20, 40, 40.
    """
    return operation(
        name="pumps",
        places=(
            Place(place="port", role="source"),
            Place(place="store", role="hub"),
            Place(place="camp", role="site"),
        ),
        people=(Movement(place="camp", date=on(0), arrivals=10),),
        needs=(
            Need(need="water", name="Water", sector="wash", kind="daily", survival=10),
            Need(need="river", name="River", sector="wash", kind="daily"),
            Need(need="roof", name="Roof", sector="shelter", kind="standing", minimum=5, weight=2),
        ),
        items=(
            Item(item="pump", name="Pump", kind="asset", pack_kg=50, pack_m3=1, setup_days=1, life_days=2),
            Item(item="tent", name="Tent", kind="asset", pack_kg=40, pack_m3=1),
            Item(item="fuel", name="Fuel", pack_kg=1, pack_m3=0.001, shelf_life_days=1),
        ),
        contents=(
            Content(item="pump", need="water", how="per_day", quantity=60),
            Content(item="tent", need="roof", how="in_place", quantity=10),
        ),
        running=(
            Running(item="pump", input="fuel", quantity=2),
            Running(item="pump", input="river", quantity=80),
        ),
        services=(Service(place="camp", need="river", quantity=100), Service(place="camp", need="roof", quantity=20)),
        stock=(Stock(place="camp", item="pump", quantity=1), Stock(place="store", item="fuel", quantity=5)),
        supply=(
            Supply(place="camp", item="tent", quantity=1, since=on(1), unit_cost=100),
            Supply(place="camp", item="tent", quantity=5, unit_cost=150),
        ),
        lifts=(
            Lift(lift="air", origin="port", destination="camp", payload_kg=100, transit_days=1, fixed_cost=1000),
            Lift(lift="road", origin="store", destination="camp", mode="flow", kg_per_day=3, cost_per_kg=1),
        ),
        committed=(Committed(lift="air", date=on(0), item="pump", packs=1),),
    )


def pumps_plan() -> dict[str, Any]:
    """A right plan for `pumps()`, if not the best."""
    days = ["2025-03-10", "2025-03-11", "2025-03-12"]
    return {
        "format": "malja.plan/1",
        "operation": "pumps",
        "start": days[0],
        "days": 3,
        "reserve_days": 0,
        "currency": "USD",
        "aims": _aims(),
        "trips": [
            _trip("air", "port", days[0], days[1], 1, "pump", 1, 50.0),
            _trip("road", "store", days[0], days[0], None, "fuel", 3.0, 1.0),
            _trip("road", "store", days[1], days[1], None, "fuel", 2.0, 1.0),
        ],
        "buys": [_row("tent", days[1], 2.0) | {"cost": 250.0}],
        "uses": [],
        "runs": [_row("pump", days[0], 1.0), _row("pump", days[1], 1.0)],
        "waste": [_row("fuel", days[2], 1.0)],
        "stock": [
            _row("fuel", days[0], 2.0, "store"),
            _row("fuel", days[0], 1.0),
            _row("fuel", days[1], 1.0),
        ],
        "in_place": [
            _row("pump", days[0], 1.0),
            _row("pump", days[1], 1.0),
            _row("pump", days[2], 1.0),
            _row("tent", days[1], 2.0),
            _row("tent", days[2], 2.0),
        ],
        "coverage": [
            *(
                _covered("water", day, given, "survival", 100.0)
                for day, given in zip(days, (60.0, 60.0, 0.0), strict=True)
            ),
            *(_covered("river", day, 0.0, "", 0.0) for day in days),
            *(
                _covered("roof", day, given, "minimum", 50.0)
                for day, given in zip(days, (20.0, 40.0, 40.0), strict=True)
            ),
        ],
        "solver": {"name": "pencil", "version": "1", "status": "solved"},
    }


def _aims() -> list[dict[str, Any]]:
    """Values by hand; caps and bounds are only consistent.

    survival  10 people x (charge(0.4) + charge(0.4) + charge(1)), with charge(0.4) = 0.25 + 0.15 x 1.1 = 0.415 and
              charge(1) = 0.25 x (1 + 1.1 + 1.2 + 1.3) = 1.15: 10 x 1.98 = 19.8; plain 10 x 1.8 = 18
    minimum   weight 2 x 10 people x (charge(0.6) + charge(0.2) + charge(0.2)), with charge(0.6) = 0.25 + 0.275 + 0.12
              = 0.645: 20 x 1.045 = 20.9; plain 20 x 1 = 20
    cost      100 + 150 for tents, 1000 for the flight, 5 kg by road at 1: 1255
    """
    rows = [("survival", 19.8, 18.0), ("minimum", 20.9, 20.0), ("target", 0.0, 0.0), ("cost", 1255.0, None)]
    return [
        {"aim": aim, "value": value, "person_days": days, "cap": value, "bound": value, "gap": 0.0}
        for aim, value, days in rows
    ]


def _row(item: str, day: str, quantity: float, place: str = "camp") -> dict[str, Any]:
    return {"place": place, "item": item, "date": day, "quantity": quantity}


def _trip(
    lift: str, origin: str, leaves: str, usable: str, vehicles: int | None, item: str, units: float, kg: float
) -> dict[str, Any]:
    m3 = units if item == "pump" else units / 1000
    packs = None if vehicles is None else int(units)
    return {
        "lift": lift,
        "vehicle": "",
        "origin": origin,
        "destination": "camp",
        "leaves": leaves,
        "usable": usable,
        "vehicles": vehicles,
        "kg": units * kg,
        "m3": m3,
        "cargo": [{"item": item, "packs": packs, "quantity": units, "kg": units * kg, "m3": m3}],
    }


def _covered(need: str, day: str, given: float, tier: str, required: float) -> dict[str, Any]:
    return {
        "place": "camp",
        "need": need,
        "date": day,
        "people": 10.0,
        "provided": given,
        "required": {tier: required} if tier else {},
        "short": {tier: float(f"{1 - given / required:.12g}")} if tier else {},
    }
