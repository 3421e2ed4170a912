"""Operations of any size: plan with fractions, search whole trips, then whole packs, and prove how good that is.

In short (docs/model.md, Why it is fast): with all aims weighed in one sum, searches settle trips a week at a time, then
packs some days at a time. At the end the aims are minimised again one by one for these trips and packs, and each bound
comes from a program with fractions in which earlier aims are no worse. Whenever the work is stopped, what is
a fraction still is rounded, some days at a time if there is time for it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from malja import clock
from malja.lifts.model.day_loads import count_vehicles_taken
from malja.lifts.model.model import Model
from malja.lifts.search.binding_limits import find_binding_limits
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.fraction_bounds import FractionBounds
from malja.lifts.search.solution import Solution
from malja.lifts.search.stages import (
    StageResults,
    fix_columns,
    minimise_cost_as_covered,
    solve_stages,
    solve_with_whole,
)
from malja.lifts.search.whole_numbers.carrier_rounding import (
    count_carriers,
    count_vehicles_apart,
    keep_to_carriers,
    round_vehicles,
)
from malja.lifts.search.whole_numbers.haste import keep_what_fits, round_in_haste
from malja.lifts.search.whole_numbers.pack_rounding import ROUNDINGS, round_packs_at_once
from malja.lifts.search.whole_numbers.settling import Settling
from malja.lifts.search.whole_numbers.weighed import Weighed, weigh_aims
from malja.lifts.search.whole_numbers.whole_packs import search_packs
from malja.lifts.search.whole_numbers.whole_trips import search_trips
from malja.lifts.solver.matrix import Floats, gather
from malja.lifts.solver.program import Effort, Program

#: A search is as precise as this; what is further from a whole number is a fraction still.
_WHOLE = 1e-4

#: What is found in the end takes the stages so many times more, with trips open, or settled.
_STAGES_AGAIN, _STAGES_WITH_TRIPS = 2.0, 1.0

_NONE = (0.0, 0.0, 0.0, 0.0)


def plan_by_rounding(model: Model, deadline: Deadline) -> Solution:
    """The solution of an operation of any size; stopped early, the best so far."""
    deadline.report_progress("needs", 0.05)
    begun = clock.seconds()
    relaxed = None if deadline.has_passed() else solve_stages(model, model.program, deadline.make_effort(), count=3)
    if relaxed is None:
        return _without_loads(model, deadline, relaxed)
    stages = clock.seconds() - begun
    deadline.keep_back(_STAGES_AGAIN * stages)
    weighed = None if deadline.has_passed() else weigh_aims(model, relaxed, deadline)
    if weighed is None:
        settled = model.program.lower, model.program.upper
        return _round_when_stopped(model, settled, relaxed.x, deadline.finish(), relaxed, stages)
    settling = Settling(weighed, model.problem.horizon)
    with ThreadPoolExecutor(1) as pool:
        limits = pool.submit(find_binding_limits, model, relaxed.answers, deadline.make_effort())
        if search_trips(model, settling, deadline):
            # With trips settled the stages take less, and there is less to round.
            deadline.keep_back((_STAGES_WITH_TRIPS - _STAGES_AGAIN) * stages)
            search_packs(model, settling, deadline)
        elif deadline.has_passed():
            # Half of the trips settled, the others rounded up lose more than all of them rounded up.
            settled = model.program.lower, model.program.upper
            return _round_when_stopped(model, settled, relaxed.x, deadline.finish(), relaxed, stages, weighed)
        if deadline.has_passed():
            settled = settling.lower, settling.upper
            return _round_when_stopped(model, settled, settling.x, deadline.finish(), relaxed, stages, weighed)
        x = settling.x
        if not _is_whole(model, x):
            rounded = _make_whole(model, (settling.lower, settling.upper), x, deadline, stages)
            if rounded is None:
                return _without_loads(model, deadline, relaxed)
            x = rounded.x
        solution = _finish(model, x, relaxed, deadline)
        return solution if solution.stopped else replace(solution, limits=limits.result())


def _is_whole(model: Model, x: Floats) -> bool:
    return bool(np.abs(x[model.whole] - x[model.whole].round()).max(initial=0.0) <= _WHOLE)


def _use_fewest_vehicles(model: Model, x: Floats) -> Floats:
    """The same loads on the fewest vehicles that take them."""
    columns = model.columns.trips
    x = x.copy()
    loads = gather(x, model.columns.load)
    there = columns >= 0
    taken = count_vehicles_taken(model.problem, loads)[there]
    x[columns[there]] = np.minimum(x[columns[there]].round(), taken)
    if len(model.carriers):
        x[model.carriers] = count_carriers(model, x)
        x[columns[there]] = np.maximum(x[columns[there]], count_vehicles_apart(model, x)[there])
    return x


def _finish(model: Model, x: Floats, relaxed: StageResults, deadline: Deadline) -> Solution:
    """The objectives one by one for these trips and packs, ties broken, bounds proven."""
    ended = solve_with_whole(model, _use_fewest_vehicles(model, x)) or solve_with_whole(model, x)
    if ended is None:
        return _without_loads(model, deadline, relaxed)
    # Without whole packs the loads are still free: keep the solution they came from, not that of the stages.
    fixed = fix_columns(model.program, model.whole, ended.x)
    # What a plan says is taken from stores must be there: the last solve is a precise one.
    effort = Effort(precise=True, seconds=deadline.finish().seconds_left())
    x = minimise_cost_as_covered(model, fixed, ended.x if len(model.packs) else x, effort)
    bounds = FractionBounds(model, relaxed, deadline).prove(x)
    return Solution(
        x=x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(x)[3]),
        bounds=bounds,
        relaxed=relaxed,
        stopped=deadline.stopped,
        limits=(),
    )


def _round_when_stopped(
    model: Model,
    settled: tuple[Floats, Floats],
    x: Floats,
    left: Deadline,
    relaxed: StageResults,
    stages: float,
    weighed: Weighed | None = None,
) -> Solution:
    """The best so far when stopped, in the time that is left: what is settled, and the rest of `x` made whole.

    `stages`: seconds that the stages took with nothing whole.
    """
    if _is_whole(model, x):
        rounded = solve_with_whole(model, _use_fewest_vehicles(model, x)) or solve_with_whole(model, x)
    else:
        rounded = _make_whole(model, settled, x, left, stages, weighed)
    if rounded is None:
        return _without_loads(model, left, relaxed)
    return _to_stopped_solution(model, rounded, relaxed)


def _make_whole(
    model: Model,
    settled: tuple[Floats, Floats],
    x: Floats,
    left: Deadline,
    stages: float,
    weighed: Weighed | None = None,
) -> StageResults | None:
    """What is open of `x` made whole in windows of days; where that leads nowhere all of it at once."""
    whole = round_in_haste(model, settled, x, left, stages, weighed)
    rounded = None if whole is None else solve_with_whole(model, whole) or keep_what_fits(model, whole)
    return rounded or _round_at_once(model, x, left)


def _round_at_once(model: Model, x: Floats, deadline: Deadline) -> StageResults | None:
    """The best plan whose trips are those of `x` made whole at once, then packs, of a few ways to round; in haste one.

    Packs are rounded where they belong once trips are whole, not where fractions of trips had them.
    """
    trips, vehicles = round_vehicles(model, x)
    held = x.copy()
    held[model.vehicles] = vehicles
    planned = solve_stages(model, fix_columns(model.program, model.vehicles, held), Effort(), count=3)
    x = keep_to_carriers(model, held) if planned is None else planned.x
    best: StageResults | None = None
    for rounding in ROUNDINGS:
        rounded = solve_with_whole(model, round_packs_at_once(model, x, trips, rounding))
        if rounded is not None and (best is None or rounded.values < best.values):
            best = rounded
        if best is not None and deadline.has_passed():
            break
    return best


def _to_stopped_solution(model: Model, ended: StageResults, relaxed: StageResults | None) -> Solution:
    """The solution when the work was stopped; of the bounds those that the stages with fractions prove."""
    return Solution(
        x=ended.x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(ended.x)[3]),
        bounds=_NONE if relaxed is None else relaxed.bounds_beyond_caps(model, ended.x),
        relaxed=relaxed,
        stopped=True,
    )


def _without_loads(model: Model, deadline: Deadline, relaxed: StageResults | None) -> Solution:
    """The solution without any planned load: committed cargo, stock and services. The last resort when stopped."""
    upper = model.program.upper.copy()
    load = model.columns.load[model.columns.load >= 0]
    upper[load] = 0.0
    upper[model.trips] = model.program.lower[model.trips]
    ended = solve_stages(model, Program(matrix=model.program.matrix, lower=model.program.lower, upper=upper), Effort())
    assert ended is not None  # noqa: S101 - shortfalls make every such program solvable
    deadline.stopped = True
    return _to_stopped_solution(model, ended, relaxed)
