"""Large operations: plan with fractions of trips and packs, make trips whole, then packs, and prove how good that is.

Why this is quick and how tight it is, is argued in docs/model.md. In short: shortfalls of the plan with fractions are
nearly those of the best whole plan where packs are small beside the needs; trips that leave once the plan's trips so
far pass a whole number are never later than its; goods of which few packs fly are settled first, one item after the
other, goods of which many fly last; at the end the aims are worked out again one by one for the loads found, and every
bound by a plan with fractions that must do no worse before it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from malja.lifts.binding import binding
from malja.lifts.first import first_packs
from malja.lifts.found import Found
from malja.lifts.matrix import Floats
from malja.lifts.model import Model
from malja.lifts.packs import ROUNDINGS, rounded_at_once, whole_packs
from malja.lifts.plan import Limit
from malja.lifts.program import Cap, Effort, Program, Session, minimise
from malja.lifts.schedule import settled_trips, whole_trips
from malja.lifts.stages import SLACK, Stages, cheapest_as_covered, held, settled, stages
from malja.lifts.vehicles import vehicles_taken
from malja.lifts.watch import Watch

#: Solvers side by side: the machine of a camp manager has two cores.
SIDE_BY_SIDE = 2

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
    cost = weighed(model, relaxed.values, float(model.aims.cost @ fractions))
    session = Session(model.program, cost, watch.effort())
    trips, answer = settled_trips(model, session, watch, float(model.aims.cost @ fractions))
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
    return _finished(model, _fewest_vehicles(model, x), relaxed, watch)


def weighed(model: Model, values: tuple[float, ...], cost: float) -> Floats:
    """All aims in one: missing half a percent of the target's shortfall costs 5 % of the money, earlier aims far more.

    It steers the search among whole numbers only; what is found is worked out again aim by aim.
    """
    p = model.problem
    scale = 1e-4 * float((p.weight[:, None] * p.concerned).sum())
    unit = 0.05 * max(cost, 1.0) / (0.005 * max(values[2], scale, 1.0))
    target, minimum = unit, unit * STEP
    survival = minimum * STEP
    combined = survival * model.aims.shortfall[0] + minimum * model.aims.shortfall[1] + target * model.aims.shortfall[2]
    return combined + model.aims.cost + 1e-3 * model.aims.tie


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


def _finished(model: Model, x: Floats, relaxed: Stages, watch: Watch) -> Found:
    """The aims one by one for the loads found, ties settled, bounds proven."""
    watch.say("bounds", 0.7)
    fixed = settled(model.program, model.whole, x)
    ended = stages(model, fixed, Effort(), count=3, slip=False)
    if ended is None:
        return _bare(model, watch, relaxed)
    # Without whole packs the loads are still free: the plan they came from is the one to keep, not its stages anew.
    x = cheapest_as_covered(model, fixed, ended.x if len(model.packs) else x, Effort())
    bounds, limits = _proven(model, x, relaxed, watch)
    return Found(
        x=x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(x)[3]),
        bounds=bounds,
        relaxed=relaxed.answers,
        stopped=watch.stopped,
        limits=() if watch.stopped else limits,
    )


def _proven(
    model: Model, x: Floats, relaxed: Stages, watch: Watch
) -> tuple[tuple[float, float, float, float], tuple[Limit, ...]]:
    """The least each aim can be with fractions of trips and packs while earlier aims are no worse than in `x`.

    And the limits that bind, which are worked out beside: the bound of the cost takes as long as all the others.
    """

    def shortfall(stage: int) -> float:
        return minimise(held(model, model.program, x, stage), model.objectives()[stage], effort=watch.effort()).bound

    def cost() -> float:
        program = held(model, model.program, x, 3)
        return minimise(program, model.aims.cost, effort=watch.effort(interior=True)).bound

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        dearer = pool.submit(cost)
        minimum, target = pool.submit(shortfall, 1), pool.submit(shortfall, 2)
        limits = pool.submit(binding, model, relaxed.answers)
        bounds = relaxed.answers[0].bound, minimum.result(), target.result(), dearer.result()
        return bounds, limits.result()


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
