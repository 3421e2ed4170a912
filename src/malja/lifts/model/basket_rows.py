"""The columns and rows of a basket (docs/model.md, Baskets): every rule may be broken, and a break is charged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.basket import (
    COOKING,
    JUMP_CHARGE,
    LIMITING_COOKING,
    RAW_CHARGE,
    Basket,
    build_basket,
    find_cookable_share,
    has_cooking_rule,
    measure_a_ration,
)
from malja.lifts.model.problem import Problem
from malja.lifts.model.variables import Variables
from malja.lifts.solver.matrix import Bools, Floats, Ints, MatrixBuilder, scatter


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketColumns:
    """Column numbers, ABSENT where there is none; shares of a ration of everybody there. S sites, G groups, H days.

    over, under[S, G, H]: what is eaten too much or too little of a group; raw[S, H]: what nobody can cook; jump[S, G,
    H]: how much a group changes from the day before.
    """

    basket: Basket
    over: Ints
    under: Ints
    raw: Ints
    jump: Ints

    @property
    def breaks(self) -> Ints:
        """All columns that are charged."""
        every = np.concatenate([part.ravel() for part in (self.over, self.under, self.raw, self.jump)])
        return every[every >= 0]


def add_basket(p: Problem, v: Variables, m: MatrixBuilder) -> BasketColumns | None:
    """Add the basket of the operation, if it has one."""
    basket = build_basket(p)
    if basket is None:
        return None
    there = basket.asked[:, None, :]
    too_much = np.isfinite(basket.most_share) | np.isfinite(basket.most_g)
    too_little = (basket.least_share > 0) | (basket.least_g > 0)
    ruled = too_much | too_little
    cooked = np.array([any(basket.cooked & (basket.kcal > 0))] * len(p.sites), dtype=bool)
    cooking = np.stack([has_cooking_rule(p, site, LIMITING_COOKING) for site in range(len(p.sites))])
    columns = BasketColumns(
        basket=basket,
        over=m.add_columns(too_much & there),
        under=m.add_columns(too_little & there),
        raw=m.add_columns(cooking & basket.asked & cooked[:, None]),
        jump=m.add_columns(ruled & there & ~basket.changed[:, None, :]),
    )
    share = m.add_columns(ruled & there)
    _add_shares(p, v, m, columns, share)
    _add_grams(p, v, m, columns)
    _add_cooking(p, v, m, columns)
    _add_jumps(m, columns, share)
    return columns


def charge_basket(p: Problem, columns: BasketColumns | None, count: int) -> Floats:
    """Coefficients of the charge B by column: person-days of a ration times what a break is charged."""
    charge = np.zeros(count)
    if columns is not None:
        basket = columns.basket
        people = p.concerned[list(basket.need)]
        scatter(charge, columns.over, people[:, None] * basket.over_charge)
        scatter(charge, columns.under, (people * basket.under_charge)[:, None])
        scatter(charge, columns.raw, RAW_CHARGE * people)
        scatter(charge, columns.jump, JUMP_CHARGE * people[:, None])
    return charge


def _add_shares(p: Problem, v: Variables, m: MatrixBuilder, columns: BasketColumns, share: Ints) -> None:
    """share[g] = kcal of the group / ration; min_share * eaten - under <= share[g] <= max_share * eaten + over."""
    basket = columns.basket
    ration = measure_a_ration(p, basket)
    rows = m.add_rows(share >= 0, 0.0, 0.0)
    m.add_entries(rows, share, 1.0)
    for g in range(len(basket.groups)):
        for item in basket.members(g):
            _add_uses(p, v, m, rows[:, g], item, -basket.kcal[item] / ration)
    ruled = np.isfinite(basket.most_share)
    most = np.where(ruled, basket.most_share, 0.0)
    rows = m.add_rows((columns.over >= 0) & ruled, -np.inf, 0.0)
    m.add_entries(rows, share, 1.0)
    m.add_entries(rows, columns.over, -1.0)
    _add_eaten(v, m, basket, rows, -most)
    rows = m.add_rows((columns.under >= 0) & (basket.least_share > 0), 0.0, np.inf)
    m.add_entries(rows, share, 1.0)
    m.add_entries(rows, columns.under, 1.0)
    _add_eaten(v, m, basket, rows, -basket.least_share)


def _add_grams(p: Problem, v: Variables, m: MatrixBuilder, columns: BasketColumns) -> None:
    """The same in grams: min_g * N * eaten <= grams[g] <= max_g * N, a gram counted at the group's least kcal."""
    basket = columns.basket
    ration = measure_a_ration(p, basket)
    ruled = np.isfinite(basket.most_g) | (basket.least_g > 0)
    weight = m.add_columns(ruled & basket.asked[:, None, :])
    a_gram = basket.kcal_a_gram[None, :, None] / ration[:, None, :]
    rows = m.add_rows(weight >= 0, 0.0, 0.0)
    m.add_entries(rows, weight, 1.0)
    for g in range(len(basket.groups)):
        for item in basket.members(g):
            _add_uses(p, v, m, rows[:, g], item, -a_gram[:, g] * basket.grams[item])
    people = p.people[:, None, :]
    ruled = np.isfinite(basket.most_g)
    rows = m.add_rows((columns.over >= 0) & ruled, -np.inf, a_gram * people * np.where(ruled, basket.most_g, 0.0))
    m.add_entries(rows, weight, 1.0)
    m.add_entries(rows, columns.over, -1.0)
    m.limits["most_grams"] = rows
    rows = m.add_rows((columns.under >= 0) & (basket.least_g > 0), 0.0, np.inf)
    m.add_entries(rows, weight, 1.0)
    m.add_entries(rows, columns.under, 1.0)
    _add_eaten(v, m, basket, rows, -a_gram * people * basket.least_g)


def _add_cooking(p: Problem, v: Variables, m: MatrixBuilder, columns: BasketColumns) -> None:
    """kcal of food that must be cooked / ration <= share of people with a kitchen, with fuel and with water, + raw."""
    basket = columns.basket
    ration = measure_a_ration(p, basket)
    cooked = m.add_columns(columns.raw >= 0)
    rows = m.add_rows(cooked >= 0, 0.0, 0.0)
    m.add_entries(rows, cooked, 1.0)
    for item in np.flatnonzero(basket.cooked & (basket.kcal > 0)):
        _add_uses(p, v, m, rows, int(item), -basket.kcal[item] / ration)
    for needs in COOKING:
        asked = np.stack([has_cooking_rule(p, site, needs[:1]) for site in range(len(p.sites))])
        rows = m.add_rows((cooked >= 0) & asked, -np.inf, 0.0)
        m.add_entries(rows, cooked, 1.0)
        m.add_entries(rows, columns.raw, -1.0)
        for k, serves in find_cookable_share(p, needs):
            m.add_entries(rows[p.site[k]], v.provided[k], -serves * p.highest[k])


def _add_jumps(m: MatrixBuilder, columns: BasketColumns, share: Ints) -> None:
    """|share[g,t] - share[g,t-1]| <= jump[g,t]."""
    exist: Bools = columns.jump[:, :, 1:] >= 0
    for sign in (1.0, -1.0):
        rows = m.add_rows(exist, -np.inf, 0.0)
        m.add_entries(rows, share[:, :, 1:], sign)
        m.add_entries(rows, share[:, :, :-1], -sign)
        m.add_entries(rows, columns.jump[:, :, 1:], -1.0)


def _add_uses(p: Problem, v: Variables, m: MatrixBuilder, rows: Ints, item: int, values: Floats) -> None:
    """Entries of all lots of an item that people use; rows and values by site and day."""
    for lot in range(int(p.lots.offset[item]), int(p.lots.offset[item + 1])):
        m.add_entries(rows, v.use[:, lot], values)


def _add_eaten(v: Variables, m: MatrixBuilder, basket: Basket, rows: Ints, values: Floats) -> None:
    """Entries of the energy of all food that is eaten, as a share of a ration: what is provided but not served."""
    needs = list(basket.need)
    m.add_entries(rows, v.provided[needs][:, None, :], values)
    m.add_entries(rows, v.serve[needs][:, None, :], -values)
