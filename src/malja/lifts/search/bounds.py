"""Lower bounds of the aims, for every plan whose earlier aims are no worse than a given plan's (docs/model.md)."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.stages import hold_aims
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Answer, Effort, minimise

#: A bound within this share of its value is as good as equal.
CLOSE = 1e-7


def prove_bounds(
    model: Model, x: Floats, known: tuple[float, float, float, float], relaxed: Effort, search: Effort | None
) -> tuple[float, float, float, float]:
    """The best bounds for a solution, aim by aim, until they meet its values.

    Bounds hold among plans whose basket is charged no more. `known` are bounds that are proven already (-inf: none).
    First with fractions of trips and packs; then, with an effort to `search`, with whole ones. Every bound holds even
    where a search was cut short.
    """
    bounds = list(known)
    for stage, (aim, value) in enumerate(zip(model.objectives(), model.values(x), strict=True)):
        program = hold_aims(model, model.program, x, stage)
        if _open(bounds[stage], value):
            bounds[stage] = max(bounds[stage], _bound(minimise(program, aim, effort=relaxed)))
        if search is not None and len(model.whole) and _open(bounds[stage], value):
            answer = minimise(program, aim, whole=model.whole, start=x, effort=search)
            bounds[stage] = max(bounds[stage], _bound(answer))
    return bounds[0], bounds[1], bounds[2], bounds[3]


def _open(bound: float, value: float) -> bool:
    return value - bound > CLOSE * max(1.0, abs(value))


def _bound(answer: Answer) -> float:
    """The bound of an answer; -inf where the solver found no solution, which rounding errors can cause."""
    return answer.bound if answer.values is not None and np.isfinite(answer.bound) else -np.inf


def bound_cost(model: Model, x: Floats, effort: Effort) -> float:
    """The least cost with fractions of trips and packs where nothing before it is worse than in `x`; -inf if unknown."""
    answer = minimise(hold_aims(model, model.program, x, 3), model.aims.cost, effort=effort)
    return _bound(answer)
