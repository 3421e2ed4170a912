"""The rule that people use today: fill every flight by days of cover.

Day by day, every vehicle of the schedule at its full cadence is filled a little at a time with goods for the need that
has the fewest days of cover at that moment (the larger share missing first where two have as few), by the item that
takes the least room for it (the cheapest where room is no matter), until no goods help or no room is left. Assets for
standing needs come until they are met. First a week of cover at the survival standard, then cover at the minimum to the
end, then at the target. From hubs no more than a week of cover leaves at a time, so that one site does not empty a hub
for the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from malja.catalogue.facts import TIERS
from malja.cover.rule.cadence import list_leaving_vehicles
from malja.cover.rule.cover_needs import Demand, SiteGroup, group_sites
from malja.cover.rule.day_tables import DayTables, LiftSchedule
from malja.cover.rule.forward_stock import ForwardStock
from malja.operation.operation import Operation

#: Days of cover that are enough at the survival standard, and for what leaves a hub.
ENOUGH = 7
#: Goods are added in steps of this share of what is missing on the first short day, at least a pack.
STEP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What the rule loads: packs by lift, item and day (committed cargo left out), vehicles by lift and day (all)."""

    loads: dict[tuple[str, str, int], float]
    trips: dict[tuple[str, int], int]


def fill_by_cover(operation: Operation, days: int | None = None) -> Filling:
    """Fill every vehicle of the schedule by days of cover, a day after the other; `days`: only so many days of it."""
    given = DayTables(operation)
    stock = ForwardStock(given)
    rule = _Rule(given, stock)
    for day in range(given.days if days is None else min(days, given.days)):
        stock.begin(day)
        rule.load(day)
        stock.use(day)
    return Filling(loads={key: float(packs) for key, packs in stock.loaded.items()}, trips=dict(stock.trips))


class _Vehicle:
    """What is left of one vehicle, or of a flow's day."""

    def __init__(self, given: DayTables, lift: LiftSchedule, day: int, first: bool) -> None:
        self.lift = lift
        fixed = lift.fixed.get(day, {}) if first else {}
        kg, m3 = lift.payload, lift.volume
        if not lift.is_trip:
            kg = float("inf") if lift.row.kg_per_day is None else lift.row.kg_per_day
        vehicles = lift.vehicles.get(day, 1) if first else 1
        self.whole = kg * vehicles, m3 * vehicles
        self.kg = max(0.0, kg * vehicles - given.kg(fixed))
        self.m3 = max(0.0, m3 * vehicles - given.m3(fixed))
        self.flies = bool(fixed)
        self.vehicles = vehicles


class _Rule:
    def __init__(self, given: DayTables, stock: ForwardStock) -> None:
        self.given, self.stock = given, stock
        self.groups = group_sites(given, stock)
        self.hubs = {name for name, place in given.places.items() if place.role == "hub"}

    def load(self, day: int) -> None:
        """Fill the day's vehicles, the need with the least cover first, then count which of them fly."""
        vehicles = [
            _Vehicle(self.given, lift, day, first) for lift, first in list_leaving_vehicles(self.given, self.stock, day)
        ]
        for tier in TIERS:
            shut: set[tuple[int, str]] = set()
            for group in self.groups.values():
                group.look(day, tier)
            while self._add(vehicles, day, shut):
                pass
        for vehicle in vehicles:
            if vehicle.flies and vehicle.lift.is_trip:
                self.stock.fly(vehicle.lift, day, vehicle.vehicles)

    def _add(self, vehicles: list[_Vehicle], day: int, shut: set[tuple[int, str]]) -> bool:
        """Load a little for the neediest need that can be helped; False when none can."""
        best: tuple[tuple[int, float, int, int], _Vehicle, Demand, SiteGroup] | None = None
        for number, vehicle in enumerate(vehicles):
            group = self.groups[vehicle.lift.row.destination]
            little = group.tier == "survival" or vehicle.lift.row.origin in self.hubs
            enough = ENOUGH if little else self.given.horizon
            for order, demand in enumerate(group.demands):
                if (number, demand.name) in shut or demand.days >= enough or not demand.is_short:
                    continue
                key = (demand.days, -demand.missing, number, order)
                if best is None or key < best[0]:
                    best = key, vehicle, demand, group
        if best is None:
            return False
        key, vehicle, demand, group = best
        item = self._item(vehicle, demand, group, day)
        if item is None:
            shut.add((key[2], demand.name))
            return True
        packs = self._packs(vehicle, demand, group, item, day)
        before = demand.days, demand.lacks
        self._put(vehicle, item, packs, day)
        if (demand.days, demand.lacks) == before:
            # More of what comes too late for the day that is short would fill the vehicle in vain.
            shut.add((key[2], demand.name))
        return True

    def _item(self, vehicle: _Vehicle, demand: Demand, group: SiteGroup, day: int) -> str | None:
        """The item that serves the need with the least room, then the least money."""
        best: tuple[tuple[float, float, int], str] | None = None
        for order, (item, each) in enumerate(demand.items.items()):
            if self._most(vehicle, item, group, demand, day) < 1:
                continue
            row = self.given.items[item]
            gives = each * demand.worth(item, group)
            room = max(_share(row.pack_kg, vehicle.whole[0]), _share(row.pack_m3, vehicle.whole[1])) / gives
            price = self.stock.price(vehicle.lift.row.origin, item, day) + vehicle.lift.row.cost_per_kg * row.pack_kg
            key = (room, price / gives, order)
            if best is None or key < best[0]:
                best = key, item
        return None if best is None else best[1]

    def _most(self, vehicle: _Vehicle, item: str, group: SiteGroup, demand: Demand, day: int) -> int:
        """Packs that are there, fit, may land, can be stored and are of use."""
        row, lift = self.given.items[item], vehicle.lift
        if not self.given.fits(lift, item) or not self.stock.in_time(lift, day, item):
            return 0
        kg = min(vehicle.kg, self.stock.unloading(lift, day))
        m3 = min(vehicle.m3, self.stock.storing(lift, item))
        room = min(kg / row.pack_kg, m3 / row.pack_m3 if row.pack_m3 else float("inf"), 1e6)
        there = self.stock.available(lift.row.origin, item, day)
        return int(min(room, there, group.room_for(item, demand)) + 1e-9)

    def _packs(self, vehicle: _Vehicle, demand: Demand, group: SiteGroup, item: str, day: int) -> int:
        """An eighth of what is missing on the first short day, at least a pack."""
        wanted = max(1, int(demand.lacks / demand.items[item] / STEP))
        return min(wanted, self._most(vehicle, item, group, demand, day))

    def _put(self, vehicle: _Vehicle, item: str, packs: int, day: int) -> None:
        row = self.given.items[item]
        vehicle.kg -= packs * row.pack_kg
        vehicle.m3 -= packs * row.pack_m3
        vehicle.flies = True
        self.stock.load(vehicle.lift, day, item, packs)
        for group in self.groups.values():
            group.changed(item, vehicle.lift)


def _share(size: float, whole: float) -> float:
    return size / whole if whole else float("inf")
