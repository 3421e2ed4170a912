"""The words that may leave: those of the catalogue, which everybody can read; an operation's own get a stand-in.

What somebody wrote into a table (a name, a sector, a unit, a note) may name a person, a street or a hangar.
"""

from __future__ import annotations

from functools import cache

from malja.catalogue.facts import NO_SOURCE, Group, Item, Need
from malja.catalogue.groups import STANDING_GROUPS
from malja.catalogue.load_catalogue import load_catalogue
from malja.language.names import say_name, say_sector
from malja.language.say import say
from malja.needs.derivation import say_source
from malja.operation.rows import Tables


class PublicNames:
    """What needs and goods of an operation are called in public; `own_names`: those it named itself by their names."""

    def __init__(self, operation: Tables, *, own_names: bool = False) -> None:
        self._own_names = own_names
        self._catalogue = load_catalogue(operation.climate)
        self._needs, self._items = _named()
        self._sectors = {need.need: need.sector for need in self._catalogue.needs}
        own_needs = [need.need for need in operation.needs if need.need not in self._needs]
        own_items = [item.item for item in operation.items if item.item not in self._items]
        self._own_needs = {name: number for number, name in enumerate(own_needs, 1)}
        self._own_items = {name: number for number, name in enumerate(own_items, 1)}

    def own(self, row: Need | Item) -> int:
        """The number of a need or an item that the operation named itself, from 1; 0: its name may be told."""
        if self._own_names:
            return 0
        return self._own_needs.get(row.need, 0) if isinstance(row, Need) else self._own_items.get(row.item, 0)

    def need(self, need: Need) -> str:
        """A need's name, or a stand-in that gives its sector."""
        if self.own(need):
            return say("public", "own_need", sector=self.sector(need), number=self.own(need))
        return say_name(self._needs.get(need.need, need.name or need.need), need.names if self._own_names else ())

    def item(self, item: Item) -> str:
        """An item's name, or a stand-in that gives its sector."""
        if self.own(item):
            return say("public", "own_item", sector=self.sector(item), number=self.own(item))
        return say_name(self._items.get(item.item, item.name or item.item), item.names if self._own_names else ())

    def sector(self, row: Need | Item) -> str:
        """The sector of a need or an item; one that is not the catalogue's is called so."""
        sector = (self._sectors.get(row.need) if isinstance(row, Need) else None) or row.sector
        return say_sector(sector) if sector in _sectors() else say("public", "other_sector")

    def unit(self, unit: str) -> str:
        """A unit of the catalogue, as its tables have it; any other is left out."""
        return unit if unit in _units() else ""

    def source(self, need: Need) -> str | None:
        """The source of a need's standards; None: they are not the catalogue's."""
        return say_source(need.source) if need in self._catalogue.needs else None

    def share(self, group: Group) -> str | None:
        """The source of a group's share; None: the group is not the catalogue's, nor everyone or a household."""
        always = group.group in STANDING_GROUPS and group.source == NO_SOURCE
        return say_source(group.source) if always or group in self._catalogue.groups else None


def list_own_names(operation: Tables) -> list[str]:
    """The names of needs and goods that the operation gave itself, in the tables' order, each once."""
    needs, items = _named()
    own = [need.name or need.need for need in operation.needs if need.need not in needs]
    return list(dict.fromkeys(own + [item.name or item.item for item in operation.items if item.item not in items]))


@cache
def _named() -> tuple[dict[str, str], dict[str, str]]:
    """The names of the catalogue's needs and items, of both climates."""
    both = (load_catalogue("warm"), load_catalogue("cold"))
    needs = {need.need: need.name or need.need for one in both for need in one.needs}
    return needs, {item.item: item.name or item.item for one in both for item in one.items}


@cache
def _sectors() -> frozenset[str]:
    both = (load_catalogue("warm"), load_catalogue("cold"))
    needs = {need.sector for one in both for need in one.needs}
    return frozenset((needs | {item.sector for one in both for item in one.items}) - {""})


@cache
def _units() -> frozenset[str]:
    both = (load_catalogue("warm"), load_catalogue("cold"))
    needs = {need.unit for one in both for need in one.needs}
    return frozenset((needs | {item.unit for one in both for item in one.items}) - {""})
