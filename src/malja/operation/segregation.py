"""Goods that must not lie in one vehicle, or on one pallet: dangerous goods beside food and beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from malja.catalogue.facts import Item
from malja.operation.rows import Tables

#: The class of all that is eaten or drunk.
FOOD = "food"


@dataclass(frozen=True, slots=True, kw_only=True)
class SegregatedGoods:
    """Groups of items with the same forbidden neighbours; items that may lie beside everything are in none.

    `group`: by item. `apart`: by group, the groups that must be kept apart from it. `cliques`: the largest sets of
    groups of which no two may meet.
    """

    group: dict[str, int]
    apart: tuple[frozenset[int], ...]
    cliques: tuple[tuple[int, ...], ...]

    def find_group(self, item: str) -> int:
        """The group of an item, -1 where it has none."""
        return self.group.get(item, -1)

    def list_apart(self, item: str) -> frozenset[int]:
        """The groups that must be kept apart from an item."""
        group = self.find_group(item)
        return self.apart[group] if group >= 0 else frozenset()

    def count_apart(self, items: Iterable[str]) -> int:
        """How many vehicles (or pallets) some items take at least to be kept apart."""
        there = {self.find_group(item) for item in items} - {-1}
        return max((len(there & set(clique)) for clique in self.cliques), default=1 if there else 0)


def find_segregated_goods(tables: Tables, *, pallets: bool = False) -> SegregatedGoods:
    """What must be kept apart in a vehicle; with `pallets` on a pallet, where vehicles' rules count as well."""
    rows = [(row.this_class, row.other_class) for row in tables.segregation if pallets or row.how == "vehicle"]
    eaten = _list_eaten(tables)
    classes = {item.item: _classify(item, eaten) for item in tables.items} if rows else {}
    kinds = sorted(set(classes.values()), key=sorted)
    forbidden = {kind: frozenset(other for other in kinds if _clash(kind, other, rows)) for kind in kinds}
    # Kinds with the same neighbours are one; none is apart from itself.
    alike = list(dict.fromkeys(found for found in forbidden.values() if found))
    of_kind = {kind: alike.index(found) for kind, found in forbidden.items() if found}
    apart = tuple(frozenset(of_kind[other] for other in found) - {n} for n, found in enumerate(alike))
    return SegregatedGoods(
        group={item: of_kind[kind] for item, kind in classes.items() if kind in of_kind},
        apart=apart,
        cliques=tuple(sorted(_list_cliques(apart))),
    )


def _list_eaten(tables: Tables) -> set[str]:
    """Items that give food or drinking water when they are used."""
    food = {need.need for need in tables.needs if need.sector == "food"} | {"water"}
    return {row.item for row in tables.contents if row.how == "use" and row.need in food}


def _classify(item: Item, eaten: set[str]) -> frozenset[str]:
    """The classes of an item: its hazard class, and food."""
    hazards = frozenset(item.hazard_class.replace(",", " ").split())
    is_food = item.sector == FOOD or bool(item.food_group) or (item.item in eaten and not hazards)
    return hazards | {FOOD} if is_food else hazards


def _clash(one: frozenset[str], other: frozenset[str], rows: list[tuple[str, str]]) -> bool:
    """Whether two different kinds must be kept apart."""
    if one == other:
        return False
    return any(
        (_is_of(one, first) and _is_of(other, second)) or (_is_of(one, second) and _is_of(other, first))
        for first, second in rows
    )


def _is_of(kind: frozenset[str], of_class: str) -> bool:
    """Whether a kind is of a class: a class stands for its divisions too (2 for 2.1)."""
    return any(one == of_class or one.startswith(of_class + ".") for one in kind)


def _list_cliques(apart: tuple[frozenset[int], ...]) -> list[tuple[int, ...]]:
    """The largest sets of groups of which every two are apart (Bron and Kerbosch); groups are few."""
    found: list[tuple[int, ...]] = []

    def grow(clique: tuple[int, ...], left: set[int], done: set[int]) -> None:
        if not left and not done:
            found.append(tuple(sorted(clique)))
        for group in sorted(left):
            grow((*clique, group), left & apart[group], done & apart[group])
            left, done = left - {group}, done | {group}

    if apart:
        grow((), set(range(len(apart))), set())
    return found
