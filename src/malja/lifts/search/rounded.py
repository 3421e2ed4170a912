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

from malja.lifts.model.model import Model
from malja.lifts.model.vehicles import vehicles_taken
from malja.lifts.plan.plan import Limit
from malja.lifts.search.binding import binding
from malja.lifts.search.bounds import CostBound, cost_bound
from malja.lifts.search.first_lifts import first_packs
from malja.lifts.search.packs import ROUNDINGS, rounded_at_once, whole_packs
from malja.lifts.search.schedule import settled_trips, whole_trips
from malja.lifts.search.solution import Found
from malja.lifts.search.stages import SLACK, Stages, cheapest_as_covered, held, settled, stages
from malja.lifts.search.watch import Watch
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Answer, Cap, Effort, Program, Session, minimise

#: What whole packs are likely to add to a shortfall, as a share: where the cost is bounded before they are known.
WHOLE_PACKS_ADD = 4e-4

#: A bound of the cost further from it than this share is worked out once more for the plan as it is.
FAR = 0.02

#: How much more a unit of an earlier aim's shortfall weighs than one of the next, where all are weighed at once.
STEP = 20.0


def plan_by_rounding(model: Model, watch: Watch) -> Found:
    """The plan of an operation of any size; stopped early, it keeps what was found so far."""
    watch.say("needs", 0.05)
    relaxed = stages(model, model.program, watch.effort(), count=3)
    if relaxed is None or watch.over():
        return _bare(model, watch, relaxed)
    watch.say("trips", 0.15)
    fractions = _cheapest(model, relaxed, watch)
    if fractions is None or watch.over():
        return _rough(model, fractions if fractions is not None else relaxed.x, watch, relaxed)
    money = float(model.aims.cost @ fractions)
    cost = weighed(model, relaxed.values, money)
    session = Session(model.program, cost, watch.effort())
    at_once = session.solve()
    with ThreadPoolExecutor(1) as pool:
        beside = _Beside.begun(pool, model, at_once, relaxed, watch)
        trips, answer = settled_trips(model, session, at_once, watch, money)
        watch.say("packs", 0.4)
        if len(model.packs):
            answer = first_packs(model, session, cost, answer, trips, watch)
            x = whole_packs(model, session, answer, trips, watch)
        else:
            x = answer.values
        if watch.over():
            return _rough(model, fractions if x is None else x, watch, relaxed)
        if x is None:
            found = _at_once(model, fractions)
            x = found.x if found else None
        if x is None:
            return _bare(model, watch, relaxed)
        return _finished(model, _fewest_vehicles(model, x), relaxed, beside, watch)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What is worked out on the other core while whole numbers are searched: it needs the plan with fractions only."""

    cost: Future[CostBound | None]
    limits: Future[tuple[Limit, ...]]

    @classmethod
    def begun(cls, pool: ThreadPoolExecutor, model: Model, at_once: Answer, relaxed: Stages, watch: Watch) -> _Beside:
        """Begin with the bound of the cost near the plan that weighs all aims at once, then the limits that bind."""
        likely = 1.0 + (WHOLE_PACKS_ADD if len(model.packs) else 0.0)
        values = relaxed.values if at_once.values is None else model.values(at_once.values)
        near = tuple(likely * value for value in values)
        return cls(
            cost=pool.submit(cost_bound, model, near, watch.effort(interior=True)),
            limits=pool.submit(binding, model, relaxed.answers, watch.effort()),
        )


def weighed(model: Model, values: tuple[float, ...], cost: float) -> Floats:
    """All aims in one: missing half a percent of the target's shortfall costs 5 % of the money, earlier aims far more.

    It steers the search among whole numbers only; what is found is worked out again aim by aim.
    """
    p = model.problem
    scale = 1e-4 * float((p.weight[:, None] * p.concerned).sum())
    unit = _short(0.05 * max(cost, 1.0) / (0.005 * max(values[2], scale, 1.0)))
    target, minimum = unit, unit * STEP
    survival = minimum * STEP
    combined = survival * model.aims.shortfall[0] + minimum * model.aims.shortfall[1] + target * model.aims.shortfall[2]
    return combined + model.aims.cost + 1e-3 * model.aims.tie


def _short(weight: float) -> float:
    """Six digits of a weight: what the last digits of a sum are depends on the processor, what is planned must not."""
    return float(f"{weight:.6g}")


def _cheapest(model: Model, relaxed: Stages, watch: Watch) -> Floats | None:
    """The cheapest plan with fractions that falls short only where the least shortfall does, within the caps.

    Leaving out every other shortfall makes it several times faster to find, and costs little: it only guides the trips.
    """
    upper = model.program.upper.copy()
    short = np.unique(model.columns.short[model.columns.short >= 0])
    upper[short[relaxed.x[short] < SLACK]] = 0.0
    caps = [Cap(coefficients=aim, upper=cap) for aim, cap in zip(model.objectives()[:3], relaxed.caps, strict=True)]
    program = model.program.bounded(model.program.lower, upper).capped(*caps)
    answer = minimise(program, model.aims.cost, effort=watch.effort(interior=True))
    if answer.values is None and not watch.over():
        answer = minimise(model.program.capped(*caps), model.aims.cost, effort=watch.effort(interior=True))
    return answer.values


def _fewest_vehicles(model: Model, x: Floats) -> Floats:
    """The same loads on no more vehicles than they take."""
    columns = model.columns.trips
    x = x.copy()
    loads = np.where(model.columns.load >= 0, x[np.maximum(model.columns.load, 0)], 0.0)
    there = columns >= 0
    taken = vehicles_taken(model.problem, loads)[there]
    x[columns[there]] = np.minimum(x[columns[there]].round(), taken)
    return x


def _finished(model: Model, x: Floats, relaxed: Stages, beside: _Beside, watch: Watch) -> Found:
    """The aims one by one for the loads found, ties settled, bounds proven."""
    watch.say("bounds", 0.7)
    fixed = settled(model.program, model.whole, x)
    ended = stages(model, fixed, Effort(), count=3, slip=False)
    if ended is None:
        return _bare(model, watch, relaxed)
    # Without whole packs the loads are still free: the plan they came from is the one to keep, not its stages anew.
    x = cheapest_as_covered(model, fixed, ended.x if len(model.packs) else x, Effort())
    bounds = _proven(model, x, relaxed, beside, watch)
    return Found(
        x=x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(x)[3]),
        bounds=bounds,
        relaxed=relaxed.answers,
        stopped=watch.stopped,
        limits=() if watch.stopped else beside.limits.result(),
    )


def _proven(
    model: Model, x: Floats, relaxed: Stages, beside: _Beside, watch: Watch
) -> tuple[float, float, float, float]:
    """The least each aim can be with fractions of trips and packs while earlier aims are no worse than in `x`."""

    def shortfall(stage: int) -> float:
        return minimise(held(model, model.program, x, stage), model.objectives()[stage], effort=watch.effort()).bound

    minimum, target = shortfall(1), shortfall(2)
    values, near = model.values(x), beside.cost.result()
    cost = -np.inf if near is None else near.at(values)
    if values[3] - cost > FAR * abs(values[3]):
        exactly = cost_bound(model, values, watch.effort(interior=True))
        cost = cost if exactly is None else max(cost, exactly.value)
    return relaxed.answers[0].bound, minimum, target, cost


def _rough(model: Model, x: Floats, watch: Watch, relaxed: Stages) -> Found:
    """A stopped plan: the trips that `x` stands for, and of its loads whole packs only. The best so far."""
    found = _at_once(model, x)
    return _bare(model, watch, relaxed) if found is None else _stopped(model, found, relaxed)


def _at_once(model: Model, x: Floats) -> Stages | None:
    """The best plan whose trips and packs are those of `x` made whole at once, of a few ways to round."""
    trips = whole_trips(model, x)
    best: Stages | None = None
    for rounding in ROUNDINGS:
        program = settled(model.program, model.whole, rounded_at_once(model, x, trips, rounding))
        found = stages(model, program, Effort(), count=3, slip=False)
        if found is not None and (best is None or found.values < best.values):
            best = found
    return best


def _stopped(model: Model, ended: Stages, relaxed: Stages | None) -> Found:
    """What was found when the work was stopped; of the bounds only the first is known, if any."""
    first = relaxed.answers[0].bound if relaxed and relaxed.answers[0].ended else 0.0
    return Found(
        x=ended.x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(ended.x)[3]),
        bounds=(first, 0.0, 0.0, 0.0),
        relaxed=relaxed.answers if relaxed else (),
        stopped=True,
    )


def _bare(model: Model, watch: Watch, relaxed: Stages | None) -> Found:
    """What can be had without planning any load: committed cargo, stock and services. The last resort of a stop."""
    upper = model.program.upper.copy()
    load = model.columns.load[model.columns.load >= 0]
    upper[load] = 0.0
    upper[model.trips] = model.program.lower[model.trips]
    ended = stages(model, Program(matrix=model.program.matrix, lower=model.program.lower, upper=upper), Effort())
    assert ended is not None  # noqa: S101 - shortfalls make every such program solvable
    watch.stopped = True
    return _stopped(model, ended, relaxed)
