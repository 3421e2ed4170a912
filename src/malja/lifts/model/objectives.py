"""The objectives in their order: shortfall of survival, minimum and target, then cost (docs/model.md, Aims).

The charge of a basket is none of them: it stands beside the first two (docs/model.md, Baskets).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.basket_rows import BasketColumns, charge_basket
from malja.lifts.model.problem import Problem
from malja.lifts.model.shortfall_charge import SHORTFALL_SLOPES
from malja.lifts.model.tie_break import build_tie_break
from malja.lifts.model.variables import Variables
from malja.lifts.solver.matrix import Floats, MatrixBuilder, scatter
from malja.operation.food_needs import ENERGY


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectives:
    """Coefficients by column: `shortfall[m]` for the three tiers, `cost`, and `tie` to choose between equal plans.

    `constant` is the cost of what is committed already; `least` the smallest slack of each cap. `basket` is the charge
    of a basket (zeros without one), `basket_prices` what it counts beside each tier, `hunger` the part of the target's
    shortfall that is energy asked for beyond the minimum: hunger comes before the basket there too.
    """

    shortfall: tuple[Floats, Floats, Floats]
    cost: Floats
    constant: float
    tie: Floats
    least: tuple[float, float, float, float]
    basket: Floats
    basket_prices: tuple[float, float, float]
    hunger: Floats


def build_objectives(p: Problem, v: Variables, m: MatrixBuilder, basket: BasketColumns | None = None) -> Objectives:
    """The coefficients of every objective."""
    weighted = p.weight[:, None] * p.concerned
    shortfall, least = [], []
    for tier in range(3):
        charge = np.zeros(m.column_count)
        for piece, slope in enumerate(SHORTFALL_SLOPES):
            scatter(charge, v.short[:, tier, piece], slope * weighted)
        shortfall.append(charge)
        least.append(1e-9 * float(weighted[p.required[:, tier] > 0].sum()))
    return Objectives(
        shortfall=(shortfall[0], shortfall[1], shortfall[2]),
        cost=_cost(p, v, m),
        constant=p.fixed_cost,
        tie=build_tie_break(p, v, m),
        least=(least[0], least[1], least[2], 0.0),
        basket=charge_basket(p, basket, m.column_count),
        basket_prices=(0.0, 0.0, 0.0) if basket is None else basket.basket.prices,
        hunger=_hunger(p, v, shortfall[2]) if basket is not None else np.zeros(m.column_count),
    )


def _hunger(p: Problem, v: Variables, target: Floats) -> Floats:
    """The target's shortfall of energy where it asks more than the tiers before it; zeros elsewhere."""
    hunger = np.zeros(len(target))
    for k, need in enumerate(p.needs):
        if need.need.need == ENERGY and (p.required[k, 2] > p.required[k, :2].max(axis=0)).any():
            columns = v.short[k, 2][v.short[k, 2] >= 0]
            hunger[columns] = target[columns]
    return hunger


def _cost(p: Problem, v: Variables, m: MatrixBuilder) -> Floats:
    """sum unit_cost * buy + sum fixed_cost * trips + sum cost_per_kg * kg * load."""
    cost = np.zeros(m.column_count)
    scatter(cost, v.buy, p.supply_cost[:, None])
    scatter(cost, v.trips, p.lifts.fixed_cost[:, None])
    scatter(cost, v.load, p.lifts.cost_per_kg[:, None, None] * p.kg[p.lots.item][None, :, None])
    return cost
