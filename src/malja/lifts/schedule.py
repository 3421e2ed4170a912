"""Whole trips from a plan with fractions of trips: a trip leaves once the plan's trips so far pass a whole number."""

from __future__ import annotations

import numpy as np

from malja.lifts.matrix import Floats
from malja.lifts.model import Model
from malja.lifts.program import Answer, Session
from malja.lifts.watch import Watch

#: Fractions below this are the solver's dust.
DUST = 1e-6

#: How many moves are tried, and by which share all aims together must get better for a move to be kept.
MOST_MOVES = 24

#: After so many iterations no further move is tried.
MOST_MOVING = 15_000
ENOUGH = 1e-7


def whole_trips(model: Model, x: Floats) -> Floats:
    """Trips [lift, day]: the ceiling of the cumulative trips of `x`, never later than they are, within all limits.

    Cumulated over the whole horizon, so that a fraction of a trip asks for a whole one at its first day. A day or a
    week that is full passes the trip on to the next day that has room; one that finds none falls away.
    """
    p, columns = model.problem, model.columns.trips
    there = columns >= 0
    wished = np.where(there, x[np.maximum(columns, 0)], 0.0)
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
        while np.ceil(due - DUST) > gone and _has_room(model, n, day, trips, landed):
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
        until = max(0, min(p.days, p.horizon - transit))
        landed[p.lifts.destination[n], transit : transit + until] += trips[n, :until]
    return landed


def settled_trips(model: Model, x: Floats, session: Session, watch: Watch) -> tuple[Floats, Answer]:
    """Whole trips [lift, day], and the answer with them fixed: those of `whole_trips`, moved where that is better.

    A trip that leaves early can miss goods that are on sale only later: where such a day lies between the trips of its
    lift before and after it, that day is tried.
    """
    trips = whole_trips(model, x)
    there = model.columns.trips >= 0
    columns = model.columns.trips[there]
    session.fix(columns, trips[there])
    best = session.solve()
    tried, begun = 0, session.iterations
    for n, day, other in _moves(model, trips):
        if watch.over() or best.values is None or tried >= MOST_MOVES or session.iterations - begun > MOST_MOVING:
            break
        moved = trips.copy()
        moved[n, day] -= 1
        if moved[n, day] < model.problem.lifts.fixed[n, day] or not _has_room(
            model, n, other, moved, _landed(model, moved)
        ):
            continue
        moved[n, other] += 1
        tried += 1
        session.fix(columns, moved[there])
        answer = session.solve()
        if answer.values is not None and answer.value < best.value - ENOUGH * max(1.0, abs(best.value)):
            trips, best = moved, answer
    session.fix(columns, trips[there])
    return trips, session.solve()


def _moves(model: Model, trips: Floats) -> list[tuple[int, int, int]]:
    """(lift, day, other day): trips, and days between the lift's trips around them on which goods come on sale."""
    p = model.problem
    releases = sorted({int(day) for day in p.supply_since if 0 < day < p.days})
    moves = []
    for n in range(len(trips)):
        days = [-1, *(int(day) for day in np.flatnonzero(trips[n] > 0)), p.days]
        for before, day, after in zip(days, days[1:], days[2:], strict=False):
            moves += [(n, day, release) for release in releases if before < release < after and release != day]
    return sorted(moves, key=lambda move: (move[1], move[2]))
