"""Large operations: plan with fractions of trips and packs, make trips whole, then packs, and prove how good that is.

Why this is quick and how tight it is, is argued in docs/model.md. In short: shortfalls of the plan with fractions are
nearly those of the best whole plan where packs are small beside the needs; trips that leave once the plan's trips so
far pass a whole number are never later than its; goods of which few packs fly are settled first, one item after the
other, goods of which many fly last; at the end the aims are worked out again one by one for the loads found, and every
bound by a plan with fractions that must do no worse before it.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from malja.lifts.model.day_loads import count_vehicles_taken
from malja.lifts.model.model import Model, weigh_objectives
from malja.lifts.plan.plan import Limit
from malja.lifts.search.binding_limits import find_binding_limits
from malja.lifts.search.bounds import CostBound, bound_cost
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

#: What whole packs are likely to add to a shortfall, as a share: where the cost is bounded before they are known.
_WHOLE_PACKS_ADD = 4e-4

#: A bound of the cost further from it than this share is worked out once more for the plan as it is.
_FAR = 0.02


def plan_by_rounding(model: Model, deadline: Deadline) -> Solution:
    """The plan of an operation of any size; stopped early, it keeps what was found so far."""
    deadline.report_progress("needs", 0.05)
    relaxed = solve_stages(model, model.program, deadline.make_effort(), count=3)
    if relaxed is None or deadline.has_passed():
        return _bare(model, deadline, relaxed)
    deadline.report_progress("trips", 0.15)
    fractions = _cheapest(model, relaxed, deadline)
    if fractions is None or deadline.has_passed():
        return _rough(model, fractions if fractions is not None else relaxed.x, deadline, relaxed)
    money = float(model.aims.cost @ fractions)
    cost = weigh_objectives(model, relaxed.values, money)
    session = Session(model.program, cost, deadline.make_effort())
    at_once = session.solve()
    with ThreadPoolExecutor(1) as pool:
        beside = _Beside.begun(pool, model, at_once, relaxed, deadline)
        trips, answer = round_trips(model, session, at_once, deadline, money)
        deadline.report_progress("packs", 0.4)
        if len(model.packs):
            answer = search_first_flight_packs(model, session, cost, answer, trips, deadline)
            x = round_packs(model, session, answer, trips, deadline)
        else:
            x = answer.values
        if deadline.has_passed():
            return _rough(model, fractions if x is None else x, deadline, relaxed)
        if x is None:
            found = _at_once(model, fractions)
            x = found.x if found else None
        if x is None:
            return _bare(model, deadline, relaxed)
        return _finished(model, _fewest_vehicles(model, x), relaxed, beside, deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What is worked out on the other core while whole numbers are searched: it needs the plan with fractions only."""

    cost: Future[CostBound | None]
    limits: Future[tuple[Limit, ...]]

    @classmethod
    def begun(
        cls, pool: ThreadPoolExecutor, model: Model, at_once: Answer, relaxed: StageResults, deadline: Deadline
    ) -> _Beside:
        """Begin with the bound of the cost near the plan that weighs all aims at once, then the limits that bind."""
        likely = 1.0 + (_WHOLE_PACKS_ADD if len(model.packs) else 0.0)
        values = relaxed.values if at_once.values is None else model.values(at_once.values)
        near = tuple(likely * value for value in values)
        return cls(
            cost=pool.submit(bound_cost, model, near, deadline.make_effort(interior=True)),
            limits=pool.submit(find_binding_limits, model, relaxed.answers, deadline.make_effort()),
        )


def _cheapest(model: Model, relaxed: StageResults, deadline: Deadline) -> Floats | None:
    """The cheapest plan with fractions that falls short only where the least shortfall does, within the caps.

    Leaving out every other shortfall makes it several times faster to find, and costs little: it only guides the trips.
    """
    upper = model.program.upper.copy()
    short = np.unique(model.columns.short[model.columns.short >= 0])
    upper[short[relaxed.x[short] < HOLD_TOLERANCE]] = 0.0
    caps = model.cap_objectives(relaxed.caps)
    program = model.program.with_bounds(model.program.lower, upper).with_caps(*caps)
    answer = minimise(program, model.aims.cost, effort=deadline.make_effort(interior=True))
    if answer.values is None and not deadline.has_passed():
        answer = minimise(model.program.with_caps(*caps), model.aims.cost, effort=deadline.make_effort(interior=True))
    return answer.values


def _fewest_vehicles(model: Model, x: Floats) -> Floats:
    """The same loads on no more vehicles than they take."""
    columns = model.columns.trips
    x = x.copy()
    loads = gather(x, model.columns.load)
    there = columns >= 0
    taken = count_vehicles_taken(model.problem, loads)[there]
    x[columns[there]] = np.minimum(x[columns[there]].round(), taken)
    return x


def _finished(model: Model, x: Floats, relaxed: StageResults, beside: _Beside, deadline: Deadline) -> Solution:
    """The aims one by one for the loads found, ties settled, bounds proven."""
    deadline.report_progress("bounds", 0.7)
    fixed = fix_columns(model.program, model.whole, x)
    ended = solve_stages(model, fixed, Effort(), count=3, slip=False)
    if ended is None:
        return _bare(model, deadline, relaxed)
    # Without whole packs the loads are still free: the plan they came from is the one to keep, not its stages anew.
    x = minimise_cost_as_covered(model, fixed, ended.x if len(model.packs) else x, Effort())
    bounds = _proven(model, x, relaxed, beside, deadline)
    return Solution(
        x=x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(x)[3]),
        bounds=bounds,
        relaxed=relaxed.answers,
        stopped=deadline.stopped,
        limits=() if deadline.stopped else beside.limits.result(),
    )


def _proven(
    model: Model, x: Floats, relaxed: StageResults, beside: _Beside, deadline: Deadline
) -> tuple[float, float, float, float]:
    """The least each aim can be with fractions of trips and packs while earlier aims are no worse than in `x`."""

    def shortfall(stage: int) -> float:
        return minimise(
            hold_aims(model, model.program, x, stage), model.objectives()[stage], effort=deadline.make_effort()
        ).bound

    minimum, target = shortfall(1), shortfall(2)
    values, near = model.values(x), beside.cost.result()
    cost = -np.inf if near is None else near.at(values)
    if values[3] - cost > _FAR * abs(values[3]):
        exactly = bound_cost(model, values, deadline.make_effort(interior=True))
        cost = cost if exactly is None else max(cost, exactly.value)
    return relaxed.answers[0].bound, minimum, target, cost


def _rough(model: Model, x: Floats, deadline: Deadline, relaxed: StageResults) -> Solution:
    """A stopped plan: the trips that `x` stands for, and of its loads whole packs only. The best so far."""
    found = _at_once(model, x)
    return _bare(model, deadline, relaxed) if found is None else _stopped(model, found, relaxed)


def _at_once(model: Model, x: Floats) -> StageResults | None:
    """The best plan whose trips and packs are those of `x` made whole at once, of a few ways to round."""
    trips = round_up_cumulated_trips(model, x)
    best: StageResults | None = None
    for rounding in ROUNDINGS:
        program = fix_columns(model.program, model.whole, round_packs_at_once(model, x, trips, rounding))
        found = solve_stages(model, program, Effort(), count=3, slip=False)
        if found is not None and (best is None or found.values < best.values):
            best = found
    return best


def _stopped(model: Model, ended: StageResults, relaxed: StageResults | None) -> Solution:
    """What was found when the work was stopped; of the bounds only the first is known, if any."""
    first = relaxed.answers[0].bound if relaxed and relaxed.answers[0].ended else 0.0
    return Solution(
        x=ended.x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(ended.x)[3]),
        bounds=(first, 0.0, 0.0, 0.0),
        relaxed=relaxed.answers if relaxed else (),
        stopped=True,
    )


def _bare(model: Model, deadline: Deadline, relaxed: StageResults | None) -> Solution:
    """What can be had without planning any load: committed cargo, stock and services. The last resort of a stop."""
    upper = model.program.upper.copy()
    load = model.columns.load[model.columns.load >= 0]
    upper[load] = 0.0
    upper[model.trips] = model.program.lower[model.trips]
    ended = solve_stages(model, Program(matrix=model.program.matrix, lower=model.program.lower, upper=upper), Effort())
    assert ended is not None  # noqa: S101 - shortfalls make every such program solvable
    deadline.stopped = True
    return _stopped(model, ended, relaxed)
