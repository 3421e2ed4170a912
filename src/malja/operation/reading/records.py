"""From the cells of a row to the operation's own rows, whose fields are the table's columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar, cast

from malja.catalogue.facts import Content, Group, Item, Need, Running, Source
from malja.catalogue.groups import HOUSEHOLD
from malja.operation.rows import Committed, Lift, Movement, Place, Service, Stock, Supply
from malja.operation.rules.cell_bounds import FIELD_OF_COLUMN
from malja.tables.columns import SOURCE_COLUMNS, Value
from malja.tables.rows import ParsedRow

#: The kind of row of each table.
_RECORDS: dict[str, Callable[..., Any]] = {
    "places": Place,
    "groups": Group,
    "people": Movement,
    "needs": Need,
    "items": Item,
    "contents": Content,
    "running": Running,
    "services": Service,
    "stock": Stock,
    "supply": Supply,
    "lifts": Lift,
    "committed": Committed,
}

_COLUMNS = {field: column for column, field in FIELD_OF_COLUMN.items()}
_SOURCE = frozenset(column.name for column in SOURCE_COLUMNS)
_Added = TypeVar("_Added", Content, Service, Stock, Supply, Committed)


def make_record(table: str, row: ParsedRow) -> Any:
    """The row as the table's own kind of row; names and reach that are blank take their defaults (docs/tables.md)."""
    values: dict[str, Any] = {FIELD_OF_COLUMN.get(name, name): value for name, value in row.values.items()}
    source = Source(**{name: values.pop(name) for name in _SOURCE})
    if table in ("needs", "items"):
        values["name"] = values["name"] or values[table.removesuffix("s")]
    if table == "groups" and values["reach"] is None:
        values["reach"] = 1.0 if values["group"] == HOUSEHOLD else values["share"]
    return _RECORDS[table](**values, source=source, read_at=row.origin)


def record_values(table: str, row: Any) -> dict[str, Value]:
    """What `make_record` made of a row, as the values of its columns again."""
    values = {_COLUMNS.get(field.name, field.name): getattr(row, field.name) for field in dataclasses.fields(row)}
    source: Source = values.pop("source")
    values.pop("read_at", None)
    return {**values, **{name: cast(str, getattr(source, name)) for name in _SOURCE}}


def add_up_rows(
    rows: Iterable[_Added], key: tuple[str, ...], amount: Literal["quantity", "packs"] = "quantity"
) -> tuple[_Added, ...]:
    """Rows with the same key as one row, with what they hold added up; blank (unlimited) and anything is unlimited."""
    fields = [FIELD_OF_COLUMN.get(name, name) for name in key]
    together: dict[tuple[object, ...], _Added] = {}
    for row in rows:
        name = tuple(getattr(row, field) for field in fields)
        before = together.get(name)
        if before is None:
            together[name] = row
            continue
        parts = (getattr(before, amount), getattr(row, amount))
        total: dict[str, Any] = {amount: None if None in parts else sum(parts)}
        together[name] = dataclasses.replace(before, **total)
    return tuple(together.values())
