"""The aims in their order: shortfall of survival, minimum and target, then cost, as coefficients of the columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.problem import Problem
from malja.lifts.model.variables import SHORTFALL_SLOPES, Variables
from malja.lifts.solver.matrix import Floats, MatrixBuilder


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectives:
    """Coefficients by column: `shortfall[m]` for the three tiers, `cost`, and `tie` for plans that are equal in all.

    `constant` is the cost of what is committed already; `least` the smallest step of each cap (planning.md, 5).
    """

    shortfall: tuple[Floats, Floats, Floats]
    cost: Floats
    constant: float
    tie: Floats
    least: tuple[float, float, float, float]


def build_objectives(p: Problem, v: Variables, m: MatrixBuilder) -> Objectives:
    """The coefficients of every aim."""
    weighted = p.weight[:, None] * p.concerned
    shortfall, least = [], []
    for tier in range(3):
        charge = np.zeros(m.column_count)
        for piece, slope in enumerate(SHORTFALL_SLOPES):
            columns = v.short[:, tier, piece]
            charge[columns[columns >= 0]] = (slope * weighted)[columns >= 0]
        shortfall.append(charge)
        least.append(1e-9 * float(weighted[p.required[:, tier] > 0].sum()))
    return Objectives(
        shortfall=(shortfall[0], shortfall[1], shortfall[2]),
        cost=_cost(p, v, m),
        constant=p.fixed_cost,
        tie=_tie(p, v, m),
        least=(least[0], least[1], least[2], 0.0),
    )


def _cost(p: Problem, v: Variables, m: MatrixBuilder) -> Floats:
    """sum unit_cost * buy + sum fixed_cost * trips + sum cost_per_kg * kg * load."""
    cost = np.zeros(m.column_count)
    _set(cost, v.buy, p.supply_cost[:, None])
    _set(cost, v.trips, p.lifts.fixed_cost[:, None])
    _set(cost, v.load, p.lifts.cost_per_kg[:, None, None] * p.kg[p.lots.item][None, :, None])
    return cost


def _tie(p: Problem, v: Variables, m: MatrixBuilder) -> Floats:
    """Earlier loads first, then the tables' order; nothing is bought, used, run or given up without need."""
    tie = np.zeros(m.column_count)
    order = 1.0 + 1e-3 * np.arange(len(p.pack)) / max(1, len(p.pack))
    kg = (p.kg * order)[p.lots.item]
    late = 1.0 + np.arange(p.days) / max(1, p.horizon)
    lift = 1.0 + 1e-3 * np.arange(v.trips.shape[0]) / max(1, v.trips.shape[0])
    _set(tie, v.load, kg[None, :, None] * late[None, None, :] * lift[:, None, None])
    _set(tie, v.trips, (1.0 + late[None, :]) * lift[:, None])
    _set(tie, v.buy, 0.1 * p.kg[p.supply_item][:, None])
    _set(tie, v.use, 0.1 * kg[None, :, None])
    _set(tie, v.waste, 0.2 * kg[None, :, None])
    _set(tie, v.run, 0.01)
    _set(tie, v.serve, 0.01)
    return tie


def _set(vector: Floats, columns: np.ndarray[tuple[int, ...], np.dtype[np.int64]], values: Floats | float) -> None:
    there = columns >= 0
    vector[columns[there]] = np.broadcast_to(values, columns.shape)[there]
