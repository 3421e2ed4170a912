"""The operation: its tables, checked whole when they are put together, changed by their words, and saved."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from malja.operation.changes import Cell, change_row, change_settings, find_table, leave_out_rows
from malja.operation.rows import Tables
from malja.operation.rules.check_tables import check_tables
from malja.operation.write_operation import write_operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Tables):
    """Tables that hold together; putting them together raises `Refused` with every problem (see `check_tables`).

    Its methods that change something give another operation and leave this one as it is. Columns go by their names in
    docs/tables.md, in its units; values are what a cell may hold, dates also as text ("2025-03-12"), None for a blank
    cell. Nothing given, nothing changed; what is wrong is refused by name, as in a file.
    """

    def __post_init__(self) -> None:
        """Refuse nonsense, all of it at once."""
        check_tables(self)

    def with_lift(self, lift: str, **columns: Cell) -> Self:
        """With other columns of a lift, such as per_week=2; a new lift needs origin and destination."""
        return self._changed("lifts", {"lift": lift}, columns)

    def with_place(self, place: str, **columns: Cell) -> Self:
        """With other columns of a place, such as storage_m3=200; a new place needs its role."""
        return self._changed("places", {"place": place}, columns)

    def with_people(self, place: str, date: datetime.date | str, **columns: Cell) -> Self:
        """With so many arrivals or departures at a site on a date, in all: arrivals=500, departures=20."""
        return self._changed("people", {"place": place, "date": date}, columns)

    def with_stock(self, place: str, item: str, quantity: float | str, **columns: Cell) -> Self:
        """With so many units of an item, or "40 bags" of it, at a place when the first day opens, in all."""
        return self._changed("stock", {"place": place, "item": item}, {"quantity": quantity, **columns})

    def with_supply(self, place: str, item: str, **columns: Cell) -> Self:
        """With other columns of what can be bought or is given at a place: quantity, since, unit_cost."""
        return self._changed("supply", {"place": place, "item": item}, columns)

    def with_service(self, place: str, need: str, quantity: float, **columns: Cell) -> Self:
        """With so much of a need that a site gives by itself, per day for a daily need; since and until: from, to."""
        return self._changed("services", {"place": place, "need": need}, {"quantity": quantity, **columns})

    def with_item(self, item: str, **columns: Cell) -> Self:
        """With other columns of an item, such as pack_kg=25; a new one needs those that docs/tables.md requires."""
        return self._changed("items", {"item": item}, columns)

    def with_need(self, need: str, **columns: Cell) -> Self:
        """With other columns of a need, such as minimum=20."""
        return self._changed("needs", {"need": need}, columns)

    def with_row(self, table: str, key: tuple[Cell, ...], **columns: Cell) -> Self:
        """With other columns of any table's row; `key`: its first key cells, as many as tell it from others."""
        names = find_table(table).key
        return self._changed(table, dict(zip(names, key, strict=False)), columns)

    def without(self, table: str, *key: Cell) -> Self:
        """Without the rows of a table that begin with these key cells, such as `without("lifts", "road")`.

        Raises Refused where there is none, and where other rows need them.
        """
        find_table(table)
        return type(self)(**leave_out_rows(self, table, key))

    def with_settings(self, **keys: Any) -> Self:
        """With other keys of operation.toml, such as days=30; prices, baskets and groups follow."""
        return type(self)(**change_settings(self, keys))

    def save(self, folder: str | Path) -> None:
        """Write the tables into a new or empty folder, from which `malja.read` gives the same operation.

        Raises Refused where something stands there already, Failed where it can't be written.
        """
        write_operation(self, Path(folder))

    def _changed(self, table: str, key: dict[str, Cell], columns: dict[str, Cell]) -> Self:
        return type(self)(**change_row(self, table, key, columns))
