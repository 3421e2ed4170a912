"""Goods that are older than the tables can say: an item of their own, with the days that are left to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from malja.catalogue.facts import Content, Item, Running
from malja.operation.operation import Operation
from malja.operation.rows import Tables

#: Between an item's own name and what makes it another.
_MARK = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """An item as it is on a day: what is left of its shelf life, of its days in place, of its days of set-up."""

    item: str
    shelf_life_days: int | None = None
    life_days: int | None = None
    setup_days: int | None = None

    @property
    def name(self) -> str:
        """The name under which it is planned."""
        left = (("k", self.shelf_life_days), ("l", self.life_days), ("s", self.setup_days))
        marks = "".join(f"{_MARK}{letter}{days}" for letter, days in left if days is not None)
        return self.item + marks


def find_own_name(item: str) -> str:
    """The name of the item in the operation's own tables."""
    return item.partition(_MARK)[0]


def can_be_aged(operation: Operation) -> bool:
    """Whether no item of the operation has the mark in its own name."""
    return not any(_MARK in item.item for item in operation.items)


def list_aged_rows(
    tables: Tables, aged: Iterable[Aged]
) -> tuple[tuple[Item, ...], tuple[Content, ...], tuple[Running, ...]]:
    """The tables of items, contents and running with rows for aged items behind their own."""
    kinds = sorted(set(aged), key=lambda one: one.name)
    items, contents, running = list(tables.items), list(tables.contents), list(tables.running)
    own = {item.item: item for item in tables.items}
    for one in kinds:
        item = own[one.item]
        items.append(
            replace(
                item,
                item=one.name,
                shelf_life_days=item.shelf_life_days if one.shelf_life_days is None else one.shelf_life_days,
                life_days=item.life_days if one.life_days is None else one.life_days,
                setup_days=item.setup_days if one.setup_days is None else one.setup_days,
            )
        )
        contents += [replace(row, item=one.name) for row in tables.contents if row.item == one.item]
        running += [replace(row, item=one.name) for row in tables.running if row.item == one.item]
    return tuple(items), tuple(contents), tuple(running)
