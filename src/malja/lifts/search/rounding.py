"""Large operations: plan with fractions of trips and packs, make trips whole, then packs, and prove how good that is.

In short (docs/model.md, Why it is fast): where packs are small compared with the needs, shortfalls of the plan with
fractions are nearly those of the best whole plan. Trips that leave once the fractions so far pass a whole number are
never later than in that plan. Items of which few packs fly are rounded first, one by one, those of which many fly last.
At the end the aims are minimised again one by one for these trips and packs, and each bound comes from a program with
fractions in which earlier aims are no worse.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from malja.lifts.model.day_loads import count_vehicles_taken
from malja.lifts.model.model import Model, weigh_objectives
from malja.lifts.plan.plan import Limit
from malja.lifts.search.binding_limits import find_binding_limits
from malja.lifts.search.bounds import CostBound, bound_cost, list_held
from malja.lifts.search.carrier_rounding import (
    count_carriers,
    count_vehicles_apart,
    fix_carriers,
    keep_to_carriers,
    round_carriers,
)
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.first_flight_packs import search_first_flight_packs
from malja.lifts.search.pack_rounding import ROUNDINGS, round_packs, round_packs_at_once
from malja.lifts.search.solution import Solution
from malja.lifts.search.stages import (
    StageResults,
    fix_columns,
    hold_aims,
    minimise_cost_as_covered,
    solve_stages,
)
from malja.lifts.search.trip_rounding import round_trips, round_up_cumulated_trips
from malja.lifts.solver.matrix import Floats, gather
from malja.lifts.solver.program import Answer, Effort, Program, Session, minimise
from malja.lifts.solver.tolerances import HOLD_TOLERANCE

#: The share that whole packs are likely to add to a shortfall: the bound of the cost is solved before they are known.
_WHOLE_PACKS_ADD = 4e-4

#: A bound of the cost further from it than this share is worked out once more for the plan as it is.
_FAR = 0.02


def plan_by_rounding(model: Model, deadline: Deadline) -> Solution:
    """The solution of an operation of any size; stopped early, the best so far."""
    deadline.report_progress("needs", 0.05)
    relaxed = solve_stages(model, model.program, deadline.make_effort(), count=3)
    if relaxed is None or deadline.has_passed():
        return _without_loads(model, deadline, relaxed)
    deadline.report_progress("trips", 0.15)
    fractions = _find_cheapest(model, relaxed, deadline)
    if fractions is None or deadline.has_passed():
        return _round_when_stopped(model, fractions if fractions is not None else relaxed.x, deadline, relaxed)
    money = float(model.aims.cost @ fractions)
    cost = weigh_objectives(model, relaxed.values, money)
    session = Session(model.program, cost, deadline.make_effort())
    at_once = session.solve()
    with ThreadPoolExecutor(1) as pool:
        background = _Background.start(pool, model, at_once, relaxed, deadline)
        trips, answer = round_trips(model, session, at_once, deadline, money)
        answer = fix_carriers(model, session, cost, answer, deadline)
        deadline.report_progress("packs", 0.4)
        if len(model.packs):
            answer = search_first_flight_packs(model, session, cost, answer, trips, deadline)
            x = round_packs(model, session, answer, trips, deadline)
        else:
            x = answer.values
        if deadline.has_passed():
            return _round_when_stopped(model, fractions if x is None else x, deadline, relaxed)
        if x is None:
            rounded = _round_at_once(model, fractions)
            x = rounded.x if rounded else None
        if x is None:
            return _without_loads(model, deadline, relaxed)
        return _finish(model, _use_fewest_vehicles(model, x), relaxed, background, deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Background:
    """What a second thread solves while whole numbers are searched; it needs the plan with fractions only."""

    cost: Future[CostBound | None]
    limits: Future[tuple[Limit, ...]]

    @classmethod
    def start(
        cls, pool: ThreadPoolExecutor, model: Model, at_once: Answer, relaxed: StageResults, deadline: Deadline
    ) -> _Background:
        """Start with the bound of the cost, near the plan of the weighted objective, then the limits that bind."""
        likely = 1.0 + (_WHOLE_PACKS_ADD if len(model.packs) else 0.0)
        values = list_held(model, relaxed.x if at_once.values is None else at_once.values)
        near = tuple(likely * value for value in values)
        return cls(
            cost=pool.submit(bound_cost, model, near, deadline.make_effort(interior=True)),
            limits=pool.submit(find_binding_limits, model, relaxed.answers, deadline.make_effort()),
        )


def _find_cheapest(model: Model, relaxed: StageResults, deadline: Deadline) -> Floats | None:
    """The cheapest plan with fractions that falls short only where the least shortfall does, within the caps.

    Fixing every other shortfall at 0 makes it several times faster; the solution only guides the trips.
    """
    upper = model.program.upper.copy()
    short = np.unique(model.columns.short[model.columns.short >= 0])
    upper[short[relaxed.x[short] < HOLD_TOLERANCE]] = 0.0
    caps = model.cap_objectives(relaxed.caps, relaxed.charge_cap)
    program = model.program.with_bounds(model.program.lower, upper).with_caps(*caps)
    answer = minimise(program, model.aims.cost, effort=deadline.make_effort(interior=True))
    if answer.values is None and not deadline.has_passed():
        answer = minimise(model.program.with_caps(*caps), model.aims.cost, effort=deadline.make_effort(interior=True))
    return answer.values


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


def _finish(model: Model, x: Floats, relaxed: StageResults, background: _Background, deadline: Deadline) -> Solution:
    """The objectives one by one for these trips and packs, ties broken, bounds proven."""
    deadline.report_progress("bounds", 0.7)
    fixed = fix_columns(model.program, model.whole, x)
    ended = solve_stages(model, fixed, Effort(), count=3, slip=False)
    if ended is None:
        return _without_loads(model, deadline, relaxed)
    # Without whole packs the loads are still free: keep the solution they came from, not that of the stages.
    x = minimise_cost_as_covered(model, fixed, ended.x if len(model.packs) else x, Effort())
    bounds = _prove(model, x, relaxed, background, deadline)
    return Solution(
        x=x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(x)[3]),
        bounds=bounds,
        relaxed=relaxed.answers,
        stopped=deadline.stopped,
        limits=() if deadline.stopped else background.limits.result(),
    )


def _prove(
    model: Model, x: Floats, relaxed: StageResults, background: _Background, deadline: Deadline
) -> tuple[float, float, float, float]:
    """The least each aim can be with fractions of trips and packs while earlier aims are no worse than in `x`."""

    def shortfall(stage: int) -> float:
        return minimise(
            hold_aims(model, model.program, x, stage), model.objectives()[stage], effort=deadline.make_effort()
        ).bound

    survival = relaxed.bound(model, 0, x)
    if model.basket is not None:
        survival = max(survival, shortfall(0))
    minimum, target = shortfall(1), shortfall(2)
    held, money, near = list_held(model, x), model.values(x)[3], background.cost.result()
    cost = -np.inf if near is None else near.at(held)
    if money - cost > _FAR * abs(money):
        exactly = bound_cost(model, held, deadline.make_effort(interior=True))
        cost = cost if exactly is None else max(cost, exactly.value)
    return survival, minimum, target, cost


def _round_when_stopped(model: Model, x: Floats, deadline: Deadline, relaxed: StageResults) -> Solution:
    """The best so far when stopped: the trips of `x` made whole, and whole packs of its loads."""
    rounded = _round_at_once(model, x)
    return (
        _without_loads(model, deadline, relaxed) if rounded is None else _to_stopped_solution(model, rounded, relaxed)
    )


def _round_at_once(model: Model, x: Floats) -> StageResults | None:
    """The best plan whose trips and packs are those of `x` made whole at once, of a few ways to round."""
    trips = round_up_cumulated_trips(model, x)
    if len(model.carriers):
        x = keep_to_carriers(model, x, round_carriers(model, x, trips))
    best: StageResults | None = None
    for rounding in ROUNDINGS:
        program = fix_columns(model.program, model.whole, round_packs_at_once(model, x, trips, rounding))
        rounded = solve_stages(model, program, Effort(), count=3, slip=False)
        if rounded is not None and (best is None or rounded.values < best.values):
            best = rounded
    return best


def _to_stopped_solution(model: Model, ended: StageResults, relaxed: StageResults | None) -> Solution:
    """The solution when the work was stopped; of the bounds at most the first is known."""
    first = relaxed.bound(model, 0, ended.x) if relaxed and relaxed.answers[0].ended else 0.0
    return Solution(
        x=ended.x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(ended.x)[3]),
        bounds=(first, 0.0, 0.0, 0.0),
        relaxed=relaxed.answers if relaxed else (),
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
