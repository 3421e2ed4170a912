"""The day from which a site can be fully supplied: every lift has had time to bring goods to it."""

from __future__ import annotations

import numpy as np

from malja.operation.lift_calendar import count_cutoff_days, find_open_days
from malja.operation.notices.reachable_goods import find_goods_at_places
from malja.operation.operation import Operation
from malja.operation.rules.references import index_rows


def find_full_supply_day(operation: Operation, place: str) -> int:
    """The first day by which every lift could have brought goods to a site and its assets be set up.

    Lifts that bring nothing within the horizon do not count, nor do assets that cannot be set up within it. At the
    latest the last day on which lifts may leave.
    """
    first = max((day for day in _first_usable(operation, place).values() if day < operation.horizon), default=0)
    goods, items = find_goods_at_places(operation)[place], index_rows(operation, "items")
    setups = [items[item].setup_days for item in goods if items[item].kind == "asset"]
    day = first + max((days for days in setups if first + days < operation.horizon), default=0)
    return min(day, operation.days - 1)


def _first_usable(operation: Operation, place: str) -> dict[str, int]:
    """By lift that leads to a site: the first day on which goods sent by it can be used there, through hubs too."""
    never = operation.horizon + 1
    places = index_rows(operation, "places")
    lag = {lift.lift: lift.transit_days + places[lift.destination].handling_days for lift in operation.lifts}
    open_days = {lift.lift: np.flatnonzero(find_open_days(operation, lift)) for lift in operation.lifts}
    first_days: dict[str, int] = {}
    for lift in operation.lifts:
        begins = open_days[lift.lift][open_days[lift.lift] >= count_cutoff_days(lift)]
        if not len(begins):
            continue
        # What leaves on the lift's first day goes on by whatever takes it to the site soonest.
        at = {row.place: never for row in operation.places}
        at[lift.destination] = int(begins[0]) + lag[lift.lift]
        for _ in operation.places:
            for other in operation.lifts:
                days = open_days[other.lift][open_days[other.lift] >= at[other.origin] + count_cutoff_days(other)]
                if len(days):
                    at[other.destination] = min(at[other.destination], int(days[0]) + lag[other.lift])
        if at[place] < never:
            first_days[lift.lift] = at[place]
    return first_days
