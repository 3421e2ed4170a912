"""The plain formulation, on lifts: vehicles, packs in each vehicle, and every limit of a lift."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise

from malja.catalogue.facts import Item
from malja.operation.rows import Lift

from .program import CONSTANT, Program, Sum, added, plus
from .reading import Reading
from .splitting import can_split

#: More units, packs and kilograms than any of the small operations moves in a day.
MANY = 3000.0


def _most_packs(lift: Lift, item: Item) -> float:
    """How many packs of the item one vehicle can carry."""
    by_kg = MANY if lift.payload_kg is None else lift.payload_kg / item.pack_kg
    by_m3 = MANY if lift.volume_m3 is None or not item.pack_m3 else lift.volume_m3 / item.pack_m3
    return float(math.floor(min(MANY, by_kg, by_m3) + 1e-9))


class Loads:
    """Columns for what leaves on lifts. `planned[lift, day][item]`: units that the planner loads, as sums."""

    def __init__(self, program: Program, reading: Reading) -> None:
        self.program, self.reading = program, reading
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
        return inside and not self.reading.stands(lift.origin, item)

    def _trip(self, lift: Lift, day: int) -> None:
        """A day's vehicles and what is in them."""
        reading, key = self.reading, (lift.lift, day)
        fixed_least, fixed_most = reading.fixed_vehicles(lift, day)
        most = max(lift.max_per_day, fixed_most) if reading.is_open(lift, day) else fixed_most
        self.vehicles[key] = self.program.column(upper=most, whole=True)
        self.program.at_most({CONSTANT: float(fixed_least)}, self.vehicles[key])
        packs = reading.committed.get(key, {})
        if reading.tables.whole_packs and can_split(reading.parcels(packs), most, lift.payload_kg, lift.volume_m3):
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
        used = []
        for _ in range(most):
            used.append(self.program.column(upper=1, whole=True))
            kg: Sum = {}
            m3: Sum = {}
            for item in reading.items.values():
                if reading.committed.get(key, {}).get(item.item) or self._may_carry(lift, item.item, day):
                    here = self.program.column(upper=MANY, whole=True)
                    packs[item.item].append(here)
                    kg, m3 = plus((1.0, kg), (item.pack_kg, here)), plus((1.0, m3), (item.pack_m3, here))
                    self.program.at_most(here, plus((_most_packs(lift, item), used[-1])))
            for loaded, room in ((kg, lift.payload_kg), (m3, lift.volume_m3)):
                if room is not None:
                    self.program.at_most(loaded, plus((room, used[-1])))
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

    def loaded(self, lift: str, day: int, *, kg: bool) -> Sum:
        """Kilograms or cubic metres on the lift on the day, committed cargo included."""
        reading = self.reading
        fixed = reading.fixed_kg(lift, day) if kg else reading.fixed_m3(lift, day)
        each = reading.kg if kg else reading.m3
        planned = self.planned.get((lift, day), {})
        return plus((fixed, {CONSTANT: 1.0}), *((each(item), units) for item, units in planned.items()))

    def _room(self, lift: Lift, day: int) -> None:
        """Payload and volume of the day's vehicles together; a committed load that is more becomes the limit."""
        for kg, room in ((True, lift.payload_kg), (False, lift.volume_m3)):
            if room is not None:
                fixed = self.reading.fixed_kg(lift.lift, day) if kg else self.reading.fixed_m3(lift.lift, day)
                loaded = self.loaded(lift.lift, day, kg=kg)
                self._together(loaded, room, self.vehicles[lift.lift, day], fixed)

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
                fixed = sum(self.reading.fixed_vehicles(lift, day)[1] for day in days)
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
                fixed = sum(reading.fixed_vehicles(lift, day)[1] for lift, day in loads)
                self.program.at_most(landed, float(max(limits.landings_per_day, fixed)))
            if limits.unload_kg_per_day is not None:
                kg = added(self.loaded(lift.lift, day, kg=True) for lift, day in loads)
                fixed_kg = sum(reading.fixed_kg(lift.lift, day) for lift, day in loads)
                self.program.at_most(kg, max(limits.unload_kg_per_day, fixed_kg))
