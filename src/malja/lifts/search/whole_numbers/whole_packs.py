"""Whole packs for trips that are settled: first those of which few are sent, over many days, then all, days by days.

Of most goods so many packs are sent that one more or less hardly counts, and rounding them is a matter of the day.
A generator or a medical kit for thousands counts, on whichever day it comes: those are searched all at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.whole_numbers.pack_rounding import PackLoads, list_pack_loads
from malja.lifts.search.whole_numbers.settling import Settling
from malja.lifts.solver.matrix import Bools, Ints, gather

#: Goods of which a place gets no more packs than this are searched first.
_FEW = 5.0

#: The most loads and days of a window, and the days behind it that may change with it.
_WINDOW, _DAYS, _BEYOND = 250, 10, 7

#: The most columns of the windows in which such goods are searched.
_COLUMNS = 32_000

#: Numbers next to the fractions are good enough where they add no more than this share to the sum.
_ENOUGH = 0.001


def search_packs(model: Model, settling: Settling, deadline: Deadline) -> bool:
    """Settle all of `model.packs` for the trips of `settling`; False where the work was stopped before."""
    loads = list_pack_loads(model, gather(settling.x, model.columns.trips).round())
    settling.forbid(np.setdiff1d(model.packs, loads.column))
    few = _find_few(model, loads, settling)
    days = max(_DAYS, int(model.problem.horizon * _COLUMNS / max(1, len(settling.x))) - _BEYOND)
    for since in range(0, model.problem.days, days):
        columns = loads.column[few & (loads.day >= since) & (loads.day < since + days)]
        if len(columns) and not _settle_window(settling, columns, since, since + days, deadline):
            return False
    for since, until, columns in _list_windows(loads, ~few):
        deadline.report_progress("packs", 0.4 + 0.3 * since / max(1, model.problem.days))
        if not _settle_window(settling, columns, since, until, deadline):
            return False
    return True


def _find_few(model: Model, loads: PackLoads, settling: Settling) -> Bools:
    """[load] whether the solution sends few packs of the item to the place."""
    p = model.problem
    group = p.lifts.destination[loads.lift] * len(p.pack) + loads.item
    _, of_load = np.unique(group, return_inverse=True)
    sent = np.bincount(of_load, weights=settling.x[loads.column])
    few: Bools = sent[of_load] <= _FEW
    return few


def _settle_window(settling: Settling, columns: Ints, since: int, until: int, deadline: Deadline) -> bool:
    """Settle the packs of a window: next to the fractions, or where that is not good enough any numbers."""
    found = settling.search(columns, since, until + _BEYOND, deadline, near=True)
    if not deadline.has_passed() and (found is None or found.worse > _ENOUGH * abs(settling.sum)):
        others = settling.search(columns, since, until + _BEYOND, deadline, near=False)
        found = others if found is None or (others is not None and others.worse < found.worse) else found
    if found is None and settling.balance(deadline):
        found = settling.search(columns, since, until + _BEYOND, deadline, near=False)
    if found is None:
        return False
    settling.settle(columns, found, deadline)
    return not deadline.has_passed()


def _list_windows(loads: PackLoads, chosen: Bools) -> Iterator[tuple[int, int, Ints]]:
    """First day, day behind the last, and columns of each window; a day is never split."""
    days, counts = np.unique(loads.day[chosen], return_counts=True)
    begun = 0
    while begun < len(days):
        together = (np.cumsum(counts[begun:]) <= _WINDOW) & (days[begun:] < days[begun] + _DAYS)
        end = begun + max(1, int(together.sum()))
        since, until = int(days[begun]), int(days[end - 1]) + 1
        yield since, until, loads.column[chosen & (loads.day >= since) & (loads.day < until)]
        begun = end
