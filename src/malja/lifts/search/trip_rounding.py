"""Whole trips from a plan with fractions of trips: rounded up, then those left out that are not needed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.solver.matrix import Floats, gather
from malja.lifts.solver.program import Answer, Session
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: Fractions of a trip below this are rounded down where every other fraction is rounded up.
_LITTLE = 0.005

#: Every fraction is rounded up to begin with if that makes at most so many trips more than cumulating them.
_MAX_EXTRA = 12

#: Trips that cost at most this share more than fractions of trips would are good enough.
_GOOD = 4e-3

#: How many changes are tried, and by which share one must improve the weighted objective to be kept.
_MAX_CHANGES = 24
_ENOUGH = 1e-7

#: Iterations after which one change, and all changes, are given up.
_MAX_A_TRY = 1_000
_MAX_ALL_TRIES = 15_000

#: Iterations for the trips to begin with.
_MAX_FIRST_TRY = 200_000


def round_up_cumulated_trips(model: Model, x: Floats) -> Floats:
    """Trips [lift, day]: the ceiling of the cumulative trips of `x`, never later than they are, within all limits.

    Cumulated over the whole horizon, so that a fraction of a trip asks for a whole one at its first day. A day or a
    week that is full passes the trip on to the next day that has room; one that finds none falls away.
    """
    p, columns = model.problem, model.columns.trips
    there = columns >= 0
    fractions = gather(x, columns)
    trips = np.where(there, p.lifts.fixed, 0).astype(float)
    landed = _count_landings(model, trips)
    for n in range(len(fractions)):
        _round_up_lift(model, n, fractions[n], trips, landed)
    return trips


def _round_up_lift(model: Model, n: int, fractions: Floats, trips: Floats, landed: Floats) -> None:
    p = model.problem
    due, gone = 0.0, 0.0
    place, transit = p.lifts.destination[n], int(p.lifts.transit[n])
    for day in range(p.days):
        due += fractions[day]
        gone += trips[n, day]
        while np.ceil(due - INTEGER_TOLERANCE) > gone and _has_room(model, n, day, trips, landed):
            trips[n, day] += 1
            gone += 1
            if day + transit < p.horizon:
                landed[place, day + transit] += 1


def _has_room(model: Model, n: int, day: int, trips: Floats, landed: Floats) -> bool:
    p = model.problem
    if model.columns.trips[n, day] < 0 or trips[n, day] + 1 > p.lifts.most[n, day]:
        return False
    block = day // 7
    if trips[n, 7 * block : 7 * block + 7].sum() + 1 > p.lifts.week[n, block]:
        return False
    arrives = day + int(p.lifts.transit[n])
    place = p.lifts.destination[n]
    return arrives >= p.horizon or landed[place, arrives] + 1 <= _find_landing_limit(model)[place, arrives]


def _find_landing_limit(model: Model) -> Floats:
    """[place, day] trips of the plan that may land: what is committed stands among the plan's trips here."""
    p = model.problem
    allowed = p.landings.copy()
    return allowed + _count_landings(model, p.lifts.fixed.astype(float))


def _count_landings(model: Model, trips: Floats) -> Floats:
    """[place, day] trips that land."""
    p = model.problem
    landed = np.zeros(p.landings.shape)
    for n in range(len(trips)):
        transit = int(p.lifts.transit[n])
        until = p.count_days_in_time(transit)
        landed[p.lifts.destination[n], transit : transit + until] += trips[n, :until]
    return landed


def round_trips(
    model: Model, session: Session, relaxed: Answer, deadline: Deadline, money: float
) -> tuple[Floats, Answer]:
    """Whole trips [lift, day], and the answer with them fixed; `relaxed` is the session's with fractions of trips.

    Where trips cost money nearly all are whole already, and each fraction is rounded up. Where that makes too many
    (goods that flow day by day), fractions are cumulated (`round_up_cumulated_trips`), and trips that leave too early
    for goods that come on sale later are moved. Then each trip is left out, the latest first, where that costs
    nothing, until at most a `_GOOD` share of `money` could be saved.
    """
    if relaxed.values is None:
        return round_up_cumulated_trips(model, np.zeros(len(model.program.upper))), relaxed
    enough = relaxed.value + max(_GOOD, deadline.gap) * money
    best: _Best | None = None
    starts = _list_starts(model, relaxed.values)
    for trips in starts:
        answer = _solve_with_trips(model, session, trips)
        if answer.values is not None and (best is None or answer.value < best.answer.value):
            best = _Best(trips=trips, answer=answer, basis=session.basis())
    if best is None:
        return trips, answer
    if best.trips is starts[-1]:
        best = _improve(model, session, deadline, best, _list_moves(model, best.trips), enough)
    last = sorted(zip(*np.nonzero(best.trips > model.problem.lifts.fixed), strict=True), key=lambda trip: -trip[1])
    best = _improve(model, session, deadline, best, [(int(n), int(day), None) for n, day in last], enough)
    there = model.columns.trips >= 0
    session.fix(model.columns.trips[there], best.trips[there])
    session.restore(best.basis)
    return best.trips, best.answer


def _solve_with_trips(model: Model, session: Session, trips: Floats, iterations: int = _MAX_FIRST_TRY) -> Answer:
    there = model.columns.trips >= 0
    session.fix(model.columns.trips[there], trips[there])
    return session.solve(iterations)


def _list_starts(model: Model, x: Floats) -> list[Floats]:
    """Schedules to begin with: cumulated trips and, where they are few, every fraction rounded up."""
    cumulated = round_up_cumulated_trips(model, x)
    every = _round_up_every_fraction(model, x)
    few = every.sum() <= cumulated.sum() + _MAX_EXTRA
    return [every, cumulated] if few and (every != cumulated).any() else [cumulated]


def _round_up_every_fraction(model: Model, x: Floats) -> Floats:
    """Trips [lift, day]: every fraction rounded up by itself, the largest first, as far as there is room."""
    columns = model.columns.trips
    there = columns >= 0
    fractions = gather(x, columns)
    fixed = np.where(there, model.problem.lifts.fixed, 0).astype(float)
    trips: Floats = np.maximum(fixed, np.floor(fractions + INTEGER_TOLERANCE))
    landed = _count_landings(model, trips)
    left = fractions - trips
    for n, day in sorted(zip(*np.nonzero(left > _LITTLE), strict=True), key=lambda trip: -left[trip]):
        if _has_room(model, n, day, trips, landed):
            trips[n, day] += 1
            arrives = day + int(model.problem.lifts.transit[n])
            if arrives < model.problem.horizon:
                landed[model.problem.lifts.destination[n], arrives] += 1
    return trips


@dataclass(frozen=True, slots=True, kw_only=True)
class _Best:
    trips: Floats
    answer: Answer
    basis: object


def _improve(
    model: Model,
    session: Session,
    deadline: Deadline,
    best: _Best,
    changes: list[tuple[int, int, int | None]],
    enough: float,
) -> _Best:
    """The best after trying changes one by one: (lift, day, other day) moves a trip, no other day leaves it out."""
    begun = session.iterations
    for n, day, other in changes[:_MAX_CHANGES]:
        if deadline.has_passed() or best.answer.value <= enough or session.iterations - begun > _MAX_ALL_TRIES:
            break
        trips = best.trips.copy()
        trips[n, day] -= 1
        if trips[n, day] < model.problem.lifts.fixed[n, day]:
            continue
        if other is not None:
            if not _has_room(model, n, other, trips, _count_landings(model, trips)):
                continue
            trips[n, other] += 1
        answer = _solve_with_trips(model, session, trips, _MAX_A_TRY)
        if answer.values is not None and answer.value < best.answer.value - _ENOUGH * max(1.0, abs(best.answer.value)):
            best = _Best(trips=trips, answer=answer, basis=session.basis())
        else:
            session.restore(best.basis)
    return best


def _list_moves(model: Model, trips: Floats) -> list[tuple[int, int, int | None]]:
    """(lift, day, other day): trips, and days between the lift's trips around them on which goods come on sale."""
    p = model.problem
    releases = sorted({int(day) for day in p.supply_since if 0 < day < p.days})
    moves: list[tuple[int, int, int | None]] = []
    for n in range(len(trips)):
        days = [-1, *(int(day) for day in np.flatnonzero(trips[n] > 0)), p.days]
        for before, day, after in zip(days, days[1:], days[2:], strict=False):
            moves += [(n, day, release) for release in releases if before < release < after and release != day]
    return sorted(moves, key=lambda move: (move[1], move[2] or 0))
