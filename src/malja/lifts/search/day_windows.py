"""Windows of days in which whole numbers are searched while those of all other days stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.whole_numbers.pack_rounding import list_pack_loads
from malja.lifts.solver.matrix import Floats, gather

#: The loads of a window, and the most windows: in large operations windows are larger.
_WINDOW, _MAX_WINDOWS = 250, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days from `since` up to the one before `until`."""

    since: int
    until: int

    def meets(self, other: Window) -> bool:
        """Whether two windows have a day in common."""
        return self.since < other.until and other.since < self.until


def list_windows(model: Model, x: Floats, *, half: bool = False) -> list[Window]:
    """Windows one after the other over all days, each with some 250 loads that the trips of `x` could carry.

    With `half` the first has half as many loads, so that the others lie across those without; none where there are
    too few for that.
    """
    loads = list_pack_loads(model, gather(x, model.columns.trips).round())
    days, counts = np.unique(loads.day, return_counts=True)
    most = max(_WINDOW, len(loads.column) / _MAX_WINDOWS)
    ends: list[int] = []
    begun = 0
    while begun < len(days):
        room = most / 2 if half and not ends else most
        begun += max(1, int((np.cumsum(counts[begun:]) <= room).sum()))
        ends.append(int(days[begun]) if begun < len(days) else model.problem.days)
    if half and len(ends) < 3:
        return []
    ends = ends or [model.problem.days]
    return [Window(since=since, until=until) for since, until in zip([0, *ends[:-1]], ends, strict=True)]
