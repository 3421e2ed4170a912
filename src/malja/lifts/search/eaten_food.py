"""What people eat by a plan, group by group, and which rules of the basket give way (docs/model.md, Baskets)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from malja.lifts.model.basket import (
    COOKING,
    Basket,
    find_cookable_share,
    has_cooking_rule,
    measure_a_ration,
)
from malja.lifts.model.model import Model
from malja.lifts.model.problem import Problem
from malja.lifts.plan.plan import BasketMiss, Eaten
from malja.lifts.solver.matrix import Floats, gather

#: Rules missed by less than this share of a ration are kept.
LEAST_MISS = 1e-3

_Rule = Literal["min_share", "max_share", "min_g", "max_g", "cooked"]


def list_eaten(model: Model, x: Floats) -> tuple[Eaten, ...]:
    """What is eaten at each site, day and group with a rule or food, in this order; nothing without a basket."""
    if model.basket is None:
        return ()
    p, basket = model.problem, model.basket.basket
    kcal, grams = _sum_by_group(model, x)
    total = kcal.sum(axis=1)
    rows = []
    for site, day in zip(*np.nonzero(basket.asked), strict=True):
        for g, name in enumerate((*basket.groups, "")):
            if grams[site, g, day] <= 0 and (not name or basket.rule[site, g, day] < 0):
                continue
            rows.append(
                Eaten(
                    place=_place(p, int(site)),
                    date=p.operation.date(int(day)),
                    food_group=name,
                    grams=float(grams[site, g, day] / p.people[site, day]),
                    share=float(kcal[site, g, day] / total[site, day]) if total[site, day] > 0 else 0.0,
                    **(_limits(basket, int(site), g, int(day)) if name else dict.fromkeys(_LIMITS)),
                )
            )
    return tuple(rows)


def list_basket_misses(model: Model, x: Floats, provided: Floats) -> tuple[BasketMiss, ...]:
    """The rules that gave way by more than a thousandth of a ration; `provided` [site need, day] in units of needs."""
    if model.basket is None:
        return ()
    p, basket = model.problem, model.basket.basket
    missed: list[tuple[str, _Rule, Floats]] = [
        *_find_missed(model, x),
        ("", "cooked", _find_uncooked(model, x, provided)),
    ]
    rows = []
    for site, day in zip(*np.nonzero(basket.asked), strict=True):
        for group, rule, share in missed:
            if share[site, day] > LEAST_MISS:
                rows.append(
                    BasketMiss(
                        place=_place(p, int(site)),
                        date=p.operation.date(int(day)),
                        food_group=group,
                        rule=rule,
                        missed=float(share[site, day]),
                    )
                )
    return tuple(rows)


_LIMITS = ("min_share", "max_share", "min_g", "max_g")


def _limits(basket: Basket, site: int, group: int, day: int) -> dict[str, float | None]:
    """What the rule of the day says of a group."""
    number = int(basket.rule[site, group, day])
    return {name: getattr(basket.rules[number], name) if number >= 0 else None for name in _LIMITS}


def _place(p: Problem, site: int) -> str:
    return p.operation.places[int(p.sites[site])].place


def _uses(model: Model, x: Floats) -> Floats:
    """[site, item, day] packs that people use."""
    p = model.problem
    used = gather(x, model.columns.use)
    return np.add.reduceat(used, p.lots.offset[:-1], axis=1) if len(p.pack) else used[:, :0]


def _sum_by_group(model: Model, x: Floats) -> tuple[Floats, Floats]:
    """[site, group, day] kcal and grams of all; the last group is food of no group."""
    assert model.basket is not None  # noqa: S101 - asked for by the caller
    basket, used = model.basket.basket, _uses(model, x)
    kcal = np.zeros((len(used), len(basket.groups) + 1, model.problem.horizon))
    grams = np.zeros_like(kcal)
    for item, group in enumerate(basket.group):
        if group >= 0 or basket.kcal[item] > 0:
            kcal[:, group] += used[:, item] * basket.kcal[item]
            grams[:, group] += used[:, item] * basket.grams[item]
    return kcal, grams


def _find_missed(model: Model, x: Floats) -> Iterator[tuple[str, _Rule, Floats]]:
    """By group and rule: [site, day] the share of a ration by which it is missed."""
    assert model.basket is not None  # noqa: S101 - asked for by the caller
    p, basket = model.problem, model.basket.basket
    kcal, grams = _sum_by_group(model, x)
    ration = measure_a_ration(p, basket)
    eaten = kcal.sum(axis=1)
    for g, name in enumerate(basket.groups):
        group, a_gram = kcal[:, g], basket.kcal_a_gram[g]
        yield name, "min_share", (basket.least_share[:, g] * eaten - group) / ration
        yield name, "max_share", _beyond(group, basket.most_share[:, g], eaten) / ration
        full = basket.least_g[:, g] * p.people * eaten / ration
        yield name, "min_g", a_gram * (full - grams[:, g]) / ration
        yield name, "max_g", a_gram * _beyond(grams[:, g], basket.most_g[:, g], p.people) / ration


def _beyond(amount: Floats, most: Floats, times: Floats) -> Floats:
    """What an amount is beyond most x times; nothing where there is no limit."""
    ruled = np.isfinite(most)
    return np.where(ruled, amount - np.where(ruled, most, 0.0) * times, 0.0)


def _find_uncooked(model: Model, x: Floats, provided: Floats) -> Floats:
    """[site, day] what must be cooked and cannot be, without a kitchen, fuel or water, as a share of a ration."""
    assert model.basket is not None  # noqa: S101 - asked for by the caller
    p, basket = model.problem, model.basket.basket
    needs_cooking = np.where(basket.cooked, basket.kcal, 0.0)
    cooked = np.einsum("sih,i->sh", _uses(model, x), needs_cooking) / measure_a_ration(p, basket)
    most = np.full(cooked.shape, np.inf)
    for needs in COOKING:
        can = np.zeros(cooked.shape)
        for k, serves in find_cookable_share(p, needs):
            can[p.site[k]] += serves * provided[k]
        asked = np.stack([has_cooking_rule(p, site, needs[:1]) for site in range(len(p.sites))])
        most = np.where(asked, np.minimum(most, can), most)
    return np.where(np.isfinite(most), cooked - np.where(np.isfinite(most), most, 0.0), 0.0)
