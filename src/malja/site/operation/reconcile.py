"""Reconcile the figures of a table with the journal's: the table's own row where both agree, else the journal's."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from malja.operation.schema import TABLES
from malja.problems import Problem
from malja.site.operation.sheets import Cells
from malja.tables.cells import read_cell
from malja.tables.columns import SOURCE_COLUMNS, Column, Value

#: The document that figures of the journal come from.
JOURNAL_DOCUMENT = "journal"
#: Where a figure that was recorded comes from, in the source columns of its row.
_RECORDED: Cells = {"document": JOURNAL_DOCUMENT, "basis": "read"}

#: The key of a row, its cells read, and the figures that the journal knows of it, as texts.
RowKey = tuple[Value, ...]
RecordedFigures = Mapping[RowKey, Cells]

_COLUMNS = {table.name: {column.name: column for column in table.all_columns} for table in TABLES}
_KEYS = {table.name: table.key for table in TABLES}
_SOURCE = tuple(column.name for column in SOURCE_COLUMNS)
#: The columns that say how sure a figure is, and why; they stay when goods come and go.
_DOUBT = ("basis", "confidence", "note")


def read_figure(table: str, column: str, cells: Cells) -> Value:
    """A cell's value; its column's default where it is blank, None where it can't be read."""
    value = read_cell(cells.get(column, ""), _optional(_COLUMNS[table][column]), None)
    return None if isinstance(value, Problem) else value


def read_key(table: str, cells: Cells) -> RowKey:
    """The key of a row, a part that can't be read being None."""
    return tuple(read_figure(table, column, cells) for column in _KEYS[table])


def reconcile_rows(
    table: str, rows: Sequence[Cells], figures: RecordedFigures, counted: frozenset[RowKey] | None = None
) -> list[Cells]:
    """The rows of a table as the journal knows them: the table's order first, then what only the journal has.

    A row whose figures are the journal's stays word for word, with its source; one with other figures takes the
    journal's, as recorded. Where figures only add up what came and went since the table's (`counted` given), what was
    assumed stays assumed until it is among those that somebody counted. A row of which the journal knows nothing is
    left out.
    """
    left = dict(figures)
    out: list[Cells] = []
    for cells in rows:
        key = read_key(table, cells)
        known = left.pop(key, None)
        if known is None:
            continue
        sure = counted is not None and key in counted
        same = all(_same(read_figure(table, column, cells), read_figure(table, column, known)) for column in known)
        doubtful = counted is not None and not sure
        out.append(cells if same and not sure else _make_recorded_row(table, key, known, cells if doubtful else {}))
    return out + [_make_recorded_row(table, key, known, {}) for key, known in left.items()]


def _make_recorded_row(table: str, key: RowKey, figures: Cells, before: Cells) -> Cells:
    named = dict(zip(_KEYS[table], map(_text, key), strict=True))
    doubtful = before.get("basis") in ("assumed", "recalled") or before.get("confidence") == "low"
    doubt = {name: before[name] for name in _DOUBT if before.get(name)} if doubtful else {}
    return {**named, **figures, **_RECORDED, **doubt}


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def _same(said: Value, known: Value) -> bool:
    """Whether two figures are the same to the smallest amount that books hold."""
    if isinstance(said, int | float) and isinstance(known, int | float):
        return abs(said - known) <= _SMALLEST
    return said == known


#: Books hold amounts to six decimals.
_SMALLEST = 0.5e-6 * (1 + 1e-6)


def _optional(column: Column) -> Column:
    return Column(name=column.name, kind=column.kind, default=column.default, choices=column.choices)
