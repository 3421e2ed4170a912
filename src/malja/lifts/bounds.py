"""Lower bounds of the aims: the least that any plan can have whose earlier aims are no worse than a given plan's."""

from __future__ import annotations

import numpy as np

from malja.lifts.matrix import Floats
from malja.lifts.model import Model
from malja.lifts.program import Answer, Effort, minimise
from malja.lifts.stages import held

#: A bound this close to its value, as a share of it, need not be closer.
CLOSE = 1e-7


def proven(
    model: Model, x: Floats, known: tuple[float, float, float, float], relaxed: Effort, search: Effort | None
) -> tuple[float, float, float, float]:
    """The best bounds for a solution, aim by aim, as far as it takes to meet its values.

    `known` are bounds that are proven already (-inf: none). First with fractions of trips and packs; then, with an
    effort to `search`, with whole ones. Every bound holds even where a search was cut short.
    """
    bounds = list(known)
    for stage, (aim, value) in enumerate(zip(model.objectives(), model.values(x), strict=True)):
        program = held(model, model.program, x, stage)
        if _open(bounds[stage], value):
            bounds[stage] = max(bounds[stage], _bound(minimise(program, aim, effort=relaxed)))
        if search is not None and len(model.whole) and _open(bounds[stage], value):
            answer = minimise(program, aim, whole=model.whole, start=x, effort=search)
            bounds[stage] = max(bounds[stage], _bound(answer))
    return bounds[0], bounds[1], bounds[2], bounds[3]


def _open(bound: float, value: float) -> bool:
    return value - bound > CLOSE * max(1.0, abs(value))


def _bound(answer: Answer) -> float:
    """The bound of an answer; none where the solver found no solution, which its last digits can lead it to."""
    return answer.bound if answer.values is not None and np.isfinite(answer.bound) else -np.inf
