"""From the cells of a row to the operation's own rows, whose fields are the table's columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Literal, TypeVar, cast

from malja.catalogue.facts import (
    INHERITED,
    BasketRule,
    Content,
    Group,
    Item,
    Need,
    Running,
    Segregation,
    Source,
    Stowage,
    fill_inherited,
)
from malja.catalogue.groups import HOUSEHOLD
from malja.catalogue.load_catalogue import load_catalogue
from malja.catalogue.read_rows import Climate
from malja.operation.records.assumed_costs import ASSUMED_COLUMNS
from malja.operation.rows import Alias, Committed, Lift, LiftDay, Movement, Place, Risk, Service, Stock, Supply
from malja.operation.rules.cell_bounds import FIELD_OF_COLUMN
from malja.operation.schema import TABLES
from malja.tables.columns import SOURCE_COLUMNS, Value, format_name_column, read_name_column
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
    "lift_days": LiftDay,
    "committed": Committed,
    "baskets": BasketRule,
    "stowage": Stowage,
    "segregation": Segregation,
    "aliases": Alias,
    "risks": Risk,
}

#: The columns that hold a price, by table and mode: blank where nobody knows it.
_PRICE_COLUMNS = {
    ("supply", ""): ("unit_cost",),
    ("lifts", "trip"): ("fixed_cost",),
    ("lifts", "flow"): ("cost_per_kg",),
}
#: Tables whose rows have names in several languages.
NAMED_TABLES = frozenset(table.name for table in TABLES if table.named)

_COLUMNS = {field: column for column, field in FIELD_OF_COLUMN.items()}
_SOURCE = frozenset(column.name for column in SOURCE_COLUMNS)
_Added = TypeVar("_Added", Content, Service, Stock, Supply, Committed)


def make_record(table: str, row: ParsedRow, known: Item | Need | None = None) -> Any:
    """The row as the table's own kind of row; names and reach that are blank take their defaults (docs/tables.md).

    `known`: the catalogue's row of the same item or need, which fills the columns of `INHERITED` that are blank.
    """
    values: dict[str, Any] = {FIELD_OF_COLUMN.get(name, name): value for name, value in row.values.items()}
    source = Source(**{name: values.pop(name) for name in _SOURCE})
    if table in ("needs", "items"):
        values["name"] = values["name"] or values[table.removesuffix("s")]
    if table == "groups" and values["reach"] is None:
        values["reach"] = 1.0 if values["group"] == HOUSEHOLD else values["share"]
    fill_inherited(table, values, known)
    if table in NAMED_TABLES:
        languages = [name for name in values if read_name_column(name)]
        told = tuple((read_name_column(name), str(values.pop(name) or "")) for name in sorted(languages))
        values["names"] = tuple((language, name) for language, name in told if name)
    if table in ASSUMED_COLUMNS:
        blank = tuple(name for name in ASSUMED_COLUMNS[table] if values[name] is None)
        values = {**{name: value for name, value in values.items() if name not in blank}, "blank": blank}
    return _RECORDS[table](**values, source=source, read_at=row.origin)


def record_values(table: str, row: Any) -> dict[str, Value]:
    """What `make_record` made of a row, as the values of its columns again."""
    values = {_COLUMNS.get(field.name, field.name): getattr(row, field.name) for field in dataclasses.fields(row)}
    source: Source = values.pop("source")
    values.pop("read_at", None)
    values.update((format_name_column(language), name) for language, name in values.pop("names", ()))
    if table in ASSUMED_COLUMNS:
        blank, priced = values.pop("blank"), values.pop("priced")
        values.update(dict.fromkeys(blank if priced else (*blank, *_PRICE_COLUMNS[table, getattr(row, "mode", "")])))
    if table in INHERITED and values[table.removesuffix("s")] not in _list_catalogue_ids(table):
        values.update(list_plain_as_blank(table, row))
    return {**values, **{name: cast(str, getattr(source, name)) for name in _SOURCE}}


def list_plain_as_blank(table: str, row: Any) -> dict[str, Value]:
    """The inherited columns of a row with what is said of it; blank where that is the plain default."""
    plain = fill_inherited(table, {})
    return {name: None if getattr(row, name) == plain[name] else getattr(row, name) for name in INHERITED[table]}


@cache
def _list_catalogue_ids(table: str) -> frozenset[str]:
    climates: tuple[Climate, Climate] = ("warm", "cold")
    key = table.removesuffix("s")
    return frozenset(getattr(row, key) for climate in climates for row in getattr(load_catalogue(climate), table))


def add_up_rows(
    rows: Iterable[_Added], key: tuple[str, ...], amount: Literal["quantity", "packs"] = "quantity"
) -> tuple[_Added, ...]:
    """Rows with the same key as one row, with what they hold added up; blank (unlimited) and anything is unlimited."""
    fields = [FIELD_OF_COLUMN.get(name, name) for name in key]
    together: dict[tuple[object, ...], _Added] = {}
    for row in rows:
        name: tuple[object, ...] = tuple(getattr(row, field) for field in fields)
        if isinstance(row, Supply):
            name = (*name, row.priced)
        before = together.get(name)
        if before is None:
            together[name] = row
            continue
        parts = (getattr(before, amount), getattr(row, amount))
        total: dict[str, Any] = {amount: None if None in parts else sum(parts)}
        together[name] = dataclasses.replace(before, **total)
    return tuple(together.values())
