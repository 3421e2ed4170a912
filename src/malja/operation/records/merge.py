"""The catalogue's rows and the folder's: the same key overrides, new keys come after."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from malja.catalogue.facts import Group
from malja.catalogue.groups import build_standing_groups
from malja.catalogue.load_catalogue import load_catalogue

#: Tables the catalogue has too, with the key by which a row of the folder takes the place of a row of the catalogue.
CATALOGUE_KEYS: dict[str, tuple[str, ...]] = {
    "groups": ("group",),
    "needs": ("need",),
    "items": ("item",),
    "contents": ("item", "need", "how"),
    "running": ("item", "input"),
    "baskets": ("basket", "food_group", "from_day"),
    "stowage": ("vehicle", "packaging"),
    "segregation": ("this_class", "other_class"),
}

#: Tables of which the catalogue's rows count only with `loading = "stowed"`.
_STOWED = ("stowage", "segregation")


_Fact = TypeVar("_Fact")


def merge_rows(table: str, catalogue: Iterable[_Fact], folder: Iterable[_Fact]) -> tuple[_Fact, ...]:
    """The catalogue's rows, each replaced by the folder's row of the same key, then the folder's other rows."""

    def key(row: Any) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in CATALOGUE_KEYS[table])

    together = {key(row): row for row in catalogue}
    together.update((key(row), row) for row in folder)
    return tuple(together.values())


def list_catalogue_rows(table: str, settings: Mapping[str, Any]) -> tuple[Any, ...]:
    """The catalogue's rows of a table that count for an operation with these keys of operation.toml."""
    if settings["catalogue"] == "none":
        facts: tuple[Any, ...] = ()
    elif table in _STOWED and settings["loading"] != "stowed":
        facts = ()
    else:
        facts = getattr(load_catalogue(settings["climate"]), table)
    return add_fixed_groups(facts, settings["household_size"]) if table == "groups" else facts


def add_fixed_groups(groups: Iterable[Group], household_size: float) -> tuple[Group, ...]:
    """The catalogue's groups behind `everyone` (share 1, reach 1) and `household` (1 / household_size, reach 1).

    What the catalogue says of these two is kept as their source; the operation's own household size counts.
    """
    found = {group.group: group for group in groups}
    first = [
        dataclasses.replace(group, source=found.pop(group.group).source) if group.group in found else group
        for group in build_standing_groups(household_size)
    ]
    return (*first, *found.values())
