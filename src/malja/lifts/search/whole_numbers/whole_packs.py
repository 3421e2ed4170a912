"""Whole packs for trips that are settled: first those of which few are sent, over many days, then all, days by days.

Of most goods so many packs are sent that one more or less hardly counts, and rounding them is a matter of the day.
A generator or a medical kit for thousands counts, on whichever day it comes: those are searched all at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from malja import clock
from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.whole_numbers.pack_rounding import PackLoads, list_pack_loads
from malja.lifts.search.whole_numbers.settling import Found, Settling
from malja.lifts.solver.matrix import Bools, Ints, gather

#: Goods of which a place gets no more packs than this are searched first.
_FEW = 5.0

#: The most loads and days of a window, and the days behind it that may change with it.
_WINDOW, _DAYS, _BEYOND = 250, 10, 7

#: The most columns of the windows in which such goods are searched.
_COLUMNS = 32_000

#: Numbers next to the fractions are good enough where they add no more than this share to the sum; of goods of which
#: few are sent, others take long to find in a large program and are hardly ever better.
_ENOUGH, _ENOUGH_OF_FEW = 0.001, 0.1


#: How many times the time of a search next to fractions all others may take, when time is limited.
_AGAIN = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """Days from `since` to before `until`, the loads searched there, and which share of the sum is good enough."""

    since: int
    until: int
    columns: Ints
    enough: float


def search_packs(model: Model, settling: Settling, deadline: Deadline) -> bool:
    """Settle all of `model.packs` for the trips of `settling`; False where the work was stopped before."""
    loads = list_pack_loads(model, gather(settling.x, model.columns.trips).round())
    settling.forbid(np.setdiff1d(model.packs, loads.column))
    few = _find_few(model, loads, settling)
    days = max(_DAYS, int(model.problem.horizon * _COLUMNS / max(1, len(settling.x))) - _BEYOND)
    windows = [*_list_few(loads, few, days, model.problem.days), *_list_windows(loads, ~few)]
    seconds = 0.0
    for n, window in enumerate(windows):
        deadline.report_progress("packs", 0.4 + 0.3 * n / len(windows))
        begun = clock.seconds()
        found = settling.search(window.columns, window.since, window.until + _BEYOND, deadline, near=True)
        seconds += clock.seconds() - begun
        # With little time every window is searched once before any is searched again.
        hurried = deadline.seconds_left() < _AGAIN * (len(windows) - n) * seconds / (n + 1)
        if not _settle_window(settling, window, found, deadline, hurried=hurried):
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


def _settle_window(
    settling: Settling, window: _Window, found: Found | None, deadline: Deadline, *, hurried: bool
) -> bool:
    """Settle the packs of a window as found next to the fractions, or where that is not good enough any numbers."""
    search = partial(settling.search, window.columns, window.since, window.until + _BEYOND, deadline, near=False)
    again = found is None or (not hurried and found.worse > window.enough * abs(settling.sum))
    if again and not deadline.has_passed():
        others = search()
        found = others if found is None or (others is not None and others.worse < found.worse) else found
    if found is None and settling.balance(deadline):
        found = search()
    if found is None:
        return False
    settling.settle(window.columns, found, deadline)
    return not deadline.has_passed()


def _list_few(loads: PackLoads, few: Bools, days: int, until: int) -> Iterator[_Window]:
    """Windows of so many days of the goods of which few are sent."""
    enough = _ENOUGH if days >= until else _ENOUGH_OF_FEW
    for since in range(0, until, days):
        columns = loads.column[few & (loads.day >= since) & (loads.day < since + days)]
        if len(columns):
            yield _Window(since=since, until=since + days, columns=columns, enough=enough)


def _list_windows(loads: PackLoads, chosen: Bools) -> Iterator[_Window]:
    """Windows of so many loads; a day is never split."""
    days, counts = np.unique(loads.day[chosen], return_counts=True)
    begun = 0
    while begun < len(days):
        together = (np.cumsum(counts[begun:]) <= _WINDOW) & (days[begun:] < days[begun] + _DAYS)
        end = begun + max(1, int(together.sum()))
        since, until = int(days[begun]), int(days[end - 1]) + 1
        columns = loads.column[chosen & (loads.day >= since) & (loads.day < until)]
        yield _Window(since=since, until=until, columns=columns, enough=_ENOUGH)
        begun = end
