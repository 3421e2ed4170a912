"""Whole trips from a plan with fractions of trips: rounded up, less those that the others do as well without."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.solver.matrix import Floats, gather
from malja.lifts.solver.program import Answer, Session
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: A fraction of a trip below this is not worth a trip of its own where every fraction is rounded up by itself.
_LITTLE = 0.005

#: Up to so many trips more than the plan with fractions has, every fraction becomes a trip to begin with.
_MAX_EXTRA = 12

#: A schedule that costs this share of the money more than fractions of trips would is good enough.
_GOOD = 4e-3

#: How many changes are tried, and by which share all aims together must get better for one to be kept.
_MAX_CHANGES = 24
_ENOUGH = 1e-7

#: A change that takes more iterations than this changes too much to be better; after so many in all none is tried.
_MAX_A_TRY = 1_000
_MAX_ALL_TRIES = 15_000

#: A schedule to begin with may take far more.
_MAX_FIRST_TRY = 200_000


def round_up_cumulated_trips(model: Model, x: Floats) -> Floats:
    """Trips [lift, day]: the ceiling of the cumulative trips of `x`, never later than they are, within all limits.

    Cumulated over the whole horizon, so that a fraction of a trip asks for a whole one at its first day. A day or a
    week that is full passes the trip on to the next day that has room; one that finds none falls away.
    """
    p, columns = model.problem, model.columns.trips
    there = columns >= 0
    wished = gather(x, columns)
    trips = np.where(there, p.lifts.fixed, 0).astype(float)
    landed = _landed(model, trips)
    for n in range(len(wished)):
        _schedule(model, n, wished[n], trips, landed)
    return trips


def _schedule(model: Model, n: int, wished: Floats, trips: Floats, landed: Floats) -> None:
    p = model.problem
    due, gone = 0.0, 0.0
    place, transit = p.lifts.destination[n], int(p.lifts.transit[n])
    for day in range(p.days):
        due += wished[day]
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
    return arrives >= p.horizon or landed[place, arrives] + 1 <= _landings(model)[place, arrives]


def _landings(model: Model) -> Floats:
    """[place, day] trips of the plan that may land: what is committed stands among the plan's trips here."""
    p = model.problem
    allowed = p.landings.copy()
    return allowed + _landed(model, p.lifts.fixed.astype(float))


def _landed(model: Model, trips: Floats) -> Floats:
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

    Beside fractions of trips nearly all are whole already where trips cost money, and every other fraction becomes a
    trip of its own; where that makes too many (goods that flow day by day), trips are cumulated (`whole_trips`), and
    those that leave too early for goods that come on sale later are moved there. Then each trip is left out, the latest
    first, where the others do as well without it, until no more than a `_GOOD` share of `money` could be saved.
    """
    if relaxed.values is None:
        return round_up_cumulated_trips(model, np.zeros(len(model.program.upper))), relaxed
    enough = relaxed.value + max(_GOOD, deadline.gap) * money
    best: _Best | None = None
    beginnings = _beginnings(model, relaxed.values)
    for trips in beginnings:
        answer = _with_trips(model, session, trips)
        if answer.values is not None and (best is None or answer.value < best.answer.value):
            best = _Best(trips=trips, answer=answer, basis=session.basis())
    if best is None:
        return trips, answer
    if best.trips is beginnings[-1]:
        best = _better(model, session, deadline, best, _moves(model, best.trips), enough)
    last = sorted(zip(*np.nonzero(best.trips > model.problem.lifts.fixed), strict=True), key=lambda trip: -trip[1])
    best = _better(model, session, deadline, best, [(int(n), int(day), None) for n, day in last], enough)
    there = model.columns.trips >= 0
    session.fix(model.columns.trips[there], best.trips[there])
    session.restore(best.basis)
    return best.trips, best.answer


def _with_trips(model: Model, session: Session, trips: Floats, iterations: int = _MAX_FIRST_TRY) -> Answer:
    there = model.columns.trips >= 0
    session.fix(model.columns.trips[there], trips[there])
    return session.solve(iterations)


def _beginnings(model: Model, x: Floats) -> list[Floats]:
    """Schedules to begin with: cumulated trips and, where they are few, every fraction rounded up."""
    cumulated = round_up_cumulated_trips(model, x)
    every = _every_fraction(model, x)
    few = every.sum() <= cumulated.sum() + _MAX_EXTRA
    return [every, cumulated] if few and (every != cumulated).any() else [cumulated]


def _every_fraction(model: Model, x: Floats) -> Floats:
    """Trips [lift, day]: every fraction rounded up by itself, the largest first, as far as there is room."""
    columns = model.columns.trips
    there = columns >= 0
    wished = gather(x, columns)
    fixed = np.where(there, model.problem.lifts.fixed, 0).astype(float)
    trips: Floats = np.maximum(fixed, np.floor(wished + INTEGER_TOLERANCE))
    landed = _landed(model, trips)
    left = wished - trips
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


def _better(
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
            if not _has_room(model, n, other, trips, _landed(model, trips)):
                continue
            trips[n, other] += 1
        answer = _with_trips(model, session, trips, _MAX_A_TRY)
        if answer.values is not None and answer.value < best.answer.value - _ENOUGH * max(1.0, abs(best.answer.value)):
            best = _Best(trips=trips, answer=answer, basis=session.basis())
        else:
            session.restore(best.basis)
    return best


def _moves(model: Model, trips: Floats) -> list[tuple[int, int, int | None]]:
    """(lift, day, other day): trips, and days between the lift's trips around them on which goods come on sale."""
    p = model.problem
    releases = sorted({int(day) for day in p.supply_since if 0 < day < p.days})
    moves: list[tuple[int, int, int | None]] = []
    for n in range(len(trips)):
        days = [-1, *(int(day) for day in np.flatnonzero(trips[n] > 0)), p.days]
        for before, day, after in zip(days, days[1:], days[2:], strict=False):
            moves += [(n, day, release) for release in releases if before < release < after and release != day]
    return sorted(moves, key=lambda move: (move[1], move[2] or 0))
