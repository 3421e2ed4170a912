"""Names: every row has one, no two rows of a table the same, and what a row names exists."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from malja.catalogue.groups import STANDING_GROUPS
from malja.operation.rows import Tables
from malja.operation.rules.cell_bounds import FIELD_OF_COLUMN, AnyRow, Fault, row_problem
from malja.operation.schema import TABLES
from malja.problems import Problem

#: Tables in which a name stands once, and the columns that make it; rows of the others with the same key add up.
_UNIQUE_KEYS: dict[str, tuple[str, ...]] = {table.name: table.key for table in TABLES if table.unique}

#: Table, column, and the table in which the name must stand.
REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("people", "place", "places"),
    ("needs", "group", "groups"),
    ("contents", "item", "items"),
    ("contents", "need", "needs"),
    ("running", "item", "items"),
    ("services", "place", "places"),
    ("services", "need", "needs"),
    ("stock", "place", "places"),
    ("stock", "item", "items"),
    ("supply", "place", "places"),
    ("supply", "item", "items"),
    ("lifts", "origin", "places"),
    ("lifts", "destination", "places"),
    ("lift_days", "lift", "lifts"),
    ("committed", "lift", "lifts"),
    ("committed", "item", "items"),
    ("aliases", "item", "items"),
)

ALWAYS = {"groups": STANDING_GROUPS}


def index_rows(tables: Tables, table: str) -> dict[str, AnyRow]:
    """The rows of a table that has one name a row, by name, the first of each."""
    key = _UNIQUE_KEYS[table][0]
    rows: dict[str, AnyRow] = {}
    for row in getattr(tables, table):
        rows.setdefault(getattr(row, key), row)
    return rows


def find_repeated_names(tables: Tables) -> Iterator[Fault]:
    """Names that are blank, and names that two rows of one table have."""
    for table, columns in _UNIQUE_KEYS.items():
        seen: dict[tuple[str, ...], AnyRow] = {}
        for row in getattr(tables, table):
            key = tuple(str(getattr(row, FIELD_OF_COLUMN.get(column, column))) for column in columns)
            if not all(part.strip() for part in key):
                yield row, row_problem(table, row, "name_blank", columns[0])
            elif key in seen:
                before = seen[key].read_at
                first = str(before.row) if before else "?"
                said = ", ".join(key)
                yield row, row_problem(table, row, "name_twice", columns[0], said, first=first)
            seen.setdefault(key, row)


def find_unknown_names(tables: Tables) -> Iterator[Fault]:
    """Places, groups, needs, items and lifts that are named and do not exist."""
    for table, column, among in REFERENCES:
        known = {*index_rows(tables, among), *ALWAYS.get(among, ())}
        nearest: dict[str, str] = {}
        for row in getattr(tables, table):
            said = getattr(row, column)
            if said not in known:
                if said not in nearest:
                    nearest[said] = find_near_name(said, known)
                yield row, unknown_name_problem(table, row, column, said, among, nearest[said])


def unknown_name_problem(table: str, row: AnyRow, column: str, said: str, among: str, nearest: str) -> Problem:
    """The problem of a name that does not stand in the table `among`."""
    code = "unknown_name_near" if nearest else "unknown_name"
    return row_problem(table, row, code, column, said, among=among, near=nearest)


def find_near_name(said: str, known: set[str]) -> str:
    """The known name that is most like what was said; blank if none is."""
    if not said or len(said) > 60:
        return ""
    folded = {name.casefold(): name for name in sorted(known)}
    close = get_close_matches(said.casefold(), folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else ""
