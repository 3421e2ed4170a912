"""plan.json: the plan as other people's tools read and write it (docs/model.md, plan.json)."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, cast

from malja.catalogue.facts import TIERS
from malja.lifts.plan.digits import round_digits
from malja.lifts.plan.plan import (
    Aim,
    BasketMiss,
    Buy,
    Cargo,
    Coverage,
    Eaten,
    Plan,
    Quantity,
    SmallConsignments,
    Solver,
    Trip,
)
from malja.lifts.plan.reason_json import read_reason, write_reason
from malja.problems import Problem, Refused

PLAN_FORMAT = "malja.plan/2"

#: Formats that are read: the first has no list of what is eaten.
_FORMATS = ("malja.plan/1", PLAN_FORMAT)

#: The rules of a basket that stand beside what is eaten.
_EATEN_LIMITS = ("min_share", "max_share", "min_g", "max_g")
_BASKET_RULES = (*_EATEN_LIMITS, "cooked")

_Row: TypeAlias = dict[str, object]


def format_plan(plan: Plan) -> str:
    """The plan as text: keys in their order, a row a line (so that two plans can be compared), a newline at the end.

    Quantities are in the item's unit with 12 significant digits, dates ISO 8601; rows with a zero quantity are left
    out. A number that is not finite raises ValueError.
    """
    lists: dict[str, Iterable[str]] = {
        "aims": (_line(_write_aim(aim)) for aim in plan.aims),
        "trips": (
            _write_trip(trip) for trip in plan.trips if trip.vehicles or any(cargo.quantity for cargo in trip.cargo)
        ),
        "buys": (_line(_write_buy(buy)) for buy in plan.buys if buy.quantity),
        "uses": _write_quantities(plan.uses),
        "runs": _write_quantities(plan.runs),
        "waste": _write_quantities(plan.waste),
        "stock": _write_quantities(plan.stock),
        "in_place": _write_quantities(plan.in_place),
        "coverage": (_line(_write_coverage(row)) for row in plan.coverage),
        "eaten": (_line(_write_eaten(row)) for row in plan.eaten),
        "basket_charge": (_line(_write_miss(row)) for row in plan.basket_misses),
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
    told = [] if plan.consignments is None else [plan.consignments]
    parts = [
        *(f"{_line(key)}: {_line(value)}" for key, value in head.items()),
        *(f"{_line(key)}: {_list(rows)}" for key, rows in lists.items()),
        f'"solver": {_line(solver)}',
        *(f'"consignments": {_line({"small": one.small, "charge": round_digits(one.charge)})}' for one in told),
    ]
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _list(rows: Iterable[str]) -> str:
    text = ",\n    ".join(rows)
    return f"[\n    {text}\n  ]" if text else "[]"


def _write_quantities(rows: tuple[Quantity, ...]) -> Iterator[str]:
    return (_line(_write_quantity(row)) for row in rows if row.quantity)


def _write_aim(aim: Aim) -> _Row:
    # The gap is that of the rounded figures, so that whoever reads them finds the same.
    said = dataclasses.replace(aim, value=round_digits(aim.value), bound=round_digits(aim.bound))
    days = {} if aim.person_days is None else {"person_days": round_digits(aim.person_days)}
    figures = {"cap": round_digits(aim.cap), "bound": said.bound, "gap": round_digits(said.gap)}
    return {"aim": aim.aim, "value": said.value, **days, **figures}


def _write_trip(trip: Trip) -> str:
    row: _Row = {
        "lift": trip.lift,
        "vehicle": trip.vehicle,
        "origin": trip.origin,
        "destination": trip.destination,
        "leaves": trip.leaves.isoformat(),
        "usable": trip.usable.isoformat(),
        "vehicles": trip.vehicles,
        "kg": round_digits(trip.kg),
        "m3": round_digits(trip.m3),
        "pallets": trip.pallets,
    }
    cargo = ",\n      ".join(_line(_write_cargo(part)) for part in trip.cargo if part.quantity)
    listed = f"[\n      {cargo}\n    ]" if cargo else "[]"
    return f'{_line(row)[:-1]}, "cargo": {listed}}}'


def _write_cargo(cargo: Cargo) -> _Row:
    return {
        "item": cargo.item,
        "packs": None if cargo.packs is None else round_digits(cargo.packs),
        "quantity": round_digits(cargo.quantity),
        "kg": round_digits(cargo.kg),
        "m3": round_digits(cargo.m3),
        **({} if cargo.reason is None else {"reason": write_reason(cargo.reason)}),
    }


def _write_buy(buy: Buy) -> _Row:
    return {
        "place": buy.place,
        "item": buy.item,
        "date": buy.date.isoformat(),
        "quantity": round_digits(buy.quantity),
        "cost": round_digits(buy.cost),
    }


def _write_quantity(row: Quantity) -> _Row:
    return {"place": row.place, "item": row.item, "date": row.date.isoformat(), "quantity": round_digits(row.quantity)}


def _write_coverage(row: Coverage) -> _Row:
    return {
        "place": row.place,
        "need": row.need,
        "date": row.date.isoformat(),
        "people": round_digits(row.people),
        "provided": round_digits(row.provided),
        "required": {tier: round_digits(row.required[tier]) for tier in TIERS if tier in row.required},
        "short": {tier: round_digits(row.short[tier]) for tier in TIERS if tier in row.short},
    }


def _write_eaten(row: Eaten) -> _Row:
    limits = {name: getattr(row, name) for name in _EATEN_LIMITS}
    return {
        "place": row.place,
        "date": row.date.isoformat(),
        "food_group": row.food_group,
        "grams": round_digits(row.grams),
        "share": round_digits(row.share),
        **{name: None if limit is None else round_digits(limit) for name, limit in limits.items()},
    }


def _write_miss(row: BasketMiss) -> _Row:
    where = {"place": row.place, "date": row.date.isoformat(), "food_group": row.food_group}
    return {**where, "rule": row.rule, "missed": round_digits(row.missed)}


_ReadRow: TypeAlias = Mapping[str, Any]
_R = TypeVar("_R")


def read_plan(text: str, file: str = "plan.json") -> Plan:
    """The plan that `format_plan` wrote, quantities to 12 digits, without the limits (they do not stand in plan.json).

    The first format is read too: nothing is known there of what is eaten.
    Raises Refused when the text is no JSON, not of this format, or a part is missing or of the wrong type.
    """
    try:
        content = json.loads(text, parse_constant=_refuse_number)
        if not isinstance(content, dict) or content.get("format") not in _FORMATS:
            format_read = (
                content.get("format", '{"format": ?}') if isinstance(content, dict) else type(content).__name__
            )
            raise Refused([Problem(code="plan_format", file=file, value=str(format_read)[:60])])
        return _read_plan(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            [Problem(code="plan_unreadable", file=file, value=f"{type(error).__name__}: {error}"[:60])]
        ) from error


def _refuse_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _read_plan(row: _ReadRow) -> Plan:
    return Plan(
        operation=_read_text(row["operation"]),
        start=_read_date(row["start"]),
        days=int(row["days"]),
        reserve_days=int(row["reserve_days"]),
        currency=_read_text(row["currency"]),
        aims=_read_rows(row["aims"], _read_aim),
        trips=_read_rows(row["trips"], _read_trip),
        buys=_read_rows(row["buys"], _read_buy),
        uses=_read_rows(row["uses"], _read_quantity),
        runs=_read_rows(row["runs"], _read_quantity),
        waste=_read_rows(row["waste"], _read_quantity),
        stock=_read_rows(row["stock"], _read_quantity),
        in_place=_read_rows(row["in_place"], _read_quantity),
        coverage=_read_rows(row["coverage"], _read_coverage),
        eaten=_read_rows(row.get("eaten", []), _read_eaten),
        basket_misses=_read_rows(row.get("basket_charge", []), _read_miss),
        solver=_read_solver(row["solver"]),
        consignments=_read_consignments(row.get("consignments")),
    )


def _read_rows(rows: list[_ReadRow], read: Callable[[_ReadRow], _R]) -> tuple[_R, ...]:
    return tuple(read(row) for row in rows)


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _read_date(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value)


def _read_one_of(value: object, words: tuple[str, ...]) -> Any:
    if value not in words:
        raise ValueError(f"{value!r} is none of {', '.join(words)}")
    return value


def _read_aim(row: _ReadRow) -> Aim:
    days = row.get("person_days")
    return Aim(
        aim=_read_one_of(row["aim"], (*TIERS, "cost")),
        value=float(row["value"]),
        person_days=None if days is None else float(days),
        cap=float(row["cap"]),
        bound=float(row["bound"]),
    )


def _read_trip(row: _ReadRow) -> Trip:
    return Trip(
        lift=_read_text(row["lift"]),
        vehicle=_read_text(row["vehicle"]),
        origin=_read_text(row["origin"]),
        destination=_read_text(row["destination"]),
        leaves=_read_date(row["leaves"]),
        usable=_read_date(row["usable"]),
        vehicles=None if row["vehicles"] is None else int(row["vehicles"]),
        kg=float(row["kg"]),
        m3=float(row["m3"]),
        pallets=None if row.get("pallets") is None else int(row["pallets"]),
        cargo=_read_rows(row["cargo"], _read_cargo),
    )


def _read_cargo(row: _ReadRow) -> Cargo:
    return Cargo(
        item=_read_text(row["item"]),
        packs=None if row["packs"] is None else float(row["packs"]),
        quantity=float(row["quantity"]),
        kg=float(row["kg"]),
        m3=float(row["m3"]),
        reason=None if row.get("reason") is None else read_reason(row["reason"]),
    )


def _read_buy(row: _ReadRow) -> Buy:
    return Buy(
        place=_read_text(row["place"]),
        item=_read_text(row["item"]),
        date=_read_date(row["date"]),
        quantity=float(row["quantity"]),
        cost=float(row["cost"]),
    )


def _read_quantity(row: _ReadRow) -> Quantity:
    return Quantity(
        place=_read_text(row["place"]),
        item=_read_text(row["item"]),
        date=_read_date(row["date"]),
        quantity=float(row["quantity"]),
    )


def _read_coverage(row: _ReadRow) -> Coverage:
    return Coverage(
        place=_read_text(row["place"]),
        need=_read_text(row["need"]),
        date=_read_date(row["date"]),
        people=float(row["people"]),
        provided=float(row["provided"]),
        required={tier: float(row["required"][tier]) for tier in TIERS if tier in row["required"]},
        short={tier: float(row["short"][tier]) for tier in TIERS if tier in row["short"]},
    )


def _read_eaten(row: _ReadRow) -> Eaten:
    return Eaten(
        place=_read_text(row["place"]),
        date=_read_date(row["date"]),
        food_group=_read_text(row["food_group"]),
        grams=float(row["grams"]),
        share=float(row["share"]),
        **{name: None if row[name] is None else float(row[name]) for name in _EATEN_LIMITS},
    )


def _read_miss(row: _ReadRow) -> BasketMiss:
    return BasketMiss(
        place=_read_text(row["place"]),
        date=_read_date(row["date"]),
        food_group=_read_text(row["food_group"]),
        rule=_read_one_of(row["rule"], _BASKET_RULES),
        missed=float(row["missed"]),
    )


def _read_consignments(row: _ReadRow | None) -> SmallConsignments | None:
    return None if row is None else SmallConsignments(small=int(row["small"]), charge=float(row["charge"]))


def _read_solver(row: _ReadRow) -> Solver:
    status = cast("str", row["status"])
    return Solver(
        name=_read_text(row["name"]),
        version=_read_text(row["version"]),
        status=_read_one_of(status, ("solved", "stopped")),
    )
