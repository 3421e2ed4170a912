"""Words that stand for items, and rows of stowage that fit nothing: a slip in either would change a plan in silence."""

from __future__ import annotations

from collections.abc import Iterator

from malja.catalogue.load_catalogue import load_catalogue
from malja.goods.words import fold_phrase
from malja.operation.rows import Tables
from malja.operation.rules.cell_bounds import row_problem
from malja.operation.rules.references import find_near_name, unknown_name_problem
from malja.operation.vehicles import load_vehicles
from malja.problems import Problem

#: What stands for every vehicle or packaging.
_ANY = "any"


def check_aliases(tables: Tables) -> Iterator[Problem]:
    """No word is another item's id, and none stands twice, whatever its capitals and signs."""
    items = {fold_phrase(item.item): item.item for item in tables.items}
    seen: dict[str, str] = {}
    for alias in tables.aliases:
        word = fold_phrase(alias.word)
        if items.get(word, alias.item) != alias.item:
            yield row_problem("aliases", alias, "alias_is_item", "word", alias.word, item=alias.item)
        elif word in seen:
            yield row_problem("aliases", alias, "name_twice", "word", alias.word, first=seen[word])
        seen.setdefault(word, str(alias.read_at.row) if alias.read_at else "?")


def check_stowage(tables: Tables) -> Iterator[Problem]:
    """Vehicles and packagings of stowage are a lift's or the catalogue's, and an item's."""
    shipped = load_catalogue("warm").stowage
    vehicles = {_ANY, *load_vehicles(), *(lift.vehicle for lift in tables.lifts if lift.vehicle)}
    packagings = {_ANY, *(row.packaging for row in shipped), *(item.packaging for item in tables.items)}
    for row in tables.stowage:
        for column, value, known, among in (
            ("vehicle", row.vehicle, vehicles, "lifts"),
            ("packaging", row.packaging, packagings, "items"),
        ):
            if value not in known:
                yield unknown_name_problem("stowage", row, column, value, among, find_near_name(value, known))
