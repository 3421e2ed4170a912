"""A site's tables as sheets of text, which are then read as if they stood in files."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from malja.operation import settings
from malja.operation.reading.operation_files import OperationSheets
from malja.operation.schema import TABLES
from malja.problems import Problem
from malja.tables.columns import Table
from malja.tables.sheets import RawRow, Sheet

#: A row: its cells by column, key cells too, as a file would hold them.
Cells = Mapping[str, str]

#: The sheet that holds the operation's own keys.
OPERATION_SHEET_NAME = settings.SETTINGS_TABLE.name
_TABLES = {table.name: table for table in TABLES}


def build_sheets(
    keys: Cells, rows: Mapping[str, Sequence[Cells]], *, start: datetime.date, notices: Iterable[Problem] = ()
) -> OperationSheets:
    """The sheets of a site's tables: its keys with this `start`, and the rows of each table."""
    settings_rows = {**keys, "start": start.isoformat()}
    lines: list[tuple[int, RawRow]] = [(1, ("key", "value"))]
    lines += [(number, pair) for number, pair in enumerate(settings_rows.items(), start=2)]
    return OperationSheets(
        settings=settings.read_settings_sheet(Sheet(file=OPERATION_SHEET_NAME, rows=lines)),
        sheets={name: _sheet(_TABLES[name], cells) for name, cells in rows.items() if cells and name in _TABLES},
        notices=tuple(notices),
    )


def name_row_by_key(problem: Problem, rows: Mapping[str, Sequence[Cells]]) -> Problem:
    """A problem that names a row by its number, with the row's key in its place: a site's rows have no numbers."""
    table = _TABLES.get(problem.file)
    if table is None or problem.row is None or not 2 <= problem.row < len(rows[table.name]) + 2:
        return dataclasses.replace(problem, row=None) if problem.file == OPERATION_SHEET_NAME else problem
    cells = rows[table.name][problem.row - 2]
    key = " ".join(cells[name] for name in table.key if cells.get(name))
    return dataclasses.replace(problem, file=f"{table.name} {key}", row=None)


def _sheet(table: Table, rows: Sequence[Cells]) -> Sheet:
    """The rows under a heading of all columns that some row fills; the heading is line 1."""
    filled = {name for row in rows for name in row}
    known = [column.name for column in table.all_columns if column.name in filled]
    columns = (*known, *sorted(filled.difference(known)))
    return Sheet(file=table.name, rows=_lines(columns, rows))


def _lines(columns: Sequence[str], rows: Sequence[Cells]) -> Iterator[tuple[int, RawRow]]:
    yield 1, columns
    for number, row in enumerate(rows, start=2):
        yield number, tuple(row.get(name, "") for name in columns)
