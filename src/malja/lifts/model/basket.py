"""The basket of an operation as arrays: food by group, and what the rules ask on each day (docs/model.md, Baskets)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from malja.catalogue.facts import TIERS, BasketRule, Item, Need
from malja.lifts.model.problem import Problem
from malja.lifts.solver.matrix import Bools, Floats, Ints
from malja.operation.food_needs import COOKING_FUEL, ENERGY, KITCHEN_SETS, KITCHENS, WATER
from malja.operation.headcount import find_first_people

#: What is cooked is limited by each of these that is asked; household kitchen sets count beside collective kitchens.
COOKING = ((KITCHENS, KITCHEN_SETS), (COOKING_FUEL,), (WATER,))
LIMITING_COOKING = tuple(needs[0] for needs in COOKING)

#: The price of the charge as a share of the weight of energy: less than eating less, so that hunger comes first.
_PRICE = 0.9

#: What a ration that nobody can cook is charged, and a ration more or less of a group than the day before.
RAW_CHARGE, JUMP_CHARGE = 0.25, 0.05

#: The most that a ration with nothing of what the basket asks is charged, and a ration too much of a group.
_MOST_UNDER, _MOST_OVER = 0.25, 2.0

#: Grams in a unit of food that is counted by the kilogram or litre.
_GRAMS = {"kg": 1000.0, "l": 1000.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """What is eaten and what the basket asks; S sites, G food groups, I items, H days.

    Groups are those of the rules, in the order of the table, then other groups of food; items in none have -1.
    """

    groups: tuple[str, ...]
    group: tuple[int, ...]
    """By item: the number of its group, -1 without one."""
    kcal: Floats
    """[item] of a pack, where people eat it; 0 of what is no general food."""
    grams: Floats
    """[item] of food in a pack."""
    cooked: Bools
    """[item] whether it must be cooked."""
    need: tuple[int, ...]
    """By site: the number of its need of energy."""
    asked: Bools
    """[site, day] whether energy is asked there."""
    rules: tuple[BasketRule, ...]
    rule: Ints
    """[site, group, day] the number of the rule that holds, -1 where none does."""
    changed: Bools
    """[site, day] whether the rules differ from those of the day before, or there was no such day."""
    least_share: Floats
    """[site, group, day] shares of the energy eaten and grams a person; 0 and inf where there is no rule."""
    most_share: Floats
    least_g: Floats
    most_g: Floats
    kcal_a_gram: Floats
    """[group] the least of any of its food, 1 where none gives energy: what a gram too much or too little counts."""
    over_charge: Floats
    """[site, group, day] what a ration too much of a group is charged."""
    under_charge: Floats
    """[site, day] what a ration too little of any group is charged."""
    prices: tuple[float, float, float]
    """By tier: what a ration eaten against all rules is charged, in weighted person-days."""

    def members(self, group: int) -> list[int]:
        """The items of a group that people can eat."""
        return [item for item, number in enumerate(self.group) if number == group]


def build_basket(p: Problem) -> Basket | None:
    """The basket of a problem; None where its operation has none."""
    operation = p.operation
    if not operation.basket:
        return None
    rules = [rule for rule in operation.baskets if rule.basket == operation.basket]
    eaten = _find_general_food(p)
    named = [item.food_group for item, is_eaten in zip(operation.items, eaten, strict=True) if is_eaten]
    groups = tuple(dict.fromkeys([*(rule.food_group for rule in rules), *(name for name in named if name)]))
    number = {name: n for n, name in enumerate(groups)}
    group = tuple(
        number.get(item.food_group, -1) if is_eaten else -1
        for item, is_eaten in zip(operation.items, eaten, strict=True)
    )
    kcal = _sum_kcal(p)
    grams = np.array([row.pack_quantity * measure_food_g(row) for row in operation.items], dtype=float)
    cooked = np.array([row.needs_cooking for row in operation.items], dtype=bool)
    need = tuple(
        next(k for k, need in enumerate(p.needs) if need.need.need == ENERGY and p.site[k] == site)
        for site in range(len(p.sites))
    )
    asked = p.required[list(need)].any(axis=1) & (p.people > 0)
    rule, changed = _find_rules(rules, groups, asked, _list_first_days(p))
    a_gram = _find_kcal_a_gram(group, len(groups), kcal, grams)
    made = Basket(
        groups=groups,
        group=group,
        kcal=kcal,
        grams=grams,
        cooked=cooked,
        need=need,
        asked=asked,
        rules=tuple(rules),
        rule=rule,
        changed=changed,
        least_share=_list_limits(rules, rule, "min_share", 0.0),
        most_share=_list_limits(rules, rule, "max_share", np.inf),
        least_g=_list_limits(rules, rule, "min_g", 0.0),
        most_g=_list_limits(rules, rule, "max_g", np.inf),
        kcal_a_gram=a_gram,
        over_charge=np.zeros((*asked.shape[:1], len(groups), *asked.shape[1:])),
        under_charge=np.zeros(asked.shape),
        prices=_find_prices(p.needs[need[0]].need),
    )
    _set_charges(p, made)
    return made


def measure_food_g(item: Item) -> float:
    """Grams of food in a unit: as given, 1,000 of a kilogram or litre, else the unit's share of the pack's weight."""
    if item.food_g is not None:
        return item.food_g
    return _GRAMS.get(item.unit, 1000.0 * item.pack_kg / item.pack_quantity)


def measure_a_ration(p: Problem, basket: Basket) -> Floats:
    """[site, day] kcal of the highest tier for everybody there (1 where nothing is asked)."""
    return p.highest[list(basket.need)]


def has_cooking_rule(p: Problem, site: int, needs: tuple[str, ...]) -> Bools:
    """[day] whether a site asks any of the needs that cooking takes."""
    asked = np.zeros(p.horizon, dtype=bool)
    for k, need in enumerate(p.needs):
        if p.site[k] == site and need.need.need in needs:
            asked |= p.required[k].any(axis=0) & (need.heads > 0)
    return asked


def find_cookable_share(p: Problem, needs: tuple[str, ...]) -> Iterator[tuple[int, Floats]]:
    """Of needs that cooking takes: [day] for what share of the people one unit of each serves.

    Of water a person needs what its lowest tier asks, cooking included.
    """
    for k, need in enumerate(p.needs):
        if need.need.need in needs:
            serves = {KITCHEN_SETS: p.operation.household_size, WATER: 1.0 / _lowest(need.need)}
            each = serves.get(need.need.need, 1.0)
            people = p.people[p.site[k]]
            yield k, each / np.where(people > 0, people, np.inf)


def _lowest(need: Need) -> float:
    """The standard of the lowest tier that is asked; 1 where none is."""
    asked = (standard for tier in TIERS if (standard := need.standard(tier)))
    return next(asked, 1.0)


def _find_general_food(p: Problem) -> Bools:
    """[item] whether everybody may be given it, and it gives something."""
    eaten = np.zeros(len(p.pack), dtype=bool)
    eaten[[i for i, _, _ in p.use if p.operation.items[i].general_food]] = True
    return eaten


def _sum_kcal(p: Problem) -> Floats:
    """[item] kcal of a pack: the contents are the same at every site."""
    kcal = np.zeros(len(p.pack))
    for i, k, units in p.use:
        if p.needs[k].need.need == ENERGY:
            kcal[i] = units
    return kcal


def _list_first_days(p: Problem) -> list[int]:
    """By site: the day on which people first were there, which may lie before the plan; the horizon where nobody is."""
    firsts = [find_first_people(p.operation, p.operation.places[place].place) for place in p.sites]
    return [p.horizon if first is None else first for first in firsts]


def _find_rules(rules: list[BasketRule], groups: tuple[str, ...], asked: Bools, since: list[int]) -> tuple[Ints, Bools]:
    """The rule of each site, group and day, and the days on which any changes; days count from `since`."""
    rule_at = np.full((len(asked), len(groups), asked.shape[1]), -1, dtype=np.int64)
    for site in range(len(asked)):
        first = since[site]
        for number, rule in enumerate(rules):
            until = rule_at.shape[2] if rule.to_day is None else max(0, first + rule.to_day + 1)
            rule_at[site, groups.index(rule.food_group), max(0, first + rule.from_day) : until] = number
    changed = np.ones(asked.shape, dtype=bool)
    changed[:, 1:] = (rule_at[:, :, 1:] != rule_at[:, :, :-1]).any(axis=1) | ~asked[:, :-1]
    return rule_at, changed


def _list_limits(rules: list[BasketRule], rule_at: Ints, name: str, without: float) -> Floats:
    """[site, group, day] one limit of the rules, `without` where there is none."""
    limits = [getattr(rule, name) for rule in rules]
    values = np.array([*(without if limit is None else limit for limit in limits), without], dtype=float)
    return values[rule_at]


def _find_kcal_a_gram(group: tuple[int, ...], groups: int, kcal: Floats, grams: Floats) -> Floats:
    a_gram = np.ones(groups)
    for g in range(groups):
        known = [kcal[i] / grams[i] for i, number in enumerate(group) if number == g and kcal[i] > 0 and grams[i] > 0]
        a_gram[g] = min(known, default=1.0)
    return a_gram


def _find_prices(energy: Need) -> tuple[float, float, float]:
    """0.9 x weight x ration / standard of the tier: a ration eaten saves weight x ration / standard, or more."""
    standards = [energy.standard(tier) for tier in ("survival", "minimum", "target")]
    highest = max(standard or 0.0 for standard in standards)
    first, second, third = (
        _PRICE * energy.weight * (highest / standard if standard else 1.0) for standard in standards
    )
    return first, second, third


def _set_charges(p: Problem, basket: Basket) -> None:
    """What breaks are charged, so that a ration more of any food is charged a ration at most, and near it if it can be.

    Of this ration two jumps, what cannot be cooked, and what is too little of all groups have fixed parts; the rest is
    what a ration of a group alone is too much.
    """
    ration = measure_a_ration(p, basket)
    for site in range(len(p.sites)):
        cooking = RAW_CHARGE * has_cooking_rule(p, site, LIMITING_COOKING)
        too_little = np.zeros(p.horizon)
        for g in range(len(basket.groups)):
            least_g = basket.least_g[site, g] * basket.kcal_a_gram[g] * p.people[site] / ration[site]
            too_little += np.maximum(basket.least_share[site, g], least_g)
        basket.under_charge[site] = np.minimum(1.0, _MOST_UNDER / np.maximum(too_little, 1e-9))
        left = 1.0 - 2 * JUMP_CHARGE - basket.under_charge[site] * too_little
        for g in range(len(basket.groups)):
            cooked = any(c and n == g and kcal > 0 for c, n, kcal in _foods(basket))
            by_share = 1.0 - np.minimum(1.0, basket.most_share[site, g])
            too_much = np.where(np.isfinite(basket.most_g[site, g]), 1.0, by_share)
            rest = left - cooking * float(cooked)
            basket.over_charge[site, g] = np.minimum(_MOST_OVER, rest / np.maximum(too_much, 1e-9))


def _foods(basket: Basket) -> list[tuple[bool, int, float]]:
    return [(bool(c), n, float(kcal)) for c, n, kcal in zip(basket.cooked, basket.group, basket.kcal, strict=True)]
