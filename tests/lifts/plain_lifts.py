"""The plain formulation, on lifts: vehicles, packs in each vehicle, and every limit of a lift."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise

from malja.catalogue.facts import Item
from malja.operation.rows import Lift

from .loading import Loading
from .program import CONSTANT, Program, Sum, added, plus
from .reading import Reading

#: More units, packs and kilograms than any of the small operations moves in a day.
MANY = 3000.0


class Loads:
    """Columns for what leaves on lifts. `planned[lift, day][item]`: units that the planner loads, as sums."""

    def __init__(self, program: Program, reading: Reading) -> None:
        self.program, self.reading, self.loading = program, reading, Loading(reading)
        self.planned: dict[tuple[str, int], dict[str, Sum]] = {}
        self.vehicles: dict[tuple[str, int], Sum] = {}
        self.cost: Sum = {}
        for lift in reading.lifts.values():
            days = [day for day in range(reading.days) if reading.is_open(lift, day)]
            fixed = [day for name, day in reading.committed if name == lift.lift]
            for day in sorted({*days, *fixed}):
                if lift.mode == "trip":
                    self._trip(lift, day)
                else:
                    self._flow(lift, day)
        self._weeks()
        self._arrivals()

    def _may_carry(self, lift: Lift, item: str, day: int) -> bool:
        """Whether the planner may load the item."""
        inside = 0 <= day < self.reading.days and self.reading.usable(lift, day) < self.reading.horizon
        row = self.reading.items[item]
        fits = self.loading.goes_through(lift, row) and self.loading.fits(lift, row)
        return inside and fits and not self.reading.stands(lift.origin, item)

    def _most_packs(self, lift: Lift, item: Item) -> float:
        """How many packs of the item one vehicle can carry."""
        payload, m3 = self.loading.payload(lift, margin=False), self.loading.m3(lift, item)
        by_kg = MANY if payload is None else payload / self.loading.kg(lift, item)
        by_m3 = MANY if lift.volume_m3 is None or not m3 else lift.volume_m3 / m3
        return float(math.floor(min(MANY, by_kg, by_m3) + 1e-9))

    def _trip(self, lift: Lift, day: int) -> None:
        """A day's vehicles and what is in them."""
        reading, key = self.reading, (lift.lift, day)
        fixed_least, fixed_most = self.loading.fixed_vehicles(lift, day)
        most = max(lift.max_per_day, fixed_most) if reading.is_open(lift, day) else fixed_most
        self.vehicles[key] = self.program.column(upper=most, whole=True)
        self.program.at_most({CONSTANT: float(fixed_least)}, self.vehicles[key])
        packs = reading.committed.get(key, {})
        if reading.tables.whole_packs and self.loading.shares(lift, packs, most, margin=False):
            self._packed(lift, day, most)
        else:
            self.planned[key] = self._units(lift, day, whole=reading.tables.whole_packs)
            loaded = added(self.planned[key].values()) if self.planned[key] else {}
            self.program.at_most(loaded, plus((MANY, self.vehicles[key])))
            self._room(lift, day)
        self._charge(lift, day)

    def _units(self, lift: Lift, day: int, *, whole: bool) -> dict[str, Sum]:
        """Units of each item that the planner may load, packs whole if asked."""
        found: dict[str, Sum] = {}
        for item in self.reading.items.values():
            if self._may_carry(lift, item.item, day):
                each = item.pack_quantity if whole else 1.0
                found[item.item] = plus((each, self.program.column(upper=MANY, whole=whole)))
        return found

    def _packed(self, lift: Lift, day: int, most: int) -> None:
        """Every pack stands in one vehicle, committed packs too."""
        reading, key = self.reading, (lift.lift, day)
        packs: dict[str, list[Sum]] = defaultdict(list)
        used: list[Sum] = []
        margin = not reading.committed.get(key)
        for _ in range(most):
            used.append(self.program.column(upper=1, whole=True))
            aboard: dict[str, Sum] = {}
            for item in reading.items.values():
                if reading.committed.get(key, {}).get(item.item) or self._may_carry(lift, item.item, day):
                    aboard[item.item] = self.program.column(upper=MANY, whole=True)
                    packs[item.item].append(aboard[item.item])
                    self.program.at_most(aboard[item.item], plus((self._most_packs(lift, item), used[-1])))
            for kg, room in ((True, self.loading.payload(lift, margin=margin)), (False, lift.volume_m3)):
                if room is not None:
                    self.program.at_most(self._sum(lift, aboard, kg=kg), plus((room, used[-1])))
            self._keep_apart(lift, aboard)
        if not margin:
            total = {item: added(parts) for item, parts in packs.items()}
            self._within_payload(lift, day, self._sum(lift, total, kg=True))
        self.program.equal(added(used), self.vehicles[key])
        for before, after in pairwise(used):
            self.program.at_most(after, before)
        self.planned[key] = {}
        for name, parts in packs.items():
            fixed = reading.committed.get(key, {}).get(name, 0)
            beyond = plus((1.0, added(parts)), (-float(fixed), {CONSTANT: 1.0}))
            self.program.at_most({}, beyond)
            if self._may_carry(lift, name, day):
                self.planned[key][name] = plus((reading.items[name].pack_quantity, beyond))
            else:
                self.program.at_most(beyond, 0.0)

    def _sum(self, lift: Lift, packs: dict[str, Sum], *, kg: bool) -> Sum:
        """Kilograms or cubic metres that packs take aboard."""
        measure = self.loading.kg if kg else self.loading.m3
        return plus(*((measure(lift, self.reading.items[item]), count) for item, count in packs.items()))

    def _keep_apart(self, lift: Lift, aboard: dict[str, Sum]) -> None:
        """In one vehicle: of two kinds that must not meet, one at most."""
        names = list(aboard)
        pairs = self.loading.apart_pairs(names)
        there = {number: self.program.column(upper=1, whole=True) for pair in pairs for number in pair}
        for number, here in there.items():
            item = self.reading.items[names[number]]
            self.program.at_most(aboard[item.item], plus((self._most_packs(lift, item), here)))
        for low, high in sorted(pairs):
            self.program.at_most(plus((1.0, there[low]), (1.0, there[high])), 1.0)

    def _within_payload(self, lift: Lift, day: int, kg: Sum) -> None:
        """Payload of the day's vehicles, the margin left free beside what is committed."""
        room = self.loading.payload(lift, margin=True)
        if room is not None:
            fixed = self.loading.fixed_sum(lift, day, kg=True)
            self._together(kg, room, self.vehicles[lift.lift, day], fixed)

    def loaded(self, lift: str, day: int, *, kg: bool) -> Sum:
        """Kilograms or cubic metres on the lift on the day, committed cargo included."""
        reading = self.reading
        fixed = reading.fixed_kg(lift, day) if kg else reading.fixed_m3(lift, day)
        each = reading.kg if kg else reading.m3
        planned = self.planned.get((lift, day), {})
        return plus((fixed, {CONSTANT: 1.0}), *((each(item), units) for item, units in planned.items()))

    def _room(self, lift: Lift, day: int) -> None:
        """Payload and volume of the day's vehicles together; a committed load that is more becomes the limit."""
        packs = {
            item: plus((1 / self.reading.items[item].pack_quantity, units))
            for item, units in self.planned[lift.lift, day].items()
        }
        kg, m3 = (
            plus((1.0, self._sum(lift, packs, kg=by)), (self.loading.fixed_sum(lift, day, kg=by), {CONSTANT: 1.0}))
            for by in (True, False)
        )
        self._within_payload(lift, day, kg)
        if lift.volume_m3 is not None:
            fixed = self.loading.fixed_sum(lift, day, kg=False)
            self._together(m3, lift.volume_m3, self.vehicles[lift.lift, day], fixed)

    def _together(self, loaded: Sum, room: float, vehicles: Sum, fixed: float) -> None:
        """loaded <= max(room * vehicles, fixed), by a column that says which of both."""
        by_fixed = self.program.column(upper=1, whole=True)
        self.program.at_most(loaded, plus((room, vehicles), (MANY, by_fixed)))
        self.program.at_most(loaded, plus((fixed + MANY, {CONSTANT: 1.0}), (-MANY, by_fixed)))

    def _flow(self, lift: Lift, day: int) -> None:
        """A flow's kilograms and cubic metres of a day."""
        key = lift.lift, day
        self.planned[key] = self._units(lift, day, whole=False) if self.reading.is_open(lift, day) else {}
        for kg, limit in ((True, lift.kg_per_day), (False, lift.volume_m3)):
            if limit is not None:
                fixed = self.reading.fixed_kg(*key) if kg else self.reading.fixed_m3(*key)
                self.program.at_most(self.loaded(*key, kg=kg), max(limit, fixed))
        self._charge(lift, day)

    def _charge(self, lift: Lift, day: int) -> None:
        """What the day's vehicles and kilograms cost."""
        trips = self.vehicles.get((lift.lift, day), {})
        kilograms = self.loaded(lift.lift, day, kg=True)
        self.cost = plus((1.0, self.cost), (lift.fixed_cost, trips), (lift.cost_per_kg, kilograms))

    def _weeks(self) -> None:
        """Trips in each block of 7 days."""
        for lift in self.reading.lifts.values():
            if lift.mode == "flow" or lift.per_week is None:
                continue
            for block in range(self.reading.days // 7 + 1):
                days = [day for day in range(7 * block, 7 * block + 7) if (lift.lift, day) in self.vehicles]
                fixed = sum(self.loading.fixed_vehicles(lift, day)[1] for day in days)
                trips = added(self.vehicles[lift.lift, day] for day in days)
                self.program.at_most(trips, float(max(math.floor(lift.per_week), fixed)))

    def _arrivals(self) -> None:
        """Landings and unloading at each destination and day."""
        reading = self.reading
        coming: dict[tuple[str, int], list[tuple[Lift, int]]] = defaultdict(list)
        for name, day in self.planned:
            lift = reading.lifts[name]
            coming[lift.destination, reading.arrives(lift, day)].append((lift, day))
        for (place, _), loads in coming.items():
            limits = reading.places[place]
            if limits.landings_per_day is not None:
                landed = added(self.vehicles.get((lift.lift, day), {}) for lift, day in loads)
                fixed = sum(self.loading.fixed_vehicles(lift, day)[1] for lift, day in loads)
                self.program.at_most(landed, float(max(limits.landings_per_day, fixed)))
            if limits.unload_kg_per_day is not None:
                kg = added(self.loaded(lift.lift, day, kg=True) for lift, day in loads)
                fixed_kg = sum(reading.fixed_kg(lift.lift, day) for lift, day in loads)
                self.program.at_most(kg, max(limits.unload_kg_per_day, fixed_kg))
