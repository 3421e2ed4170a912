"""Check the form of a fact's body against its kind's columns: quickly for every entry, in words when it is recorded."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from malja.facts.fact import BodyValue, Fact
from malja.facts.kind import Kind
from malja.operation.schema import TABLES as OPERATION_TABLES
from malja.problems import Problem
from malja.site.state.kinds import FACT_KINDS
from malja.site.state.register import ROW_REMOVED, ROW_SET, parse_row_key
from malja.site.state.tables import REGISTER_TABLES
from malja.tables.cells import EARLIEST_DATE, LATEST_DATE, read_cell
from malja.tables.columns import Bounds, Column, Table, read_bounds, read_exact_bounds, read_name_column

_Fits = Callable[[BodyValue], bool]


def find_misfit(fact: Fact) -> str:
    """The first column that is missing in a fact's body or has the wrong form; blank: none.

    `kind`, `version` or `happened` where the kind, its version or the day is not known here.
    """
    return _find_form_misfit(fact) or _find_row_misfit(fact)


def _find_form_misfit(fact: Fact) -> str:
    columns = _FITS.get(fact.kind)
    if columns is None:
        return "kind"
    if not EARLIEST_DATE <= fact.happened <= LATEST_DATE:
        return "happened"
    if fact.version > _VERSIONS.get(fact.kind, 1):
        return "version"
    body = fact.body
    for name, required, fits in columns:
        value = body.get(name)
        if value is None:
            if required:
                return name
        elif not fits(value):
            return name
    return ""


def _find_row_misfit(fact: Fact) -> str:
    """What is wrong with a row of a table, whatever its cells hold: the table, the number of key cells, a column."""
    if fact.kind not in (ROW_SET, ROW_REMOVED):
        return ""
    table = _TABLES.get(str(fact.body["table"]))
    if table is None:
        return "table"
    if len(parse_row_key(str(fact.body["row"])) or ()) != len(table.key):
        return "row"
    values = fact.body.get("values", {})
    columns = _COLUMNS[table.name]
    known = isinstance(values, Mapping) and all(
        name in columns or (table.named and read_name_column(str(name))) for name in values
    )
    return "" if known else "values"


def check_body(fact: Fact) -> list[Problem]:
    """A problem for each column of a fact's body that is missing, unknown, or has the wrong form."""
    kind = FACT_KINDS.get(fact.kind)
    if kind is None:
        if fact.kind in (ROW_SET, ROW_REMOVED):
            wrong = _find_form_misfit(fact)
            return [Problem.at(None, "fact_value_form", wrong, fact.body.get(wrong, ""))] if wrong else []
        known = ", ".join(sorted((*FACT_KINDS, ROW_SET, ROW_REMOVED)))
        return [Problem(code="fact_kind_unknown", value=fact.kind, values=(("kinds", known),))]
    if fact.version != kind.version:
        return [Problem.at(None, "fact_version", "", fact.version, kind=kind.name, version=kind.version)]
    problems = [problem for column in kind.columns if (problem := _check_column(column, fact.body.get(column.name)))]
    names = {column.name for column in kind.columns}
    columns = ", ".join(column.name for column in kind.columns)
    unknown = [name for name in fact.body if name not in names]
    return problems + [
        Problem(code="unknown_column", column=name, value=name, values=(("columns", columns),)) for name in unknown
    ]


def _check_column(column: Column, value: BodyValue | None) -> Problem | None:
    raw = None if isinstance(value, Mapping) else value
    read = read_cell(raw, column, None)
    if isinstance(read, Problem):
        return read
    if value is not None and not _make_test(column)(value):
        return Problem.at(None, "fact_value_form", column.name, value)
    return None


def _make_test(column: Column) -> _Fits:
    """A test whether a value has the form in which facts hold this column's values."""
    match column.kind:
        case "whole":
            # What is absurdly much is refused when it is recorded; what a journal holds of it is not made nothing.
            limits = read_bounds(dataclasses.replace(column, most=None))
            return lambda value: type(value) is int and limits.find_fault(value) is None
        case "number":
            bounds = read_exact_bounds(column)
            return lambda value: type(value) is str and _is_amount(value, bounds)
        case "date":
            return lambda value: type(value) is str and _day(value)
        case "yes_no":
            return lambda value: type(value) is bool
        case "choice":
            choices = frozenset((*column.choices, "")) if not column.required else frozenset(column.choices)
            return lambda value: type(value) is str and value in choices
        case _:
            required = column.required
            return lambda value: type(value) is str and (bool(value) or not required)


def _is_amount(text: str, bounds: Bounds[Decimal]) -> bool:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and bounds.find_fault(number) is None


def _day(text: str) -> bool:
    try:
        return len(text) == 10 and EARLIEST_DATE <= datetime.date.fromisoformat(text) <= LATEST_DATE
    except ValueError:
        return False


def _key_of_row(value: BodyValue) -> bool:
    return type(value) is str and parse_row_key(value) is not None


def _columns(kind: Kind) -> tuple[tuple[str, bool, _Fits], ...]:
    return tuple((column.name, column.required, _make_test(column)) for column in kind.columns)


def _texts(value: BodyValue) -> bool:
    return isinstance(value, Mapping) and all(type(text) is str for pair in value.items() for text in pair)


#: The register's tables, and those whose first rows the founding tells, folded from facts of their own after it.
_TABLES: dict[str, Table] = {**{table.name: table for table in OPERATION_TABLES}, **REGISTER_TABLES}
_COLUMNS = {
    name: frozenset(column.name for column in table.all_columns).difference(table.key)
    for name, table in _TABLES.items()
}
_ROW: tuple[tuple[str, bool, _Fits], ...] = (
    ("table", True, lambda value: type(value) is str and bool(value)),
    ("row", True, _key_of_row),
)
_FITS: dict[str, tuple[tuple[str, bool, _Fits], ...]] = {
    **{name: _columns(kind) for name, kind in FACT_KINDS.items()},
    ROW_SET: (*_ROW, ("values", True, _texts)),
    ROW_REMOVED: _ROW,
}
_VERSIONS = {name: kind.version for name, kind in FACT_KINDS.items()}
