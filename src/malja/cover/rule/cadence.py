"""Which vehicles leave on a day when every lift goes as often as it may, spread evenly over the week."""

from __future__ import annotations

import math
from collections.abc import Iterator

from malja.cover.rule.day_tables import DayTables, LiftSchedule
from malja.cover.rule.forward_stock import ForwardStock


def list_leaving_vehicles(given: DayTables, stock: ForwardStock, day: int) -> Iterator[tuple[LiftSchedule, bool]]:
    """The day's vehicles in the tables' order, committed ones first (and whether it is the first of its lift)."""
    landing: dict[tuple[str, int], int] = {}
    for lift in given.lifts.values():
        if day not in lift.open and day not in lift.fixed:
            continue
        if not lift.is_trip:
            yield lift, True
            continue
        fixed = lift.vehicles.get(day, 0)
        count = max(fixed, min(lift.most(day), _due(given, stock, lift, day)))
        at = lift.row.destination, day + lift.row.transit_days
        room = stock.landings(*at) - landing.get(at, 0)
        count = max(fixed, min(count, room + fixed))
        landing[at] = landing.get(at, 0) + max(0, count - fixed)
        if count:
            yield lift, True
        yield from ((lift, False) for _ in range(count - max(1, fixed)))


def _due(given: DayTables, stock: ForwardStock, lift: LiftSchedule, day: int) -> int:
    """How many of the week's trips should have left by the end of a day, less those that have."""
    if lift.row.per_week is None:
        return lift.row.max_per_day
    start = day - day % 7
    a_week = math.floor(lift.row.per_week)
    days = range(start, min(start + 7, given.days))
    gone = sum(stock.trips.get((lift.row.lift, other), 0) for other in range(start, day))
    later = sum(lift.vehicles.get(other, 0) for other in days if other > day)
    by_now = math.ceil(a_week * (day - start + 1) / 7 - 1e-9)
    return max(0, min(by_now, a_week - later) - gone)
