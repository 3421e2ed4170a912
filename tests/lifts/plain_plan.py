"""The plain formulation's plan in the form of plan.json: what the judge must find right on any operation."""

from __future__ import annotations

from typing import Any

from malja.catalogue.facts import TIERS
from malja.operation.rows import Tables

from .plain import Model, formulate, staged
from .plain_goods import Key
from .program import Sum, worth
from .reading import charge

#: Less than this is the solver's noise.
NOISE = 2e-6


def plain_plan(operation: Tables) -> dict[str, Any]:
    """The plan that the plain formulation finds; raises `UnsolvedError` if it is not proven in time."""
    model = formulate(operation)
    _, columns = staged(model, [*TIERS, "cost"], {})
    coverage = _coverage(model, columns)
    trips = _trips(model, columns)
    buys = [
        {**row, "cost": _round(worth(model.goods.spent[row["place"], row["item"], _day(model, row)], columns))}
        for row in _rows(model, model.goods.bought, columns)
    ]
    return {
        "format": "malja.plan/1",
        "operation": operation.name,
        "start": operation.start.isoformat(),
        "days": operation.days,
        "reserve_days": operation.reserve_days,
        "currency": operation.currency,
        "aims": _aims(model, coverage, trips, buys),
        "trips": trips,
        "buys": buys,
        "uses": _rows(model, model.goods.used, columns),
        "runs": _rows(model, model.goods.run, columns),
        "waste": _rows(model, model.goods.wasted, columns),
        "stock": _rows(model, model.goods.left, columns),
        "in_place": _rows(model, model.goods.in_place, columns),
        "coverage": coverage,
        "solver": {"name": "plain", "version": "1", "status": "solved"},
    }


def _round(value: float) -> float:
    """12 significant digits, no noise."""
    return 0.0 if abs(value) < NOISE else float(f"{value:.12g}")


def _day(model: Model, row: dict[str, Any]) -> int:
    return next(day for day in range(model.reading.horizon) if _date(model, day) == row["date"])


def _date(model: Model, day: int) -> str:
    return model.reading.tables.date(day).isoformat()


def _rows(model: Model, sums: dict[Key, Sum], columns: list[float]) -> list[dict[str, Any]]:
    """The rows that are not zero."""
    found = []
    for (place, item, day), total in sums.items():
        quantity = _round(worth(total, columns))
        if quantity:
            found.append({"place": place, "item": item, "date": _date(model, day), "quantity": quantity})
    return found


def _trips(model: Model, columns: list[float]) -> list[dict[str, Any]]:
    """What leaves, committed cargo included."""
    found, reading = [], model.reading
    for (name, day), planned in model.loads.planned.items():
        lift = reading.lifts[name]
        trip = lift.mode == "trip"
        units = dict(reading.fixed(name, day))
        for item, total in planned.items():
            units[item] = units.get(item, 0.0) + worth(total, columns)
        cargo: list[dict[str, Any]] = []
        for item, quantity in units.items():
            packs: float = quantity / reading.items[item].pack_quantity
            if trip and reading.tables.whole_packs:
                packs = round(packs)
                quantity = packs * reading.items[item].pack_quantity
            quantity = _round(quantity)
            if quantity:
                weight, volume = _round(quantity * reading.kg(item)), _round(quantity * reading.m3(item))
                said = _round(packs) if trip else None
                cargo.append({"item": item, "packs": said, "quantity": quantity, "kg": weight, "m3": volume})
        vehicles = round(worth(model.loads.vehicles[name, day], columns)) if trip else None
        if cargo or vehicles:
            found.append({
                "lift": name,
                "vehicle": lift.vehicle,
                "origin": lift.origin,
                "destination": lift.destination,
                "leaves": _date(model, day),
                "usable": _date(model, reading.usable(lift, day)),
                "vehicles": vehicles,
                "kg": _round(sum(part["kg"] for part in cargo)),
                "m3": _round(sum(part["m3"] for part in cargo)),
                "cargo": cargo,
            })  # fmt: skip
    return found


def _coverage(model: Model, columns: list[float]) -> list[dict[str, Any]]:
    """What is provided, required and short."""
    found, reading = [], model.reading
    for (place, name, day), total in model.goods.provided.items():
        need = reading.needs[name]
        if reading.persons(place, need, day) <= 0:
            continue
        provided = _round(worth(total, columns))
        asked = {tier: reading.required(place, need, tier, day) for tier in TIERS}
        required = {tier: _round(value) for tier, value in asked.items() if value is not None}
        short = {tier: _round(max(0.0, 1 - provided / value)) if value else 0.0 for tier, value in required.items()}
        found.append({
            "place": place,
            "need": name,
            "date": _date(model, day),
            "people": _round(reading.persons(place, need, day)),
            "provided": provided,
            "required": required,
            "short": short,
        })  # fmt: skip
    return found


def _aims(
    model: Model, coverage: list[dict[str, Any]], trips: list[dict[str, Any]], buys: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The aims' values, from the rows."""
    found: list[dict[str, Any]] = []
    reading = model.reading
    for tier in TIERS:
        rows = [
            (reading.needs[row["need"]].weight * row["people"], row["short"][tier])
            for row in coverage
            if tier in row["short"]
        ]
        value = _round(sum(weight * charge(short) for weight, short in rows))
        plain = _round(sum(weight * short for weight, short in rows))
        found.append({"aim": tier, "value": value, "person_days": plain, "cap": value, "bound": value, "gap": 0.0})
    cost = sum(buy["cost"] for buy in buys)
    for trip in trips:
        lift = reading.lifts[trip["lift"]]
        cost += lift.fixed_cost * (trip["vehicles"] or 0) + lift.cost_per_kg * trip["kg"]
    cost = _round(cost)
    found.append({"aim": "cost", "value": cost, "person_days": None, "cap": cost, "bound": cost, "gap": 0.0})
    return found
