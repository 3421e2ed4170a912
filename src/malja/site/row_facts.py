"""Facts that set cells of a site's tables: each cell is read as in a file, and kept in one way of writing."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Mapping, Sequence

from malja.facts.fact import Fact
from malja.operation.write_operation import format_cell
from malja.problems import Problem, Refused
from malja.site.state.tables import FOLDED_TABLES, REGISTER_TABLES
from malja.tables.cells import read_cell
from malja.tables.columns import Column


def read_row_fact(
    table: str, key: Sequence[str], values: Mapping[str, str], *, happened: datetime.date, source: str = ""
) -> Fact:
    """The fact that cells of a row hold these values from now on; a blank cell takes its column's default.

    12, 12.0 and Arabic digits are the same figure then. Raises Refused with every cell that can't be read; what does
    not hold together with other rows is refused when the fact is recorded.
    """
    if table not in REGISTER_TABLES:
        code = "table_recorded" if table in FOLDED_TABLES else "table_unknown"
        raise Refused([Problem(code=code, value=table, values=(("tables", ", ".join(REGISTER_TABLES)),))])
    problems: list[Problem] = []

    def read(name: str, text: str) -> str:
        cell = _normalize(REGISTER_TABLES[table].find_column(name), text)
        problems.extend([cell] if isinstance(cell, Problem) else ())
        return text if isinstance(cell, Problem) else cell

    names = REGISTER_TABLES[table].key
    keys = [read(name, text) for name, text in zip(names, key, strict=False)] + list(key[len(names) :])
    cells = {name: read(name, text) for name, text in values.items()}
    if problems:
        raise Refused(problems)
    return dataclasses.replace(make_row_fact(table, keys, cells, happened), source=source)


def make_row_fact(table: str, key: Sequence[str], values: dict[str, str], happened: datetime.date) -> Fact:
    """The fact that cells of a table's row, told by its key cells, hold these texts from now on."""
    row = json.dumps(list(key), ensure_ascii=False)
    return Fact(kind="table.set", happened=happened, body={"table": table, "row": row, "values": values})


def _normalize(column: Column | None, text: str) -> str | Problem:
    """The text in the one way of writing it; as it is where there is no such column, which is refused later."""
    if column is None:
        return text
    read = read_cell(text, column, None)
    if isinstance(read, Problem):
        return read
    if not text.strip():
        return ""
    return " ".join(map(repr, read)) if isinstance(read, tuple) else format_cell(read)
