"""What is worth knowing of food: planned by nutrients alone, or by a basket that nothing can fill."""

from __future__ import annotations

from collections.abc import Iterator

from malja.operation.counted_contents import list_counted_contents
from malja.operation.food_needs import ENERGY
from malja.operation.notices.reachable_goods import find_goods_at_places, find_inhabited_sites
from malja.operation.rows import Tables
from malja.operation.rules.references import index_rows
from malja.problems import Problem, join_names


def find_nutrients_alone(tables: Tables) -> Iterator[Problem]:
    """Food is asked for, and no basket says what of: one notice."""
    if tables.basket or not find_inhabited_sites(tables):
        return
    energy = index_rows(tables, "needs").get(ENERGY)
    asked = energy is not None and any(energy.standard(tier) for tier in ("survival", "minimum", "target"))
    if asked and any(row.need == ENERGY and row.how == "use" for row in list_counted_contents(tables)):
        yield Problem.at(None, "food_by_nutrients")


def find_empty_food_groups(tables: Tables) -> Iterator[Problem]:
    """Food groups that the basket asks for and of which nothing can come to a site."""
    rules = [rule for rule in tables.baskets if rule.basket == tables.basket]
    groups = list(dict.fromkeys(rule.food_group for rule in rules if rule.min_share or rule.min_g))
    if not tables.basket or not groups:
        return
    eaten = {row.item for row in list_counted_contents(tables) if row.how == "use"}
    of_group: dict[str, set[str]] = {}
    for item in tables.items:
        if item.general_food and item.item in eaten:
            of_group.setdefault(item.food_group, set()).add(item.item)
    goods = find_goods_at_places(tables)
    for group in groups:
        without = [site for site in find_inhabited_sites(tables) if not of_group.get(group, set()) & goods[site]]
        if without:
            yield Problem.at(
                None, "basket_group_missing", group=group, basket=tables.basket, places=join_names(without)
            )


def find_unruled_food(tables: Tables) -> Iterator[Problem]:
    """Food that people can be given and of which no rule of the basket says how much: one notice."""
    groups = {rule.food_group for rule in tables.baskets if rule.basket == tables.basket}
    there = set().union(*find_goods_at_places(tables).values())
    energy = {row.item for row in list_counted_contents(tables) if (row.need, row.how) == (ENERGY, "use")}
    unruled = [
        item.item
        for item in tables.items
        if item.general_food and item.item in energy & there and item.food_group not in groups
    ]
    if tables.basket and unruled:
        yield Problem.at(None, "food_unruled", items=join_names(unruled), basket=tables.basket)
