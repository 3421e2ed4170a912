"""Whole trips from a plan with fractions of trips: a trip leaves once the plan's trips so far pass a whole number."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from malja.lifts.matrix import Floats
from malja.lifts.model import Model

#: Fractions below this are the solver's dust.
DUST = 1e-6

#: How often moves are tried, and how many at most each time.
ROUNDS = 2
MOST_MOVES = 8


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


def settled_trips(model: Model, x: Floats, weigh: Callable[[list[Floats]], list[float]]) -> Floats:
    """Whole trips as columns: the schedule of `whole_trips`, moved to later days where that leaves less short.

    A trip that leaves early can miss goods that are on sale, or a service that ends, only later: where such a day lies
    between a trip and the next one of its lift, both days are weighed. `weigh` gives a schedule's shortfall.
    """
    columns = model.columns.trips
    trips = whole_trips(model, x)
    value = None
    for _ in range(ROUNDS):
        moves = _moves(model, trips)
        if not moves:
            break
        values = weigh([_as_columns(model, x, schedule) for schedule in (trips, *moves)][: MOST_MOVES + 1])
        best = int(np.argmin(values))
        if best == 0 or (value is not None and values[best] >= value):
            break
        value = values[best]
        trips = _combined(model, trips, moves, values)
    return _as_columns(model, x, trips) if columns.size else x


def _as_columns(model: Model, x: Floats, trips: Floats) -> Floats:
    there = model.columns.trips >= 0
    columns = x.copy()
    columns[model.columns.trips[there]] = trips[there]
    return columns


def _moves(model: Model, trips: Floats) -> list[Floats]:
    """Schedules with one trip moved to a day on which goods come on sale, before the lift's next trip."""
    p = model.problem
    releases = sorted({int(day) for day in p.supply_since if 0 < day < p.days})
    moves = []
    for n in range(len(trips)):
        days = np.flatnonzero(trips[n] > p.lifts.fixed[n])
        for index, day in enumerate(days):
            end = days[index + 1] if index + 1 < len(days) else p.days
            for release in (r for r in releases if day < r < end):
                moved = trips.copy()
                moved[n, day] -= 1
                if _has_room(model, n, release, moved, _landed(model, moved)):
                    moved[n, release] += 1
                    moves.append(moved)
    return moves


def _combined(model: Model, trips: Floats, moves: list[Floats], values: list[float]) -> Floats:
    """All moves that leave less short, the best first, as long as they do not take the same trip twice."""
    combined = trips.copy()
    for index in np.argsort(values[1:], kind="stable"):
        if values[1 + index] >= values[0] - 1e-6 * max(1.0, abs(values[0])):
            break
        step = moves[index] - trips
        if (combined + step >= np.where(step < 0, model.problem.lifts.fixed, 0)).all():
            candidate = combined + step
            lift, day = (int(axis[0]) for axis in np.nonzero(step > 0))
            without = candidate.copy()
            without[lift, day] -= 1
            if _has_room(model, lift, day, without, _landed(model, without)):
                combined = candidate
    return combined
