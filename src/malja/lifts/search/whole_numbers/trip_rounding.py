"""Whole trips from a plan with fractions of trips, rounded up at once: where no search can be waited for."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats, gather
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE


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
