"""Bounds of a plan of any size, from the program with fractions of trips and packs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.bounds import CostBound, bound_cost, list_held
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import StageResults, hold_aims
from malja.lifts.search.whole_bounds import strengthen_bounds
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import minimise

#: A bound of the cost further from it than this share is worked out once more for the plan as it is.
_FAR = 0.02


class FractionBounds:
    """Bounds of solutions of one model; the bound of the cost is solved once, and again only where it is far off."""

    def __init__(self, model: Model, relaxed: StageResults, deadline: Deadline) -> None:
        self._model, self._relaxed, self._deadline = model, relaxed, deadline
        self._cost: CostBound | None = None

    def prove(self, x: Floats) -> tuple[float, float, float, float]:
        """The least each aim can be while earlier aims are no worse than in `x`; if far below it, large packs whole."""
        self._deadline.report_progress("bounds", 0.7)
        with ThreadPoolExecutor(1) as pool:
            cost = pool.submit(self._bound_cost, x)
            survival = self._relaxed.bound(self._model, 0, x)
            if self._model.basket is not None:
                survival = max(survival, self._bound_shortfall(x, 0))
            minimum, target = self._bound_shortfall(x, 1), self._bound_shortfall(x, 2)
            fractions = (survival, minimum, target, cost.result())
        return strengthen_bounds(self._model, x, fractions, self._deadline)

    def _bound_shortfall(self, x: Floats, stage: int) -> float:
        held = hold_aims(self._model, self._model.program, x, stage)
        return minimise(held, self._model.objectives()[stage], effort=self._deadline.make_effort()).bound

    def _bound_cost(self, x: Floats) -> float:
        held, money = list_held(self._model, x), self._model.values(x)[3]
        known = -np.inf if self._cost is None else self._cost.at(held)
        if money - known <= _FAR * abs(money):
            return known
        found = bound_cost(self._model, held, self._deadline.make_effort(interior=True))
        self._cost = found or self._cost
        return known if found is None else max(known, found.value)
