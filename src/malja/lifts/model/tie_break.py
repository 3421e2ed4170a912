"""How a tie is broken: of plans that are equal in every objective, the one that is least in one more.

It prefers earlier loads, then goods that come first in the tables, and nothing that is bought, used, run or given up
without need. `malja.lifts.search.stages.break_ties` minimises it when all other objectives are held.
"""

from __future__ import annotations

import numpy as np

from malja.lifts.model.problem import Problem
from malja.lifts.model.variables import Variables
from malja.lifts.solver.matrix import Floats, MatrixBuilder, scatter


def build_tie_break(p: Problem, v: Variables, m: MatrixBuilder) -> Floats:
    """Coefficients by column: earlier loads first, then the tables' order, nothing without need."""
    tie = np.zeros(m.column_count)
    order = 1.0 + 1e-3 * np.arange(len(p.pack)) / max(1, len(p.pack))
    kg = (p.kg * order)[p.lots.item]
    late = 1.0 + np.arange(p.days) / max(1, p.horizon)
    lift = 1.0 + 1e-3 * np.arange(v.trips.shape[0]) / max(1, v.trips.shape[0])
    scatter(tie, v.load, kg[None, :, None] * late[None, None, :] * lift[:, None, None])
    scatter(tie, v.trips, (1.0 + late[None, :]) * lift[:, None])
    scatter(tie, v.buy, 0.1 * p.kg[p.supply_item][:, None])
    scatter(tie, v.use, 0.1 * kg[None, :, None])
    scatter(tie, v.waste, 0.2 * kg[None, :, None])
    scatter(tie, v.run, 0.01)
    scatter(tie, v.serve, 0.01)
    return tie
