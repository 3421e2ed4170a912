"""What is open when time is up, made whole: trips cumulated and rounded up, packs some days at a time to the nearest.

Between two windows of days the stages plan the rest again, which takes much less than all aims weighed in one sum. The
more time there is, the shorter are the windows.
"""

from __future__ import annotations

import math

import numpy as np

from malja import clock
from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import StageResults, solve_stages
from malja.lifts.search.whole_numbers.carrier_rounding import round_vehicles
from malja.lifts.search.whole_numbers.pack_rounding import NEAREST, list_pack_loads, round_packs_at_once
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Effort
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: The fewest days of a window.
_FEWEST_DAYS = 4

#: What planning again takes on average, as a share of what it took before any packs were whole; times it is kept back.
_SHARE, _KEPT_BACK = 0.5, 2


def round_in_haste(model: Model, settled: tuple[Floats, Floats], x: Floats, deadline: Deadline) -> StageResults | None:
    """A plan by stages with whole vehicles and packs from those of `x`, in as many windows as there is time for.

    `settled` are the bounds of all columns, fixed where a search has settled them. None where rounding leads nowhere.
    """
    lower, upper = settled[0].copy(), settled[1].copy()
    trips, vehicles = round_vehicles(model, x)
    lower[model.vehicles] = upper[model.vehicles] = vehicles
    loads = list_pack_loads(model, trips)
    upper[np.setdiff1d(model.packs, loads.column)] = 0.0
    begun = clock.seconds()
    planned = _plan(model, lower, upper)
    days = _choose_days(model, deadline, clock.seconds() - begun)
    for since in range(0, model.problem.days, days):
        if planned is None:
            return None
        today = loads.column[(loads.day >= since) & (loads.day < since + days)]
        today = today[upper[today] > lower[today]]
        if len(today):
            rounded = round_packs_at_once(model, planned.x, trips, NEAREST)[today]
            planned = _plan_with(model, lower, upper, today, np.clip(rounded, lower[today], upper[today]))
    return planned


def _choose_days(model: Model, deadline: Deadline, took: float) -> int:
    """The days of a window, of as many windows as there is time to plan again after."""
    left = deadline.seconds_left() / max(1e-3, _SHARE * took) - _KEPT_BACK / _SHARE
    windows = max(1.0, min(left, model.problem.days / _FEWEST_DAYS))
    return math.ceil(model.problem.days / windows)


def _plan_with(model: Model, lower: Floats, upper: Floats, columns: Ints, numbers: Floats) -> StageResults | None:
    """The stages with columns fixed at numbers; where that is impossible at no more, and of that what is whole."""
    lower[columns] = upper[columns] = numbers
    planned = _plan(model, lower, upper)
    if planned is None:
        lower[columns] = 0.0
        planned = _plan(model, lower, upper)
        if planned is not None:
            lower[columns] = upper[columns] = np.floor(planned.x[columns] + INTEGER_TOLERANCE)
            planned = _plan(model, lower, upper)
    return planned


def _plan(model: Model, lower: Floats, upper: Floats) -> StageResults | None:
    return solve_stages(model, model.program.with_bounds(lower, upper), Effort(), count=3)
