"""Whole packs window by window: the packs of some days whole, those of later days fractions still, the rest as found.

A search among all packs of all days would not end; one of a few days does. It may change the fractions of the next days
too, and sees what people lack on all later ones. Each number of packs is the fraction's rounded up or down, and none
where there is none: on large operations that ends twice as soon as a search among all numbers, and nearer the best.
Windows are as long as their number of packs allows: a few days of many lifts, or all days of a small site.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.pack_rounding import PackLoads, list_pack_loads
from malja.lifts.search.weighed import MAX_COLUMNS, Weighed
from malja.lifts.solver.matrix import Floats, Ints, gather
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: The loads of a window, and the most windows: in large operations windows are larger.
_WINDOW, _MAX_WINDOWS = 250, 12

#: Days behind a window whose loads may change with it, and at how many times the gap its search may end.
_BEYOND, _GAPS = 7, 4.0


def search_packs(model: Model, weighed: Weighed, x: Floats, deadline: Deadline) -> Floats:
    """A solution with the vehicles of `x` and whole packs; not found in time, the last stay fractions."""
    lower, upper = weighed.program.lower.copy(), weighed.program.upper.copy()
    lower[model.vehicles] = upper[model.vehicles] = x[model.vehicles].round()
    loads = list_pack_loads(model, gather(x, model.columns.trips).round())
    upper[np.setdiff1d(model.packs, loads.column)] = 0.0
    for since, until, columns in _list_windows(loads):
        deadline.report_progress("packs", 0.4 + 0.3 * since / max(1, model.problem.days))
        near = _hold_later_loads(model, x, until + _BEYOND, lower, upper)
        found = _search_window(weighed, *near, columns, deadline)
        if found is None:
            break
        x = found
        lower[columns] = upper[columns] = x[columns].round()
        if deadline.has_passed() and until < model.problem.days:
            break
    return x


def _search_window(weighed: Weighed, lower: Floats, upper: Floats, columns: Ints, deadline: Deadline) -> Floats | None:
    """A solution with whole packs in the columns of a window: next to the fractions, then among all numbers.

    The second search is left out where the first is near the fractions, and in large operations, where it takes long.
    """
    found, relaxed = None, weighed.relax(lower, upper, deadline)
    if relaxed.values is not None:
        fractions = relaxed.values[columns]
        below, above = lower.copy(), upper.copy()
        below[columns] = np.clip(np.floor(fractions + INTEGER_TOLERANCE), lower[columns], upper[columns])
        above[columns] = np.clip(np.ceil(fractions - INTEGER_TOLERANCE), below[columns], upper[columns])
        found = weighed.search(below, above, columns, deadline, gaps=_GAPS).values
        if found is not None and (
            deadline.has_passed()
            or len(lower) > MAX_COLUMNS
            or float(weighed.cost @ found) <= relaxed.value + _GAPS * weighed.gap * abs(relaxed.value)
        ):
            return found
    answer = weighed.search(lower, upper, columns, deadline, found, gaps=_GAPS)
    return found if answer.values is None else answer.values


def _hold_later_loads(model: Model, x: Floats, since: int, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """The bounds with the loads of later days held where they are: many times faster, and hardly anything worse."""
    lower, upper = lower.copy(), upper.copy()
    for columns in (model.columns.load[..., since:], model.columns.packs[..., since:]):
        later = columns[columns >= 0]
        lower[later] = upper[later] = np.clip(x[later], lower[later], upper[later])
    return lower, upper


def _list_windows(loads: PackLoads) -> Iterator[tuple[int, int, Ints]]:
    """First day, day behind the last, and columns of each window; a day is never split."""
    days, counts = np.unique(loads.day, return_counts=True)
    most = max(_WINDOW, len(loads.column) / _MAX_WINDOWS)
    begun = 0
    while begun < len(days):
        end = begun + max(1, int((np.cumsum(counts[begun:]) <= most).sum()))
        since, until = int(days[begun]), int(days[end - 1]) + 1
        yield since, until, loads.column[(loads.day >= since) & (loads.day < until)]
        begun = end
