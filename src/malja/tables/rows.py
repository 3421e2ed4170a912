"""Rows of a table: the heading matched to the table's columns, every cell read, every problem kept.

A row whose first cell starts with # is a comment; blank rows count as rows of the sheet but hold nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from malja.problems import Origin, Problem, shorten
from malja.tables.cells import read_cell
from malja.tables.columns import Column, Table, Value
from malja.tables.sheets import Raw, RawRow, Sheet, Unreadable, is_blank

#: After so many problems in one table nothing more is read: the table is of another kind altogether.
_MOST_PROBLEMS = 500

#: What stands for a heading cell that is blank, and for one that names no column of the table or names it again.
_UNNAMED = Column(name="")
_UNKNOWN = Column(name="?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedRow:
    """A row's values by column, all columns of the table present; `broken` names those whose cell can't be read.

    A broken key is None. Any other broken cell holds its column's default, or a harmless value where there is none, so
    that rows which name this one can still be checked.
    """

    values: dict[str, Value]
    origin: Origin
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSheet:
    """What a sheet gave: rows in order, every problem, and whether its keys could be read at all (`complete`)."""

    rows: tuple[ParsedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    complete: bool = True


def parse_sheet(table: Table, sheet: Sheet) -> ParsedSheet:
    """Read a sheet as a table; never raises for what stands in it, every problem is returned."""
    lines = _lines_with_content(sheet)
    heading = next(lines, None)
    if heading is None:
        return ParsedSheet(problems=(Problem(code="heading_missing", file=sheet.file),), complete=False)
    origin = Origin(file=sheet.file, row=heading[0])
    if isinstance(heading[1], Unreadable):
        return ParsedSheet(problems=(_unreadable(origin, heading[1]),), complete=False)
    columns, problems = _match_heading(table, heading[1], origin)
    named = {column.name for column in columns}
    complete = len(problems) <= _MOST_PROBLEMS and named.issuperset(_required_keys(table))
    if not complete:
        return ParsedSheet(problems=tuple(problems), complete=False)
    rows: list[ParsedRow] = []
    seen: dict[tuple[Value, ...], int] = {}
    for number, raw in lines:
        if len(problems) >= _MOST_PROBLEMS:
            problems.append(Problem.at(Origin(file=sheet.file, row=number), "too_many_problems", most=_MOST_PROBLEMS))
            complete = False
            break
        row, wrong = _read_row(table, columns, raw, Origin(file=sheet.file, row=number), sheet.decimal_comma)
        problems += wrong
        if row is not None:
            twice = _repeats(table, row, seen)
            rows += () if twice else (row,)
            problems += (twice,) if twice else ()
    return ParsedSheet(rows=tuple(rows), problems=tuple(problems), complete=complete)


def _required_keys(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.required and column.name in table.key]


def _lines_with_content(sheet: Sheet) -> Iterator[tuple[int, RawRow]]:
    for number, cells in sheet.rows:
        if isinstance(cells, Unreadable):
            yield number, cells
        elif not all(is_blank(cell) for cell in cells):
            first = cells[0]
            if not (isinstance(first, str) and first.lstrip().startswith("#")):
                yield number, cells


def _unreadable(origin: Origin, row: Unreadable) -> Problem:
    return Problem.at(origin, row.code, "", row.value, **dict(row.values))


def _match_heading(table: Table, heading: Sequence[Raw], origin: Origin) -> tuple[list[Column], list[Problem]]:
    """The column under each cell of the heading (or NOTHING, or REFUSED), and what is wrong with the heading.

    After MOST_PROBLEMS nothing more of it is read.
    """
    known = {column.name: column for column in table.all_columns}
    problems: list[Problem] = []
    columns: list[Column] = []
    used: set[str] = set()
    allowed = ", ".join(column.name for column in table.columns)
    for cell in heading:
        if len(problems) >= _MOST_PROBLEMS:
            return columns, [*problems, Problem.at(origin, "too_many_problems", most=_MOST_PROBLEMS)]
        name = str(cell).strip().lower() if isinstance(cell, str | int | float) else ""
        column = known.get(name, _UNNAMED if is_blank(cell) else _UNKNOWN)
        if name in used and name in known:
            problems.append(Problem.at(origin, "duplicate_column", column.name))
            column = _UNKNOWN
        elif column is _UNKNOWN:
            said = cell.value if isinstance(cell, Unreadable) else cell
            problems.append(_with_list(origin, "unknown_column", shorten(str(said)), allowed))
        used.add(name)
        columns.append(column)
    problems += (
        Problem.at(origin, "missing_column", column.name)
        for column in table.columns
        if column.required and column.name not in used
    )
    return columns, problems


def _with_list(origin: Origin, code: str, value: str, columns: str) -> Problem:
    """A problem whose list of right values is ours, not the user's, and stands in full."""
    return Problem(code=code, file=origin.file, row=origin.row, column=value, values=(("columns", columns),))


def _read_row(
    table: Table, columns: Sequence[Column], raw: RawRow, origin: Origin, decimal_comma: bool
) -> tuple[ParsedRow | None, list[Problem]]:
    if isinstance(raw, Unreadable):
        return None, [_unreadable(origin, raw)]
    problems: list[Problem] = []
    values: dict[str, Value] = {}
    broken: set[str] = set()
    for place, column in enumerate(columns):
        cell = raw[place] if place < len(raw) else None
        if column is _UNNAMED or column is _UNKNOWN:
            continue
        value = read_cell(cell, column, origin, decimal_comma=decimal_comma)
        if isinstance(value, Problem):
            problems.append(value)
            broken.add(column.name)
            value = None if column.name in table.key and column.required else _stand_in(column)
        values[column.name] = value
    headed = {place for place, column in enumerate(columns) if column is not _UNNAMED}
    outside = [cell for place, cell in enumerate(raw) if place not in headed and not is_blank(cell)]
    if outside:
        problems.append(Problem.at(origin, "cell_without_column", "", _said(outside[0])))
    for column in table.all_columns:
        if column.name not in values:
            values[column.name] = _stand_in(column) if column.required else column.default
    return ParsedRow(values=values, origin=origin, broken=frozenset(broken)), problems


def _said(cell: Raw) -> str:
    return cell.value if isinstance(cell, Unreadable) else str(cell)


def _stand_in(column: Column) -> Value:
    """A value that breaks no rule by itself, for a cell that can't be read."""
    if not column.required:
        return column.default
    match column.kind:
        case "number":
            return max(1.0, column.least or 0.0)
        case "whole":
            return max(1, int(column.least or 0))
        case "choice":
            return column.choices[0]
        case "yes_no":
            return False
        case "date":
            return None
        case _:
            return ""


def _repeats(table: Table, row: ParsedRow, seen: dict[tuple[Value, ...], int]) -> Problem | None:
    """A problem if the table allows a key once only and this row's key has come before."""
    if not table.unique:
        return None
    key = tuple(row.values[name] for name in table.key)
    if None in key:
        return None
    first = seen.setdefault(key, row.origin.row)
    if first == row.origin.row:
        return None
    return Problem.at(row.origin, "name_twice", table.key[-1], " ".join(map(str, key)), first=first)
