"""The plain formulation, on lifts: whole vehicles, whole packs, and every limit of a lift and of where it lands."""

from __future__ import annotations

import math
from collections import defaultdict

from benchmarks.rows import Rows, Terms
from malja.cover.rule.day_tables import DayTables, LiftSchedule, Lot

#: More packs than anybody loads in a day: ties loads without a limit to a trip.
MANY = 1e6


class Loads:
    """`trips[lift, day]`, `load[lift, lot, day]` and `packs[lift, item, day]` as columns; what all of it costs."""

    def __init__(self, given: DayTables, model: Rows) -> None:
        self.given, self.model = given, model
        self.trips: dict[tuple[str, int], int] = {}
        self.load: dict[tuple[str, Lot, int], int] = {}
        self.packs: dict[tuple[str, str, int], Terms] = {}
        self.cost: Terms = []
        self.spent = 0.0
        for lift in given.lifts.values():
            days = {*lift.open, *(day for day in lift.fixed if 0 <= day < given.days)}
            for day in sorted(days):
                self._leave(lift, day)
            self._weeks(lift)
            self._committed(lift)
        self._arrivals()

    def _leave(self, lift: LiftSchedule, day: int) -> None:
        given, model, name = self.given, self.model, lift.row.lift
        if lift.is_trip:
            least, most = lift.vehicles.get(day, 0), lift.most(day)
            self.trips[name, day] = model.column(lower=least, upper=most, whole=True)
            self.cost.append((self.trips[name, day], lift.row.fixed_cost))
        kg: Terms = []
        m3: Terms = []
        for item, row in given.items.items():
            if given.stands(lift.row.origin, item) or not given.fits(lift, item):
                continue
            sums = self._packs(lift, item, day)
            kg += [(column, row.pack_kg * count) for column, count in sums]
            m3 += [(column, row.pack_m3 * count) for column, count in sums]
        self.cost += [(column, lift.row.cost_per_kg * weight) for column, weight in kg]
        self._room(lift, day, kg, m3)

    def _packs(self, lift: LiftSchedule, item: str, day: int) -> Terms:
        """The packs of an item on a day: whole on trips, the sum of its lots that have not expired."""
        given, model, name = self.given, self.model, lift.row.lift
        whole = lift.is_trip and given.operation.whole_packs
        lots = [lot for lot in given.lots(item) if lot[1] is None or lot[1] <= day <= given.last(lot)]
        single = len(lots) == 1
        sums: Terms = []
        for lot in lots:
            self.load[name, lot, day] = model.column(whole=whole and single)
            sums.append((self.load[name, lot, day], 1.0))
        if whole and not single:
            packs = model.column(whole=True)
            model.row("whole packs", [*sums, (packs, -1.0)], lower=0.0, upper=0.0)
        self.packs[name, item, day] = sums
        return sums

    def _room(self, lift: LiftSchedule, day: int, kg: Terms, m3: Terms) -> None:
        """Payload and volume of the day's vehicles, or of a day of the flow, beside what is committed."""
        fixed = lift.fixed.get(day, {})
        row = lift.row
        for name, terms, taken, each, a_day in (
            ("payload", kg, self.given.kg(fixed), lift.payload, row.kg_per_day),
            ("volume", m3, self.given.m3(fixed), lift.volume, row.volume_m3),
        ):
            if not lift.is_trip:
                if a_day is not None:
                    self.model.row(name, terms, upper=max(0.0, a_day - taken))
                continue
            trips = self.trips[row.lift, day]
            if taken > each * lift.most(day):
                self.model.row(name, terms, upper=0.0)
            elif math.isfinite(each):
                self.model.row(name, [*terms, (trips, -each)], upper=-taken)
            elif name == "payload":
                self.model.row(name, [*terms, (trips, -MANY)], upper=0.0)

    def _weeks(self, lift: LiftSchedule) -> None:
        if not lift.is_trip or lift.row.per_week is None:
            return
        for start in range(0, self.given.days, 7):
            days = [day for day in range(start, start + 7) if (lift.row.lift, day) in self.trips]
            most = max(math.floor(lift.row.per_week), sum(lift.vehicles.get(day, 0) for day in days))
            self.model.row("trips a week", [(self.trips[lift.row.lift, day], 1.0) for day in days], upper=most)

    def _committed(self, lift: LiftSchedule) -> None:
        """What committed cargo costs beyond its vehicles that stand among the trips."""
        for day, packs in lift.fixed.items():
            self.spent += lift.row.cost_per_kg * self.given.kg(packs)
            if lift.is_trip and not 0 <= day < self.given.days:
                self.spent += lift.row.fixed_cost * lift.vehicles[day]

    def _arrivals(self) -> None:
        """Landings and unloading at each place on each day of arrival."""
        given = self.given
        landed: dict[tuple[str, int], Terms] = defaultdict(list)
        kg: dict[tuple[str, int], Terms] = defaultdict(list)
        fixed: dict[tuple[str, int], float] = defaultdict(float)
        fixed_kg: dict[tuple[str, int], float] = defaultdict(float)
        for lift in given.lifts.values():
            for day, packs in lift.fixed.items():
                at = lift.row.destination, day + lift.row.transit_days
                fixed[at] += lift.vehicles.get(day, 0)
                fixed_kg[at] += given.kg(packs)
        for (name, day), column in self.trips.items():
            row = given.lifts[name].row
            landed[row.destination, day + row.transit_days].append((column, 1.0))
        for (name, item, day), sums in self.packs.items():
            row = given.lifts[name].row
            weight = given.items[item].pack_kg
            kg[row.destination, day + row.transit_days] += [(column, weight * count) for column, count in sums]
        for at in sorted({*landed, *kg}):
            place = given.places[at[0]]
            if at[1] >= given.horizon:
                continue
            if place.landings_per_day is not None and at in landed:
                self.model.row("landings", landed[at], upper=max(place.landings_per_day, fixed[at]))
            if place.unload_kg_per_day is not None:
                self.model.row("unloading", kg[at], upper=max(0.0, place.unload_kg_per_day - fixed_kg[at]))
