"""What a single cell may hold: the numbers, dates and words of every table, whoever wrote the rows.

The tables' readers refuse what they cannot read; this refuses what cannot be, also in rows that a program made.
"""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from malja.operation.rows import Tables
from malja.problems import Problem

#: A row of any table; they share `read_at` and little else.
Row: TypeAlias = Any
#: What is wrong with a row, and the row.
Fault: TypeAlias = tuple[Row, Problem]

#: Beyond this no figure of a refuge makes sense, and sums of them would no longer be exact.
LARGEST = 1e15
#: Ten years of days, and a century for what outlasts an operation: dates stay within the calendar.
MOST_DAYS = 3660
CENTURY = 36_600
YEARS = (1900, 2200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a number in a column may be: at least `least` (more than it, if `more`), at most `most`, perhaps whole."""

    column: str
    least: float = 0.0
    more: bool = False
    most: float = LARGEST
    whole: bool = False


BOUNDS: dict[str, tuple[Bound, ...]] = {
    "places": (
        Bound(column="lat", least=-90, most=90),
        Bound(column="lon", least=-180, most=180),
        Bound(column="storage_m3"),
        Bound(column="handling_days", most=CENTURY, whole=True),
        Bound(column="landings_per_day", whole=True),
        Bound(column="unload_kg_per_day"),
    ),
    "groups": (Bound(column="share"), Bound(column="reach")),
    "people": (Bound(column="arrivals", whole=True), Bound(column="departures", whole=True)),
    "needs": (
        Bound(column="survival"),
        Bound(column="minimum"),
        Bound(column="target"),
        Bound(column="weight", more=True),
    ),
    "items": (
        Bound(column="pack_quantity", more=True),
        Bound(column="pack_kg", more=True),
        Bound(column="pack_m3"),
        Bound(column="shelf_life_days", most=CENTURY, whole=True),
        Bound(column="max_per_person_day"),
        Bound(column="setup_days", most=CENTURY, whole=True),
        Bound(column="life_days", least=1, most=CENTURY, whole=True),
    ),
    "contents": (Bound(column="quantity"),),
    "running": (Bound(column="quantity"),),
    "services": (Bound(column="quantity"),),
    "stock": (Bound(column="quantity"),),
    "supply": (Bound(column="quantity"), Bound(column="unit_cost")),
    "lifts": (
        Bound(column="per_week"),
        Bound(column="max_per_day", least=1, whole=True),
        Bound(column="payload_kg"),
        Bound(column="volume_m3"),
        Bound(column="transit_days", most=CENTURY, whole=True),
        Bound(column="fixed_cost"),
        Bound(column="cost_per_kg"),
        Bound(column="kg_per_day"),
    ),
    "committed": (Bound(column="packs", whole=True),),
}

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "places": {"role": ("source", "hub", "site")},
    "needs": {"kind": ("daily", "standing")},
    "items": {"kind": ("consumable", "asset")},
    "contents": {"how": ("use", "in_place", "per_day")},
    "lifts": {"mode": ("trip", "flow")},
}

#: Fields whose column has another name: `from` is a word of Python, so that both ends of a span are renamed.
COLUMNS = {"since": "from", "until": "to"}
DATES: dict[str, tuple[str, ...]] = {
    "people": ("date",),
    "services": ("since", "until"),
    "supply": ("since",),
    "lifts": ("first", "last"),
    "committed": ("date",),
}


def found(table: str, row: Row, code: str, column: str = "", value: object = "", **values: object) -> Problem:
    """A problem at a row; one that was never read from a file is named by its table and first key."""
    problem = Problem.at(row.read_at, code, column, value, **values)
    if row.read_at is not None:
        return problem
    key = dataclasses.fields(row)[0].name
    named = Problem.at(None, code, column, f"{table} {getattr(row, key)}")
    return dataclasses.replace(problem, file=named.value)


def figures(tables: Tables) -> Iterator[Fault]:
    """Every number, date and word of a row that cannot be."""
    for table in BOUNDS:
        for row in getattr(tables, table):
            yield from ((row, problem) for problem in _row_figures(table, row))


def number_fault(value: object, bound: Bound) -> tuple[str, dict[str, object]] | None:
    """The code and values of what is wrong with a number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "number_wanted", {}
    if not math.isfinite(value):
        return "number_not_finite", {}
    if bound.more and value <= bound.least:
        return "number_not_above", {"least": plain(bound.least)}
    if value < bound.least:
        return "number_below", {"least": plain(bound.least)}
    if value > bound.most:
        return "number_above", {"most": plain(bound.most)}
    if bound.whole and value != int(value):
        return "number_not_whole", {}
    return None


def plain(number: float) -> str:
    """A number as people write it: no trailing zeros, thousands with commas."""
    return f"{number:,.12g}" if abs(number) < 1e12 else f"{number:g}"


def _row_figures(table: str, row: Row) -> Iterator[Problem]:
    """The numbers, words and dates of one row that cannot be."""
    for bound in BOUNDS[table]:
        value = getattr(row, bound.column)
        fault = None if value is None and _may_be_blank(row, bound.column) else number_fault(value, bound)
        if fault:
            yield found(table, row, fault[0], bound.column, value, **fault[1])
    for column, words in CHOICES.get(table, {}).items():
        said = getattr(row, column)
        if said not in words:
            yield found(table, row, "not_a_choice", column, said, choices=", ".join(words))
    for name in DATES.get(table, ()):
        value = getattr(row, name)
        if type(value) is not datetime.date and not (value is None and _may_be_blank(row, name)):
            yield found(table, row, "date_wanted", COLUMNS.get(name, name), value)


def _may_be_blank(row: Row, column: str) -> bool:
    return any(field.name == column and field.default is None for field in dataclasses.fields(row))
