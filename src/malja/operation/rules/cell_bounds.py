"""What a single cell may hold, by the schema: numbers, dates and words of every table, whoever wrote the rows.

The tables' readers refuse what they cannot read; this refuses what cannot be, also in rows that a program made.
"""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Iterator
from typing import Any, TypeAlias

from malja.operation.rows import Tables
from malja.operation.schema import TABLES
from malja.problems import Problem
from malja.tables.columns import Column, read_bounds
from malja.tables.weekdays import read_weekdays

#: A row of any table; they share `read_at` and little else.
AnyRow: TypeAlias = Any
#: What is wrong with a row, and the row.
Fault: TypeAlias = tuple[AnyRow, Problem]

#: Columns whose field has another name: `from` and `class` are words of Python; both ends of a span are renamed.
FIELD_OF_COLUMN = {"from": "since", "to": "until", "class": "this_class"}


def row_problem(table: str, row: AnyRow, code: str, column: str = "", value: object = "", **values: object) -> Problem:
    """A problem at a row; one that was never read from a file is named by its table and first key."""
    problem = Problem.at(row.read_at, code, column, value, **values)
    if row.read_at is not None:
        return problem
    key = dataclasses.fields(row)[0].name
    named = Problem.at(None, code, column, f"{table} {getattr(row, key)}")
    return dataclasses.replace(problem, file=named.value)


def check_cells(tables: Tables) -> Iterator[Fault]:
    """Check every number, date and word of every row against its column; each fault with its row."""
    for table in TABLES:
        checked = [column for column in table.columns if column.kind in _FAULTS]
        rows = getattr(tables, table.name)
        may_be_blank = {field.name for field in dataclasses.fields(rows[0]) if field.default is None} if rows else {}
        for row in rows:
            for column in checked:
                name = FIELD_OF_COLUMN.get(column.name, column.name)
                value = getattr(row, name)
                fault = None if value is None and name in may_be_blank else _FAULTS[column.kind](value, column)
                if fault:
                    yield row, row_problem(table.name, row, fault[0], column.name, value, **fault[1])


def find_number_fault(value: object, column: Column) -> tuple[str, dict[str, object]] | None:
    """The code and values of what is wrong with a number in a column, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "number_wanted", {}
    if not math.isfinite(value):
        return "number_not_finite", {}
    if fault := read_bounds(column).find_fault(value):
        code, bound = fault
        return code, {"most" if code == "number_above" else "least": format_bound(bound)}
    if column.kind == "whole" and value != int(value):
        return "number_not_whole", {}
    return None


def format_bound(number: float) -> str:
    """A number as people write it: no trailing zeros, thousands with commas."""
    return f"{number:,.12g}" if abs(number) < 1e12 else f"{number:g}"


def _choice_fault(value: object, column: Column) -> tuple[str, dict[str, object]] | None:
    unset = value == "" and column.default is None and not column.required
    return None if unset or value in column.choices else ("not_a_choice", {"choices": ", ".join(column.choices)})


def _date_fault(value: object, _: Column) -> tuple[str, dict[str, object]] | None:
    return None if type(value) is datetime.date else ("date_wanted", {})


def _weekdays_fault(value: object, _: Column) -> tuple[str, dict[str, object]] | None:
    return None if value == "" or (isinstance(value, str) and read_weekdays(value) == value) else ("weekdays_wrong", {})


_FAULTS = {
    "number": find_number_fault,
    "whole": find_number_fault,
    "choice": _choice_fault,
    "date": _date_fault,
    "weekdays": _weekdays_fault,
}
