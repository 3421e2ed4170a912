"""The names that facts may use at a site (places, stores, items, groups, lifts): its tables' and the catalogue's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from malja.catalogue.facts import Catalogue
from malja.catalogue.groups import STANDING_GROUPS
from malja.catalogue.load_catalogue import load_catalogue
from malja.facts.reading import decimal_text
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.site.state.register import TableRegister
from malja.site.state.site_settings import read_first_weekday
from malja.tables.cells import read_cell
from malja.tables.columns import read_name_column

_T = TypeVar("_T")

_PACK = next(column for table in TABLES for column in table.columns if column.name == "pack_quantity")
_DEFAULTS = {column.name: column.default for column in SETTINGS}


class KnownNames:
    """Looks names up in the register as it is now; what it works out is kept until the register changes."""

    def __init__(self, register: TableRegister) -> None:
        self._register = register
        self._kept: dict[str, tuple[tuple[int, ...], object]] = {}
        self._packs: dict[str, Decimal | None] = {}
        self._packs_at = (-1, -1)

    def names(self, table: str) -> frozenset[str]:
        """The ids that stand in a table, or in the catalogue's where it counts; `stores` are places' own stores too."""
        match table:
            case "stores":
                return self._cache(
                    "stores",
                    ("stores", "places"),
                    lambda: self._read_own_names("stores") | self._read_own_names("places"),
                )
            case "groups" | "needs" | "items":
                return self._cache(
                    table, (table, "operation"), lambda: self._read_own_names(table) | self.catalogue_names(table)
                )
            case _:
                return self._cache(table, (table,), lambda: self._read_own_names(table))

    def role(self, place: str) -> str:
        """A place's role: source, hub or site; blank: there is no such place, or none is told."""
        return self.roles().get(place, "")

    def roles(self) -> Mapping[str, str]:
        """The role of every place."""

        def read() -> dict[str, str]:
            return {key[0]: cells.get("role", "") for key, cells in self._register.rows("places").items()}

        return self._cache("roles", ("places",), read)

    def place_of(self, store: str) -> str:
        """The place that a store belongs to; a place is its own."""
        row = self._register.row("stores", store)
        return row.get("place", "") if row and store not in self.names("places") else store

    def first_weekday(self) -> int:
        """The day on which the clinic's weeks begin, from 0 (Monday) to 6."""
        return read_first_weekday(self._register)

    def pack_of(self, item: str) -> Decimal | None:
        """The units in an item's own pack; None: there is no such item."""
        at = (self._register.changes.get("items", 0), self._register.changes.get("operation", 0))
        if at != self._packs_at:
            self._packs.clear()
            self._packs_at = at
        if item not in self._packs:
            self._packs[item] = self._pack_of(item)
        return self._packs[item]

    def unit_of(self, item: str) -> str:
        """What an item is counted in; blank where nobody said."""
        row = self._register.row("items", item)
        if row is not None:
            return row.get("unit", "")
        catalogue = self.catalogue()
        return next((one.unit for one in catalogue.items if one.item == item), "") if catalogue else ""

    def called(self, table: str, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What an id of places, stores, items or lifts is called, and in which language what; nothing: as its id."""
        row = self._register.row(table, name)
        if row is not None:
            names = ((read_name_column(column), text) for column, text in row.items() if text)
            return row.get("name", ""), tuple((language, text) for language, text in names if language)
        return (self._catalogue_items().get(name, ""), ()) if table == "items" else ("", ())

    def _catalogue_items(self) -> Mapping[str, str]:
        def read() -> dict[str, str]:
            catalogue = self.catalogue()
            return {one.item: one.name for one in catalogue.items} if catalogue else {}

        return self._cache("called", ("operation",), read)

    def _pack_of(self, item: str) -> Decimal | None:
        row = self._register.row("items", item)
        if row is not None:
            value = read_cell(row.get("pack_quantity", ""), _PACK, None)
            return Decimal(decimal_text(value)) if isinstance(value, float) else Decimal(1)
        catalogue = self.catalogue()
        known = next((one for one in catalogue.items if one.item == item), None) if catalogue else None
        return Decimal(decimal_text(known.pack_quantity)) if known else None

    def catalogue(self) -> Catalogue | None:
        """The catalogue that the operation's keys name; None: only the site's own tables count."""
        keys = self._register.row("operation") or {}
        if keys.get("catalogue", _DEFAULTS["catalogue"]) == "none":
            return None
        return load_catalogue("cold" if keys.get("climate", _DEFAULTS["climate"]) == "cold" else "warm")

    def _read_own_names(self, table: str) -> frozenset[str]:
        return frozenset(key[0] for key in self._register.keys(table))

    def catalogue_names(self, table: str) -> frozenset[str]:
        """The names of needs, items or groups that there are without the site's own rows."""
        rows = getattr(self.catalogue(), table, ())
        names = {str(getattr(row, table.removesuffix("s"))) for row in rows}
        return frozenset(names.union(STANDING_GROUPS if table == "groups" else ()))

    def _cache(self, what: str, tables: tuple[str, ...], read: Callable[[], _T]) -> _T:
        at = tuple(self._register.changes.get(table, 0) for table in tables)
        kept = self._kept.get(what)
        if kept is None or kept[0] != at:
            kept = self._kept[what] = (at, read())
        return kept[1]  # type: ignore[return-value]
