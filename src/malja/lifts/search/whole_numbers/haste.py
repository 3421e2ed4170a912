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
from malja.lifts.search.stages import StageResults, solve_stages, solve_with_whole
from malja.lifts.search.whole_numbers.carrier_rounding import round_vehicles
from malja.lifts.search.whole_numbers.pack_rounding import NEAREST, list_pack_loads, round_packs_at_once
from malja.lifts.search.whole_numbers.weighed import NEAR_LEAST, Weighed
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Effort, find_central_prices, minimise
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: The fewest days of a window.
_FEWEST_DAYS = 4

#: What planning again takes on average, as a share of what it took before any packs were whole; times it is kept back.
_SHARE, _KEPT_BACK = 0.5, 2

#: The most times that packs are left behind.
_TRIES = 4


def round_in_haste(
    model: Model,
    settled: tuple[Floats, Floats],
    x: Floats,
    deadline: Deadline,
    stages: float,
    weighed: Weighed | None = None,
) -> Floats | None:
    """Whole vehicles and packs from those of `x`, packs in as many windows as there is time for.

    `settled` are the bounds of all columns, fixed where a search has settled them; the stages took `stages` seconds
    with nothing whole. In large programs the sum of all aims, `weighed`, stands for the stages between windows. What is
    whole in the end stands in a solution that is not balanced yet. None where rounding leads nowhere.
    """
    lower, upper = settled[0].copy(), settled[1].copy()
    are_open = bool((upper[model.vehicles] > lower[model.vehicles]).any())
    trips, vehicles = round_vehicles(model, x)
    lower[model.vehicles] = upper[model.vehicles] = vehicles
    loads = list_pack_loads(model, trips)
    upper[np.setdiff1d(model.packs, loads.column)] = 0.0
    begun_with = x.copy()
    begun_with[model.vehicles] = vehicles
    planned: Floats | None = begun_with
    if are_open:
        begun = clock.seconds()
        planned = _plan(model, lower, upper, weighed)
        stages = clock.seconds() - begun
    days = _choose_days(model, deadline, stages)
    for since in range(0, model.problem.days, days):
        if planned is None:
            return None
        today = loads.column[(loads.day >= since) & (loads.day < since + days)]
        today = today[upper[today] > lower[today]]
        rounded = round_packs_at_once(model, planned, trips, NEAREST)[today]
        numbers = np.clip(rounded, lower[today], upper[today])
        if since + days >= model.problem.days:
            planned[today] = numbers
        elif len(today):
            planned = _plan_with(model, lower, upper, today, numbers, weighed)
    return planned


def keep_what_fits(model: Model, x: Floats) -> StageResults | None:
    """The stages with the vehicles of `x` and as many of its packs as there is room and goods for."""
    lower, upper = model.program.lower.copy(), model.program.upper.copy()
    lower[model.vehicles] = upper[model.vehicles] = x[model.vehicles].round()
    lower[model.packs], upper[model.packs] = 0.0, x[model.packs].round()
    most = np.zeros_like(x)
    most[model.packs] = -1.0
    for _ in range(_TRIES):
        sent = minimise(model.program.with_bounds(lower, upper), most).values
        if sent is None:
            return None
        # A pack that stays behind may leave others behind, where it was to go on.
        upper[model.packs] = np.floor(sent[model.packs] + INTEGER_TOLERANCE)
        fits = sent.copy()
        fits[model.packs] = upper[model.packs]
        ended = solve_with_whole(model, fits)
        if ended is not None:
            return ended
    return None


def _choose_days(model: Model, deadline: Deadline, took: float) -> int:
    """The days of a window, of as many windows as there is time to plan again after."""
    left = deadline.seconds_left() / max(1e-3, _SHARE * took) - _KEPT_BACK / _SHARE
    windows = max(1.0, min(left, model.problem.days / _FEWEST_DAYS))
    return math.ceil(model.problem.days / windows)


def _plan_with(
    model: Model, lower: Floats, upper: Floats, columns: Ints, numbers: Floats, weighed: Weighed | None
) -> Floats | None:
    """The stages with columns fixed at numbers; where that is impossible at no more, and of that what is whole."""
    lower[columns] = upper[columns] = numbers
    planned = _plan(model, lower, upper, weighed)
    if planned is None:
        lower[columns] = 0.0
        planned = _plan(model, lower, upper)
        if planned is not None:
            lower[columns] = upper[columns] = np.floor(planned[columns] + INTEGER_TOLERANCE)
            planned = _plan(model, lower, upper)
    return planned


def _plan(model: Model, lower: Floats, upper: Floats, weighed: Weighed | None = None) -> Floats | None:
    """The best within bounds, about, by the weighed sum where that is quicker than the stages."""
    if weighed is not None and weighed.session is None:
        central = find_central_prices(weighed.program.with_bounds(lower, upper), weighed.cost, NEAR_LEAST, Effort())
        return None if central is None else central.values
    planned = solve_stages(model, model.program.with_bounds(lower, upper), Effort(), count=3)
    return None if planned is None else planned.x
