"""Reading plan.json back into a plan."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from malja.catalogue.facts import TIERS
from malja.lifts.plan.plan import Aim, Buy, Cargo, Coverage, Plan, Quantity, Solver, Trip
from malja.lifts.plan.plan_json import PLAN_FORMAT
from malja.problems import Problem, Refused

Row = Mapping[str, Any]
R = TypeVar("R")


def read_plan(text: str, file: str = "plan.json") -> Plan:
    """The plan that `to_json` wrote, quantities to 12 digits, without the limits (they do not stand in plan.json).

    Raises Refused when the text is no JSON, not of this format, or a part is missing or of the wrong type.
    """
    try:
        content = json.loads(text, parse_constant=_no_number)
        if not isinstance(content, dict) or content.get("format") != PLAN_FORMAT:
            found = content.get("format", "") if isinstance(content, dict) else type(content).__name__
            raise Refused([Problem(code="plan_format", file=file, value=str(found)[:60])])
        return _plan(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            [Problem(code="plan_unreadable", file=file, value=f"{type(error).__name__}: {error}"[:60])]
        ) from error


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _plan(row: Row) -> Plan:
    return Plan(
        operation=_text(row["operation"]),
        start=_date(row["start"]),
        days=int(row["days"]),
        reserve_days=int(row["reserve_days"]),
        currency=_text(row["currency"]),
        aims=_rows(row["aims"], _aim),
        trips=_rows(row["trips"], _trip),
        buys=_rows(row["buys"], _buy),
        uses=_rows(row["uses"], _quantity),
        runs=_rows(row["runs"], _quantity),
        waste=_rows(row["waste"], _quantity),
        stock=_rows(row["stock"], _quantity),
        in_place=_rows(row["in_place"], _quantity),
        coverage=_rows(row["coverage"], _coverage),
        solver=_solver(row["solver"]),
    )


def _rows(rows: list[Row], read: Callable[[Row], R]) -> tuple[R, ...]:
    return tuple(read(row) for row in rows)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _date(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value)


def _one_of(value: object, words: tuple[str, ...]) -> Any:
    if value not in words:
        raise ValueError(f"{value!r} is none of {', '.join(words)}")
    return value


def _aim(row: Row) -> Aim:
    days = row.get("person_days")
    return Aim(
        aim=_one_of(row["aim"], (*TIERS, "cost")),
        value=float(row["value"]),
        person_days=None if days is None else float(days),
        cap=float(row["cap"]),
        bound=float(row["bound"]),
    )


def _trip(row: Row) -> Trip:
    return Trip(
        lift=_text(row["lift"]),
        vehicle=_text(row["vehicle"]),
        origin=_text(row["origin"]),
        destination=_text(row["destination"]),
        leaves=_date(row["leaves"]),
        usable=_date(row["usable"]),
        vehicles=None if row["vehicles"] is None else int(row["vehicles"]),
        kg=float(row["kg"]),
        m3=float(row["m3"]),
        cargo=_rows(row["cargo"], _cargo),
    )


def _cargo(row: Row) -> Cargo:
    return Cargo(
        item=_text(row["item"]),
        packs=None if row["packs"] is None else float(row["packs"]),
        quantity=float(row["quantity"]),
        kg=float(row["kg"]),
        m3=float(row["m3"]),
    )


def _buy(row: Row) -> Buy:
    return Buy(
        place=_text(row["place"]),
        item=_text(row["item"]),
        date=_date(row["date"]),
        quantity=float(row["quantity"]),
        cost=float(row["cost"]),
    )


def _quantity(row: Row) -> Quantity:
    return Quantity(
        place=_text(row["place"]), item=_text(row["item"]), date=_date(row["date"]), quantity=float(row["quantity"])
    )


def _coverage(row: Row) -> Coverage:
    return Coverage(
        place=_text(row["place"]),
        need=_text(row["need"]),
        date=_date(row["date"]),
        people=float(row["people"]),
        provided=float(row["provided"]),
        required={tier: float(row["required"][tier]) for tier in TIERS if tier in row["required"]},
        short={tier: float(row["short"][tier]) for tier in TIERS if tier in row["short"]},
    )


def _solver(row: Row) -> Solver:
    status = cast("str", row["status"])
    return Solver(name=_text(row["name"]), version=_text(row["version"]), status=_one_of(status, ("solved", "stopped")))
