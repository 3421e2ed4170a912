"""An operation with another number of people, and the day from which a site is in full swing."""

from __future__ import annotations

import datetime
from dataclasses import replace

from malja.operation.headcount import count_present
from malja.operation.notices.reachable_goods import find_goods_at_places
from malja.operation.operation import Operation
from malja.operation.rows import Movement
from malja.operation.rules.references import index_rows


def set_headcount(operation: Operation, place: str, people: int, since: datetime.date) -> Operation:
    """The operation with so many people at a site from a day on; before it, and elsewhere, people stay as they are."""
    day = operation.day(since)
    before = tuple(move for move in operation.people if move.place == place and operation.day(move.date) < max(day, 0))
    others = tuple(move for move in operation.people if move.place != place)
    kept = () if day <= 0 else before
    here = int(sum(move.arrivals - move.departures for move in kept))
    more = Movement(place=place, date=since, arrivals=max(0, people - here), departures=max(0, here - people))
    return replace(operation, people=(*others, *kept, more))


def find_peak_headcount(operation: Operation, place: str, day: int) -> int:
    """The most people at a site on any day from `day` on."""
    return round(float(max(count_present(operation)[place][day:], default=0.0)))


def find_full_supply_day(operation: Operation, place: str) -> int:
    """The first day by which every lift could have brought goods to a site and its assets be set up.

    Lifts that bring nothing within the horizon do not count, nor do assets that could not be set up within it. At the
    latest the last day on which lifts may leave: from then on the number of people stays.
    """
    first = max((day for day in _first_usable(operation, place).values() if day < operation.horizon), default=0)
    goods, items = find_goods_at_places(operation)[place], index_rows(operation, "items")
    setups = [items[item].setup_days for item in goods if items[item].kind == "asset"]
    day = first + max((days for days in setups if first + days < operation.horizon), default=0)
    return min(day, operation.days - 1)


def _first_usable(operation: Operation, place: str) -> dict[str, int]:
    """By lift that leads to a site: the first day on which what goes by it can be used there, by hubs too."""
    never = operation.horizon + 1
    places = index_rows(operation, "places")
    lag = {lift.lift: lift.transit_days + places[lift.destination].handling_days for lift in operation.lifts}
    opens = {lift.lift: max(0, operation.day(lift.first)) if lift.first else 0 for lift in operation.lifts}
    found: dict[str, int] = {}
    for lift in operation.lifts:
        # What leaves on the lift's first day goes on by whatever takes it to the site soonest.
        at = {row.place: never for row in operation.places}
        at[lift.destination] = opens[lift.lift] + lag[lift.lift]
        for _ in operation.places:
            for other in operation.lifts:
                leaves = max(at[other.origin], opens[other.lift])
                if leaves < operation.days and (other.last is None or leaves <= operation.day(other.last)):
                    at[other.destination] = min(at[other.destination], leaves + lag[other.lift])
        ever = opens[lift.lift] < operation.days and (lift.last is None or operation.day(lift.last) >= 0)
        if ever and at[place] < never:
            found[lift.lift] = at[place]
    return found
