"""On which days lifts run: their first and last date, their days of the week, and given dates."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from malja.operation.rows import Lift, Tables
from malja.tables.weekdays import list_weekdays


def find_open_days(tables: Tables, lift: Lift) -> NDArray[np.bool_]:
    """Whether a lift may leave, by day from the start, shape (days,) (docs/model.md, Days).

    Within `first` and `last`: what lift_days says of a date, else whether it is one of the lift's days of the week.
    """
    first = 0 if lift.first is None else min(max(0, tables.day(lift.first)), tables.days)
    last = tables.days if lift.last is None else max(first, min(tables.days, tables.day(lift.last) + 1))
    dates = np.zeros(tables.days, dtype=bool)
    dates[first:last] = True
    wanted = list_weekdays(lift.weekdays)
    runs = np.array([(tables.start.weekday() + day) % 7 in wanted for day in range(tables.days)], dtype=bool)
    for row in tables.lift_days:
        day = tables.day(row.date)
        if row.lift == lift.lift and 0 <= day < tables.days:
            runs[day] = row.runs
    open_days: NDArray[np.bool_] = dates & runs
    return open_days


def count_cutoff_days(lift: Lift) -> int:
    """How many days before it leaves a lift's cargo must be at its origin: its cut-off in whole days, rounded up."""
    return math.ceil(lift.cutoff_hours / 24 - 1e-9)


def find_first_open_day(tables: Tables, lift: Lift, since: int = 0) -> int | None:
    """The first day from `since` on, counted from the start, on which a lift may leave; None where there is none."""
    days = np.flatnonzero(find_open_days(tables, lift)[max(0, since) :])
    return int(days[0]) + max(0, since) if len(days) else None
