"""With which departure a good can be at a site: the last that is there by a day, or the one that is there soonest."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malja.operation.lift_calendar import count_cutoff_days, find_open_days
from malja.operation.notices.reachable_goods import find_fitting_items
from malja.operation.operation import Operation
from malja.operation.rows import Lift


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelyLift:
    """The lift that goods leave with first, the day on which it leaves, and the first day on which they can be used."""

    lift: str
    origin: str
    leaves: datetime.date
    usable: datetime.date


class TimelyLifts:
    """The lifts of an operation with the days on which they may leave, and the goods that fit into them."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        handling = {place.place: place.handling_days for place in operation.places}
        self._days: dict[str, NDArray[np.intp]] = {
            lift.lift: np.flatnonzero(find_open_days(operation, lift)) for lift in operation.lifts
        }
        self._lag = {lift.lift: lift.transit_days + handling[lift.destination] for lift in operation.lifts}
        self._fits = {lift.lift: find_fitting_items(operation, lift) for lift in operation.lifts}

    def find_last(self, item: str, site: str, by: int) -> TimelyLift | None:
        """The last departure with which an item is at a site by a day (counted from the start); None: there is none.

        From where it can be bought or lies in stock, through hubs too.
        """
        first = self._find_last_in_time(item, site, by, self._ready(item, site))
        if first is None:
            return None
        return self._departure(
            *first, self._arrive(item, site, {first[0].destination: first[1] + self._lag[first[0].lift]})
        )

    def find_soonest(self, item: str, site: str) -> TimelyLift | None:
        """The departure with which an item is at a site soonest, the last of several; None: no lift brings it."""
        ready = self._ready(item, site)
        ways = [
            (self._arrive(item, site, {lift.destination: day + self._lag[lift.lift]}), -day, lift)
            for lift in self._carrying(item)
            if lift.origin in ready and (day := self._next(lift, ready[lift.origin])) is not None
        ]
        arriving = [(usable, minus, lift) for usable, minus, lift in ways if usable is not None]
        soonest = min(arriving, key=lambda way: way[:2], default=None)
        return None if soonest is None else self._departure(soonest[2], -soonest[1], soonest[0])

    def _departure(self, lift: Lift, day: int, usable: int | None) -> TimelyLift:
        return TimelyLift(
            lift=lift.lift,
            origin=lift.origin,
            leaves=self._operation.date(day),
            usable=self._operation.date(day if usable is None else usable),
        )

    def _carrying(self, item: str) -> list[Lift]:
        return [lift for lift in self._operation.lifts if item in self._fits[lift.lift]]

    def _ready(self, item: str, site: str) -> dict[str, int]:
        """By place other than the site: the first day on which the item is there or can be bought there."""
        ready: dict[str, int] = {}
        for stock in self._operation.stock:
            if stock.item == item and stock.quantity > 0 and stock.place != site:
                ready[stock.place] = 0
        for row in self._operation.supply:
            if row.item == item and row.quantity != 0 and row.place != site:
                since = 0 if row.since is None else max(0, self._operation.day(row.since))
                ready[row.place] = min(since, ready.get(row.place, since))
        return ready

    def _next(self, lift: Lift, since: int) -> int | None:
        """The first day on which a lift may leave with goods that are at its origin from a day on."""
        days = self._days[lift.lift]
        after = days[days >= since + count_cutoff_days(lift)]
        return int(after[0]) if len(after) else None

    def _find_last_in_time(self, item: str, site: str, by: int, ready: dict[str, int]) -> tuple[Lift, int] | None:
        """Backwards from the site: the latest day at each place, and the last departure from where the item is."""
        latest = {site: by}
        found: dict[str, tuple[Lift, int]] = {}
        for _ in self._operation.places:
            for lift in self._carrying(item):
                days = self._days[lift.lift]
                in_time = days[days + self._lag[lift.lift] <= latest.get(lift.destination, -1)]
                if not len(in_time):
                    continue
                day = int(in_time[-1])
                if day - count_cutoff_days(lift) > latest.get(lift.origin, -1) and lift.origin != site:
                    latest[lift.origin], found[lift.origin] = day - count_cutoff_days(lift), (lift, day)
        ways = [found[place] for place, since in ready.items() if place in found and since <= latest[place]]
        return max(ways, key=lambda way: way[1], default=None)

    def _arrive(self, item: str, site: str, at: dict[str, int]) -> int | None:
        """Forwards: the first day on which goods that are at a place from a day on can be used at the site."""
        for _ in self._operation.places:
            for lift in self._carrying(item):
                if lift.origin in at and (day := self._next(lift, at[lift.origin])) is not None:
                    usable = day + self._lag[lift.lift]
                    at[lift.destination] = min(usable, at.get(lift.destination, usable))
        return at.get(site)
