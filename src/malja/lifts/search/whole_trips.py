"""Whole trips for packs in fractions: by one search, then trip by trip.

The plan with fractions that weighs all aims in one sum has few fractions of trips where trips cost money, many where
they are free. A first search rounds each of them up or down, and is over soon. Then each trip is left out, the latest
first, where the others do as well without it. Where that is not near what fractions of trips would do, a last search
may move, add and leave out any trip; it stops at the root, and takes too long in large operations.
"""

from __future__ import annotations

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.weighed import MAX_COLUMNS, Weighed
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Session
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: Iterations after which one change, and all changes, are given up, and the share of the sum that one must spare.
_MAX_A_TRY, _MAX_ALL_TRIES, _ENOUGH = 1_000, 15_000, 1e-7

#: Trips in a row that could not be left out after which, in large operations, no other is tried.
_MAX_IN_VAIN = 5


def search_trips(model: Model, weighed: Weighed, deadline: Deadline) -> Floats | None:
    """A solution with whole trips (all of `model.vehicles`) and fractions of packs; None where none was found."""
    x = weighed.relaxed.values
    if x is None:
        return None
    trips, program = model.vehicles, weighed.program
    if np.abs(x[trips] - x[trips].round()).max(initial=0.0) <= INTEGER_TOLERANCE:
        return x
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[trips] = np.maximum(lower[trips], np.floor(x[trips] + INTEGER_TOLERANCE))
    upper[trips] = np.minimum(upper[trips], np.ceil(x[trips] - INTEGER_TOLERANCE))
    best = weighed.search(lower, upper, trips, deadline).values
    if best is not None and not deadline.has_passed():
        best = _leave_out(model, weighed, best, deadline)
    if deadline.has_passed() or len(program.upper) > MAX_COLUMNS or (best is not None and weighed.is_good(best)):
        return best
    answer = weighed.search(program.lower, program.upper, trips, deadline, best)
    return best if answer.values is None else answer.values


def _leave_out(model: Model, weighed: Weighed, x: Floats, deadline: Deadline) -> Floats:
    """The solution without trips that are not needed, from the last day to the first."""
    trips, carriers = model.trips, model.carriers
    day = dict(zip(trips.tolist(), np.nonzero(model.columns.trips >= 0)[1].tolist(), strict=False))
    session = Session(weighed.program, weighed.cost, deadline.make_effort())
    numbers, least = x[trips].round(), weighed.program.lower[trips]
    session.fix(carriers, x[carriers].round())
    session.fix(trips, numbers)
    best = session.solve()
    if best.values is None:
        return x
    basis, begun = session.basis(), session.iterations
    large, in_vain = len(weighed.program.upper) > MAX_COLUMNS, 0
    for n in sorted(np.flatnonzero(numbers > least), key=lambda n: -day.get(int(trips[n]), -1)):
        if large and in_vain >= _MAX_IN_VAIN:
            break
        if deadline.has_passed() or weighed.is_good(best.values) or session.iterations - begun > _MAX_ALL_TRIES:
            break
        fewer = numbers.copy()
        fewer[n] -= 1
        session.fix(trips, fewer)
        answer = session.solve(_MAX_A_TRY)
        if answer.values is not None and answer.value < best.value - _ENOUGH * max(1.0, abs(best.value)):
            numbers, best, basis, in_vain = fewer, answer, session.basis(), 0
        else:
            session.restore(basis)
            in_vain += 1
    assert best.values is not None  # noqa: S101 - only answers with values are kept
    return best.values
