"""Whole trips for packs in fractions: week after week, later weeks in fractions still.

A week of trips is a small search. It plans the days behind it anew, with fractions of trips, and sees of all days after
that what goods are worth there.
"""

from __future__ import annotations

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.whole_numbers.settling import Settling

#: Days whose trips are searched together (limits of trips count in such blocks), and days behind that are free too.
_WINDOW, _BEYOND = 7, 3


def search_trips(model: Model, settling: Settling, deadline: Deadline) -> bool:
    """Settle all of `model.vehicles`; False where the work was stopped before, or nothing was found."""
    day = settling.program.matrix.day[model.vehicles]
    for since in range(0, model.problem.days, _WINDOW):
        until = since + _WINDOW
        columns = model.vehicles[(day >= since) & (day < until)]
        columns = columns[settling.upper[columns] > settling.lower[columns]]
        if not len(columns):
            continue
        deadline.report_progress("trips", 0.15 + 0.25 * since / model.problem.days)
        found = settling.search(columns, since, until + _BEYOND, deadline, near=False)
        if found is None and settling.balance(deadline):
            found = settling.search(columns, since, until + _BEYOND, deadline, near=False)
        if found is None:
            return False
        settling.settle(columns, found, deadline)
        if deadline.has_passed():
            return until >= model.problem.days
    return True
