"""Where goods go: the needs, sites and days that a load of an item serves in the end.

Goods are followed first in, first out: what is there already is used before what comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from malja.catalogue.facts import Content
from malja.lifts.plan.plan import Plan, Quantity, Trip
from malja.operation.counted_contents import list_counted_contents
from malja.operation.rows import Tables
from malja.report.trip_loads import find_fixed_quantity

#: Units by day.
_Days: TypeAlias = defaultdict[int, float]
#: Units of a need that are lost, by day.
Loss: TypeAlias = dict[int, float]
#: _Losses by site and need.
_Losses: TypeAlias = dict[tuple[str, str], Loss]

#: Goods are followed through this many places at most: further on the quantities are too small to matter.
_LONGEST_WAY = 5
#: And through this many machines that feed each other (pump, treatment unit, ...).
_LONGEST_CHAIN = 4


class Flows:
    """A plan's rows by place and item, and the ways goods take from there."""

    def __init__(self, operation: Tables, plan: Plan) -> None:
        self._operation = operation
        self._items = {item.item: item for item in operation.items}
        self._sites = {place.place for place in operation.places if place.role == "site"}
        self._contents: defaultdict[tuple[str, str], list[Content]] = defaultdict(list)
        for content in list_counted_contents(operation):
            self._contents[content.item, content.how].append(content)
        self._used = self._by_day(plan.uses)
        self._running = self._by_day(plan.runs)
        self._stock = self._by_day(plan.stock)
        self._in_place = self._by_day(plan.in_place)
        self._bought = self._by_day(
            Quantity(place=row.place, item=row.item, date=row.date, quantity=row.quantity) for row in plan.buys
        )
        self._opening: defaultdict[tuple[str, str], float] = defaultdict(float)
        for row in operation.stock:
            self._opening[row.place, row.item] += row.quantity
        self._asked = {(row.place, row.need) for row in plan.coverage}
        self._loads = plan.trips
        #: By destination and item: (day on which it is usable, number of the trip, units).
        self._coming: defaultdict[tuple[str, str], list[tuple[int, int, float]]] = defaultdict(list)
        #: By origin, item and day of leaving: (trip, units out of the place's own stock).
        self._going: defaultdict[tuple[str, str, int], list[tuple[Trip, float]]] = defaultdict(list)
        for number, trip in enumerate(plan.trips):
            leaves, usable = operation.day(trip.leaves), operation.day(trip.usable)
            for cargo in trip.cargo:
                self._coming[trip.destination, cargo.item].append((usable, number, cargo.quantity))
                # A committed load is brought by its sender, not taken from stock.
                own = cargo.quantity - find_fixed_quantity(operation, trip, cargo.item)
                self._going[trip.origin, cargo.item, leaves].append((trip, max(0.0, own)))

    def trace_losses(self, number: int, item: str) -> _Losses:
        """Units of each need lost at each site by day if the item comes neither on this trip nor on any later one.

        `number` is the trip's place in the plan.
        """
        trip = self._loads[number]
        here = self._operation.day(trip.usable), number
        missing: _Days = defaultdict(float)
        for usable, other, quantity in self._coming[trip.destination, item]:
            if (usable, other) >= here:
                missing[usable] += quantity
        losses: _Losses = {}
        if missing:
            self._follow(trip.destination, item, missing, losses, _LONGEST_WAY)
        return losses

    def _by_day(self, rows: Iterable[Quantity]) -> defaultdict[tuple[str, str], _Days]:
        days: defaultdict[tuple[str, str], _Days] = defaultdict(lambda: defaultdict(float))
        for row in rows:
            days[row.place, row.item][self._operation.day(row.date)] += row.quantity
        return days

    def _follow(self, place: str, item: str, missing: _Days, losses: _Losses, way: int) -> None:
        """Follow goods that do not arrive at a place."""
        if place in self._sites and self._items[item].kind == "asset":
            self._assets(place, item, missing, losses)
        elif way:
            self._goods(place, item, missing, losses, way)

    def _assets(self, place: str, item: str, missing: _Days, losses: _Losses) -> None:
        """Assets that are not in place: what they give in place is lost, and what the fewer of them cannot run."""
        asset = self._items[item]
        for day, planned in self._in_place[place, item].items():
            since = [day - usable - asset.setup_days for usable in missing]
            gone = sum(
                quantity
                for age, quantity in zip(since, missing.values(), strict=True)
                if age >= 0 and (asset.life_days is None or age < asset.life_days)
            )
            gone = min(gone, planned)
            self._lose(place, item, "in_place", day, gone, losses)
            idle = max(0.0, self._running[place, item][day] - (planned - gone))
            self._stand_still(place, item, day, idle, losses, _LONGEST_CHAIN)

    def _goods(self, place: str, item: str, missing: _Days, losses: _Losses, way: int) -> None:
        """Goods that are not in stock: what cannot be used, run on or sent on, from the day the rest is gone."""
        onward: dict[str, _Days] = {}
        first = min(missing)
        stock, bought = self._stock[place, item], self._bought[place, item]
        rest = stock[first - 1] if first > 0 else self._opening[place, item]
        arriving = self._arriving(place, item)
        for day in range(first, self._operation.horizon):
            rest += arriving[day] - missing.get(day, 0.0) + bought[day]
            used, burnt = self._used[place, item][day], self._burnt(place, item, day)
            leaving = self._going[place, item, day]
            wanted = used + sum(burnt.values()) + sum(quantity for _, quantity in leaving)
            lacking = max(0.0, wanted - rest)
            rest = max(0.0, rest - wanted)
            if lacking <= 1e-9 * wanted:
                continue
            share = min(1.0, lacking / wanted)
            self._lose(place, item, "use", day, share * used, losses)
            for asset, quantity in burnt.items():
                idle = share * self._running[place, asset][day] if quantity else 0.0
                self._stand_still(place, asset, day, idle, losses, _LONGEST_CHAIN)
            for trip, quantity in leaving:
                usable = self._operation.day(trip.usable)
                onward.setdefault(trip.destination, defaultdict(float))[usable] += share * quantity
        for destination, less in onward.items():
            self._follow(destination, item, less, losses, way - 1)

    def _arriving(self, place: str, item: str) -> _Days:
        days: _Days = defaultdict(float)
        for usable, _, quantity in self._coming[place, item]:
            days[usable] += quantity
        return days

    def _burnt(self, place: str, item: str, day: int) -> dict[str, float]:
        """Units of an item that each running asset uses up."""
        return {
            row.item: row.quantity * self._running[place, row.item][day]
            for row in self._operation.running
            if row.input == item
        }

    def _stand_still(self, place: str, asset: str, day: int, idle: float, losses: _Losses, chain: int) -> None:
        """Units of an asset that do not run: what they would give is lost, also to machines that feed on it."""
        if idle <= 0 or not chain:
            return
        for content in self._contents[asset, "per_day"]:
            if (place, content.need) in self._asked:
                _add(losses, (place, content.need), day, idle * content.quantity)
            for row in self._operation.running:
                if row.input == content.need and row.quantity > 0:
                    fed = min(self._running[place, row.item][day], idle * content.quantity / row.quantity)
                    self._stand_still(place, row.item, day, fed, losses, chain - 1)

    def _lose(self, place: str, item: str, how: str, day: int, units: float, losses: _Losses) -> None:
        if units <= 0:
            return
        for content in self._contents[item, how]:
            _add(losses, (place, content.need), day, units * content.quantity)


def _add(losses: _Losses, where: tuple[str, str], day: int, quantity: float) -> None:
    loss = losses.setdefault(where, {})
    loss[day] = loss.get(day, 0.0) + quantity
