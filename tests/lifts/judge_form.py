"""Whether a plan.json has the form of docs/model.md, plan.json: keys, known names, dates, 12 digits, no zeros."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from .reading import Reading

HEADING = ["format", "operation", "start", "days", "reserve_days", "currency"]
TABLES = ["aims", "trips", "buys", "uses", "runs", "waste", "stock", "in_place", "coverage"]
TOP = [*HEADING, *TABLES, "solver"]
QUANTITY = ["place", "item", "date", "quantity"]
KEYS = {
    "trips": ["lift", "vehicle", "origin", "destination", "leaves", "usable", "vehicles", "kg", "m3", "cargo"],
    "buys": [*QUANTITY, "cost"],
    "uses": QUANTITY,
    "runs": QUANTITY,
    "waste": QUANTITY,
    "stock": QUANTITY,
    "in_place": QUANTITY,
    "coverage": ["place", "need", "date", "people", "provided", "required", "short"],
}
CARGO = ["item", "packs", "quantity", "kg", "m3"]
#: What came with the second format, behind coverage; `pallets` stand on trips behind m3.
LATER = {
    "eaten": ["place", "date", "food_group", "grams", "share", "min_share", "max_share", "min_g", "max_g"],
    "basket_charge": ["place", "date", "food_group", "rule", "missed"],
    "consignments": ["small", "charge"],
}
AIM = ["aim", "value", "person_days", "cap", "bound", "gap"]
AIMS = ["survival", "minimum", "target", "cost"]


def form(reading: Reading, plan: dict[str, Any]) -> list[str]:
    """Every violation of the form, as sentences; the other checks need a plan without any."""
    second = plan.get("format") == "malja.plan/2"
    if [key for key in plan if not (second and key in LATER)] != TOP or not _stand_late(plan):
        return [f"The keys are {list(plan)}, not {TOP}, in the second format with {list(LATER)} behind coverage."]
    found = list(_numbers(plan, "plan"))
    found += _heading(reading, plan)
    found += _aims(plan)
    for table, keys in (KEYS | LATER).items():
        rows = [plan[table]] if isinstance(plan.get(table), dict) else plan.get(table, [])
        for row in rows:
            said = [key for key in row if not (second and table == "trips" and key == "pallets")]
            if said != keys:
                return [*found, f"A row of {table} has the keys {list(row)}, not {keys}."]
    if any(list(part) != CARGO for trip in plan["trips"] for part in trip["cargo"]):
        return [*found, f"A row of cargo has other keys than {CARGO}."]
    found += _names_and_dates(reading, plan)
    found += _rows(plan)
    return found


def _stand_late(plan: dict[str, Any]) -> bool:
    """Whether the later keys stand behind coverage."""
    keys = list(plan)
    return all(keys.index(key) > keys.index("coverage") for key in LATER if key in plan and "coverage" in plan)


def _numbers(value: object, where: str) -> Iterator[str]:
    """Numbers that are not finite, negative zeros, or have more than 12 significant digits."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _numbers(inner, f"{where}[{number}]")
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield f"{where} is {value}."
        elif float(f"{value:.12g}") != value:
            yield f"{where} = {value!r} has more than 12 significant digits."
        elif value == 0 and math.copysign(1, value) < 0:
            yield f"{where} is minus zero."


def _heading(reading: Reading, plan: dict[str, Any]) -> Iterator[str]:
    """What stands at the top must be as read."""
    tables = reading.tables
    expected = {
        "format": "malja.plan/2" if plan["format"] == "malja.plan/2" else "malja.plan/1",
        "operation": tables.name,
        "start": tables.start.isoformat(),
        "days": tables.days,
        "reserve_days": tables.reserve_days,
        "currency": tables.currency,
    }
    for key, value in expected.items():
        if plan[key] != value:
            yield f"{key} is {plan[key]!r}, not {value!r}."
    if list(plan["solver"]) != ["name", "version", "status"]:
        yield f"solver has the keys {list(plan['solver'])}."
    elif plan["solver"]["status"] not in ("solved", "stopped"):
        yield f"solver.status is {plan['solver']['status']!r}."


def _aims(plan: dict[str, Any]) -> Iterator[str]:
    """The four aims in their order, each with its keys."""
    if [row.get("aim") for row in plan["aims"]] != AIMS:
        yield f"The aims are {[row.get('aim') for row in plan['aims']]}, not {AIMS}."
    for row in plan["aims"]:
        keys = list(row)
        allowed = [AIM, [key for key in AIM if key != "person_days"]] if row.get("aim") == "cost" else [AIM]
        if keys not in allowed:
            yield f"The aim {row.get('aim')} has the keys {keys}."
        if row.get("aim") == "cost" and row.get("person_days") is not None:
            yield "Cost has person_days."


def _names_and_dates(reading: Reading, plan: dict[str, Any]) -> Iterator[str]:
    """Names that stand in no table, dates that are none or lie outside the horizon, rows that come twice."""
    known: dict[str, object] = {
        "place": reading.places,
        "item": reading.items,
        "need": reading.needs,
        "lift": reading.lifts,
    }
    for table, keys in KEYS.items():
        seen: set[tuple[str, ...]] = set()
        for row in plan[table]:
            for column, names in known.items():
                if column in keys and row[column] not in names:  # type: ignore[operator]
                    yield f"{table}: the {column} {row[column]!r} is unknown."
            when = row["leaves" if table == "trips" else "date"]
            if not _is_date(when) or (table == "trips" and not _is_date(row["usable"])):
                yield f"{table}: {when!r} is no date."
            elif table != "trips" and not 0 <= reading.day(date.fromisoformat(when)) < reading.horizon:
                yield f"{table}: {when} lies outside the horizon."
            name = (*(str(row[key]) for key in ("place", "item", "need", "lift") if key in keys), when)
            if name in seen:
                yield f"{table}: {name} stands there twice."
            seen.add(name)
    for row in plan.get("eaten", []):
        if row["place"] not in reading.places or not _is_date(row["date"]):
            yield f"eaten: {row['place']}, {row['date']}: no place or no date."
    for trip in plan["trips"]:
        items = [part["item"] for part in trip["cargo"]]
        if len(set(items)) < len(items):
            yield f"trips: an item stands twice in the cargo of {trip['lift']} on {trip['leaves']}."
        for item in items:
            if item not in reading.items:
                yield f"trips: the item {item!r} is unknown."


def _is_date(text: object) -> bool:
    """Whether it is an ISO 8601 date."""
    if not isinstance(text, str) or len(text) != len("2025-03-10"):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _rows(plan: dict[str, Any]) -> Iterator[str]:
    """Rows with a zero or negative quantity, and vehicles that are no whole number."""
    for table in ("buys", "uses", "runs", "waste", "stock", "in_place"):
        for row in plan[table]:
            if not row["quantity"] > 0:
                yield f"{table}: {row['place']}, {row['item']}, {row['date']}: the quantity is {row['quantity']}."
    for buy in plan["buys"]:
        if buy["cost"] < 0:
            yield f"buys: {buy['place']}, {buy['item']}, {buy['date']}: the cost is {buy['cost']}."
    for trip in plan["trips"]:
        where = f"trips: {trip['lift']}, {trip['leaves']}"
        if trip["vehicles"] is not None and not isinstance(trip["vehicles"], int):
            yield f"{where}: the vehicles are {trip['vehicles']!r}, no whole number."
        if not trip["vehicles"] and not trip["cargo"]:
            yield f"{where}: neither vehicles nor cargo."
        for part in trip["cargo"]:
            if not part["quantity"] > 0:
                yield f"{where}: the quantity of {part['item']} is {part['quantity']}."
