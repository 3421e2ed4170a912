"""Bounds of the four aims by prices, for plans whose earlier aims, and basket, are no worse than a given plan's."""

from __future__ import annotations

import numpy as np

from malja.lifts.decomposition.master import Master
from malja.lifts.decomposition.pieces import list_measures
from malja.lifts.decomposition.prices import Ask, search_prices
from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import add_tolerance
from malja.lifts.solver.matrix import Floats

#: The charge of a basket stands here among the measures, behind the four aims.
_BASKET = 4


def prove_by_prices(
    model: Model, master: Master, ask: Ask, x: Floats, deadline: Deadline, *, rounds: int, gap: float
) -> tuple[float, float, float, float]:
    """The bounds of a plan; each search for prices ends after so many rounds, or within `gap` of what it can reach.

    The proposals must be able to make the plan itself: then every search has a mixture to begin with.
    """
    measures = list_measures(model)
    values = measures @ x
    bounds = []
    for stage in range(4):
        weights, caps = np.zeros(len(values)), np.full(len(values), np.inf)
        weights[stage] = 1.0
        caps[:stage] = [add_tolerance(value) for value in values[:stage]]
        if model.basket is not None:
            caps[_BASKET] = add_tolerance(float(values[_BASKET]))
        found = None
        if not deadline.has_passed():
            found = search_prices(master, ask, weights, caps, deadline, rounds=rounds, gap=gap)
        bounds.append(0.0 if found is None else max(0.0, found.bound))
    return bounds[0], bounds[1], bounds[2], bounds[3]
