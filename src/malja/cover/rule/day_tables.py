"""An operation's tables by day and in packs: the ground on which ways of planning besides `malja.lifts` stand.

Worked out from the contract (docs/model.md); nothing of `malja.lifts` is used.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from malja.catalogue.facts import Item
from malja.needs.requirements import SiteNeed, find_site_needs
from malja.operation.counted_contents import list_counted_contents
from malja.operation.headcount import count_present
from malja.operation.lift_calendar import find_open_days
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Place
from malja.operation.vehicles import find_vehicle_capacity

Days = NDArray[np.float64]
#: Goods of one item that were fresh on one day; None where they keep beyond the horizon.
Lot = tuple[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftSchedule:
    """A lift as numbers: what a vehicle carries, on which days how many may go, and what is committed on them."""

    row: Lift
    payload: float
    volume: float
    lag: int
    open: tuple[int, ...]
    """Days on which it may leave."""
    fixed: dict[int, dict[str, int]]
    """Committed packs by day (any day) and item."""
    vehicles: dict[int, int]
    """Vehicles that committed packs take, by day."""

    @property
    def is_trip(self) -> bool:
        """Whether whole vehicles leave on days."""
        return self.row.mode == "trip"

    def most(self, day: int) -> int:
        """The most vehicles on a day."""
        return max(self.row.max_per_day if day in self.open else 0, self.vehicles.get(day, 0))


class DayTables:
    """An operation's sets and parameters; goods in packs."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.days, self.horizon = operation.days, operation.horizon
        self.places: dict[str, Place] = {row.place: row for row in operation.places}
        self.sites = [row.place for row in operation.places if row.role == "site"]
        self.items: dict[str, Item] = {row.item: row for row in operation.items}
        self.needs: list[SiteNeed] = find_site_needs(operation)
        self.people = {place: np.asarray(heads, dtype=float) for place, heads in count_present(operation).items()}
        self.lifts = {row.lift: self._trips(row) for row in operation.lifts}
        self.service = self._services()
        self.gives = self._contents()
        self.burns, self.draws = self._running()
        self.opening: dict[tuple[str, str], float] = defaultdict(float)
        for stock in operation.stock:
            self.opening[stock.place, stock.item] += stock.quantity / self.items[stock.item].pack_quantity
        self.earliest = min([0, *(day for lift in self.lifts.values() for day in lift.fixed)])

    def stands(self, place: str, item: str) -> bool:
        """Whether the item stands at the place instead of lying in store: an asset at a site."""
        return self.items[item].kind == "asset" and self.places[place].role == "site"

    def lots(self, item: str) -> list[Lot]:
        """An item's lots: one if it keeps beyond the horizon, else one for each day on which goods can be fresh."""
        shelf = self.items[item].shelf_life_days
        if shelf is None or self.earliest + shelf >= self.horizon - 1:
            return [(item, None)]
        return [(item, birth) for birth in range(self.earliest, self.horizon)]

    def lot(self, item: str, birth: int) -> Lot:
        """The lot of goods that were fresh on a day."""
        lots = self.lots(item)
        return lots[0] if lots[0][1] is None else (item, birth)

    def last(self, lot: Lot) -> int:
        """The last day on which a lot can be used."""
        item, birth = lot
        shelf = self.items[item].shelf_life_days
        return self.horizon if birth is None or shelf is None else birth + shelf

    def ration(self, item: str) -> float:
        """Packs a person may use a day."""
        most = self.items[item].max_per_person_day
        return math.inf if most is None else most / self.items[item].pack_quantity

    def storage(self, place: str) -> float:
        """What the store holds in m3: its limit, or what lies there at the start if that is more."""
        limit = self.places[place].storage_m3
        if limit is None:
            return math.inf
        lies = [
            packs * self.items[item].pack_m3
            for (at, item), packs in self.opening.items()
            if at == place and not self.stands(place, item)
        ]
        return max(limit, math.fsum(lies))

    def kg(self, packs: dict[str, int]) -> float:
        """Weight of packs."""
        return math.fsum(self.items[item].pack_kg * count for item, count in packs.items())

    def m3(self, packs: dict[str, int]) -> float:
        """Volume of packs."""
        return math.fsum(self.items[item].pack_m3 * count for item, count in packs.items())

    def fits(self, lift: LiftSchedule, item: str) -> bool:
        """Whether a pack goes by a vehicle at all."""
        row = self.items[item]
        return not lift.is_trip or (row.pack_kg <= lift.payload and row.pack_m3 <= lift.volume)

    def since(self, row: int) -> int:
        """The first day of a row of supply."""
        date = self.operation.supply[row].since
        return 0 if date is None else max(0, self.operation.day(date))

    def _trips(self, row: Lift) -> LiftSchedule:
        operation = self.operation
        room = find_vehicle_capacity(operation, row)
        fixed: dict[int, dict[str, int]] = {}
        for cargo in operation.committed:
            if cargo.lift == row.lift and cargo.packs:
                packs = fixed.setdefault(operation.day(cargo.date), defaultdict(int))
                packs[cargo.item] += cargo.packs
        vehicles = {}
        if row.mode == "trip":
            for day, packs in fixed.items():
                wanted = max(1.0, self.kg(packs) / room.payload_kg, self.m3(packs) / room.volume_m3)
                vehicles[day] = max(1, min(row.max_per_day, math.ceil(wanted - 1e-9)))
        return LiftSchedule(
            row=row,
            payload=room.payload_kg,
            volume=room.volume_m3,
            lag=row.transit_days + self.places[row.destination].handling_days,
            open=tuple(int(day) for day in np.flatnonzero(find_open_days(operation, row))),
            fixed=fixed,
            vehicles=vehicles,
        )

    def _services(self) -> dict[tuple[str, str], Days]:
        service = {
            (place, need.need): np.zeros(self.horizon) for place, need in product(self.sites, self.operation.needs)
        }
        for row in self.operation.services:
            since = 0 if row.since is None else max(0, self.operation.day(row.since))
            until = self.horizon if row.until is None else max(0, self.operation.day(row.until) + 1)
            service[row.place, row.need][since:until] += row.quantity
        return service

    def _contents(self) -> dict[str, dict[str, dict[str, float]]]:
        """By how, need and item: what a pack gives."""
        gives: dict[str, dict[str, dict[str, float]]] = {"use": {}, "in_place": {}, "per_day": {}}
        for row in list_counted_contents(self.operation):
            of_need = gives[row.how].setdefault(row.need, {})
            of_need[row.item] = of_need.get(row.item, 0.0) + row.quantity * self.items[row.item].pack_quantity
        return gives

    def _running(self) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
        """What a pack of an asset takes a day: packs of goods, by input; units of a service, by need."""
        burns: dict[str, dict[str, float]] = defaultdict(dict)
        draws: dict[str, dict[str, float]] = defaultdict(dict)
        for row in self.operation.running:
            each = row.quantity * self.items[row.item].pack_quantity
            if row.input in self.items:
                burns[row.input][row.item] = each / self.items[row.input].pack_quantity
            else:
                draws[row.input][row.item] = each
        return burns, draws
