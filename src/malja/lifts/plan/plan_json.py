"""plan.json: the plan as other people's tools read and write it (planning.md, section 7)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from malja.catalogue.facts import TIERS
from malja.lifts.plan.plan import Aim, Buy, Cargo, Coverage, Plan, Quantity, Trip

PLAN_FORMAT = "malja.plan/1"

#: Significant digits of every quantity.
_DIGITS = 12

Row: TypeAlias = dict[str, object]


def write_plan(plan: Plan) -> str:
    """The plan as text: keys in their order, a row a line (so that two plans can be compared), a newline at the end.

    Quantities are in the item's unit with 12 significant digits, dates ISO 8601; rows with a zero quantity are left
    out. A number that is not finite raises ValueError.
    """
    lists: dict[str, Iterable[str]] = {
        "aims": (_line(_aim(aim)) for aim in plan.aims),
        "trips": (_trip(trip) for trip in plan.trips if trip.vehicles or any(cargo.quantity for cargo in trip.cargo)),
        "buys": (_line(_buy(buy)) for buy in plan.buys if buy.quantity),
        "uses": _quantities(plan.uses),
        "runs": _quantities(plan.runs),
        "waste": _quantities(plan.waste),
        "stock": _quantities(plan.stock),
        "in_place": _quantities(plan.in_place),
        "coverage": (_line(_coverage(row)) for row in plan.coverage),
    }
    head = {
        "format": PLAN_FORMAT,
        "operation": plan.operation,
        "start": plan.start.isoformat(),
        "days": plan.days,
        "reserve_days": plan.reserve_days,
        "currency": plan.currency,
    }
    solver = {"name": plan.solver.name, "version": plan.solver.version, "status": plan.solver.status}
    parts = [
        *(f"{_line(key)}: {_line(value)}" for key, value in head.items()),
        *(f"{_line(key)}: {_list(rows)}" for key, rows in lists.items()),
        f'"solver": {_line(solver)}',
    ]
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


def round_digits(number: float) -> float | int:
    """The number with 12 significant digits, a whole one without its needless fraction."""
    value = float(f"{number:.{_DIGITS}g}")
    return int(value) if value.is_integer() and abs(value) < 10**_DIGITS else value


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _list(rows: Iterable[str]) -> str:
    text = ",\n    ".join(rows)
    return f"[\n    {text}\n  ]" if text else "[]"


def _quantities(rows: tuple[Quantity, ...]) -> Iterator[str]:
    return (_line(_quantity(row)) for row in rows if row.quantity)


def _aim(aim: Aim) -> Row:
    # The gap is that of the rounded figures, so that whoever reads them finds the same.
    said = dataclasses.replace(aim, value=round_digits(aim.value), bound=round_digits(aim.bound))
    days = {} if aim.person_days is None else {"person_days": round_digits(aim.person_days)}
    figures = {"cap": round_digits(aim.cap), "bound": said.bound, "gap": round_digits(said.gap)}
    return {"aim": aim.aim, "value": said.value, **days, **figures}


def _trip(trip: Trip) -> str:
    row: Row = {
        "lift": trip.lift,
        "vehicle": trip.vehicle,
        "origin": trip.origin,
        "destination": trip.destination,
        "leaves": trip.leaves.isoformat(),
        "usable": trip.usable.isoformat(),
        "vehicles": trip.vehicles,
        "kg": round_digits(trip.kg),
        "m3": round_digits(trip.m3),
    }
    cargo = ",\n      ".join(_line(_cargo(part)) for part in trip.cargo if part.quantity)
    listed = f"[\n      {cargo}\n    ]" if cargo else "[]"
    return f'{_line(row)[:-1]}, "cargo": {listed}}}'


def _cargo(cargo: Cargo) -> Row:
    return {
        "item": cargo.item,
        "packs": None if cargo.packs is None else round_digits(cargo.packs),
        "quantity": round_digits(cargo.quantity),
        "kg": round_digits(cargo.kg),
        "m3": round_digits(cargo.m3),
    }


def _buy(buy: Buy) -> Row:
    return {
        "place": buy.place,
        "item": buy.item,
        "date": buy.date.isoformat(),
        "quantity": round_digits(buy.quantity),
        "cost": round_digits(buy.cost),
    }


def _quantity(row: Quantity) -> Row:
    return {"place": row.place, "item": row.item, "date": row.date.isoformat(), "quantity": round_digits(row.quantity)}


def _coverage(row: Coverage) -> Row:
    return {
        "place": row.place,
        "need": row.need,
        "date": row.date.isoformat(),
        "people": round_digits(row.people),
        "provided": round_digits(row.provided),
        "required": {tier: round_digits(row.required[tier]) for tier in TIERS if tier in row.required},
        "short": {tier: round_digits(row.short[tier]) for tier in TIERS if tier in row.short},
    }
