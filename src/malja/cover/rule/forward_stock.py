"""What is where while the rule plans forward: goods in lots, on their way, assets in place, what has been loaded."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from malja.cover.rule.day_tables import Days, DayTables, LiftSchedule


class ForwardStock:
    """Goods by place and item; `coming` counts packs that are there or on their way, `volume` their m3."""

    def __init__(self, given: DayTables) -> None:
        self.given = given
        self.lots: dict[tuple[str, str], list[list[float]]] = defaultdict(list)
        self.on_the_way: dict[int, list[tuple[str, str, int, float]]] = defaultdict(list)
        self.coming: dict[tuple[str, str], float] = defaultdict(float)
        self.volume: dict[str, float] = defaultdict(float)
        self.limits = {place: given.storage(place) for place in given.places}
        self.stands: dict[tuple[str, str], Days] = defaultdict(lambda: np.zeros(given.horizon))
        self.expected: dict[tuple[str, str], Days] = defaultdict(lambda: np.zeros(given.horizon))
        self.left = [
            np.inf if row.quantity is None else row.quantity / given.items[row.item].pack_quantity
            for row in given.operation.supply
        ]
        self.sold: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, row in enumerate(given.operation.supply):
            self.sold[row.place, row.item].append(number)
        self.loaded: dict[tuple[str, str, int], int] = defaultdict(int)
        self.trips: dict[tuple[str, int], int] = {}
        self.unloaded: dict[tuple[str, int], float] = defaultdict(float)
        self.landed: dict[tuple[str, int], int] = defaultdict(int)
        for (place, item), packs in given.opening.items():
            if given.stands(place, item):
                self._stand(place, item, packs, 0, 0)
            else:
                self.lots[place, item].append([0, packs])
                self._count(place, item, packs)
        for lift in given.lifts.values():
            for day, fixed in lift.fixed.items():
                at = lift.row.destination, day + lift.row.transit_days
                self.unloaded[at] += given.kg(fixed)
                self.landed[at] += lift.vehicles.get(day, 0)
                for item, count in fixed.items():
                    self._send(lift, day, item, day, count)

    def _count(self, place: str, item: str, packs: float) -> None:
        self.coming[place, item] += packs
        self.volume[place] += packs * self.given.items[item].pack_m3

    def _send(self, lift: LiftSchedule, day: int, item: str, birth: int, packs: float) -> None:
        place, usable = lift.row.destination, day + lift.lag
        if usable >= self.given.horizon:
            return
        if self.given.stands(place, item):
            self._stand(place, item, packs, usable + self.given.items[item].setup_days, day)
        else:
            self.on_the_way[usable].append((place, item, birth, packs))
            self._count(place, item, packs)

    def _stand(self, place: str, item: str, packs: float, since: int, known: int) -> None:
        life = self.given.items[item].life_days
        until = self.given.horizon if life is None else since + life
        self.stands[place, item][since:until] += packs
        self.expected[place, item][max(0, known) : until] += packs

    def begin(self, day: int) -> None:
        """Goods that become usable enter the stores; what has expired leaves them."""
        for place, item, birth, packs in self.on_the_way.pop(day, []):
            self.lots[place, item].append([birth, packs])
            self.lots[place, item].sort()
        for (place, item), lots in self.lots.items():
            shelf = self.given.items[item].shelf_life_days
            if shelf is not None:
                gone = sum(packs for birth, packs in lots if birth + shelf < day)
                self._count(place, item, -gone)
                lots[:] = [lot for lot in lots if lot[0] + shelf >= day]

    def available(self, place: str, item: str, day: int) -> float:
        """Packs in store, and on sale from today or before."""
        on_sale = sum(self.left[n] for n in self.sold.get((place, item), ()) if self.given.since(n) <= day)
        return on_sale + sum(packs for _, packs in self.lots.get((place, item), ()))

    def price(self, place: str, item: str, day: int) -> float:
        """What a pack costs there today; nothing where it lies in store."""
        if any(packs >= 1 for _, packs in self.lots.get((place, item), ())):
            return 0.0
        costs = [
            self.given.operation.supply[n].unit_cost * self.given.items[item].pack_quantity
            for n in self.sold.get((place, item), ())
            if self.given.since(n) <= day and self.left[n] >= 1
        ]
        return min(costs, default=0.0)

    def load(self, lift: LiftSchedule, day: int, item: str, packs: int) -> None:
        """Take packs from the store, the oldest first, then from supply, the cheapest first, and send them."""
        place = lift.row.origin
        self.loaded[lift.row.lift, item, day] += packs
        self.unloaded[lift.row.destination, day + lift.row.transit_days] += packs * self.given.items[item].pack_kg
        wanted = float(packs)
        for lot in self.lots[place, item]:
            taken = min(wanted, lot[1])
            lot[1] -= taken
            wanted -= taken
            self._count(place, item, -taken)
            if taken:
                self._send(lift, day, item, int(lot[0]), taken)
        rows = [n for n in self.sold.get((place, item), ()) if self.given.since(n) <= day]
        for number in sorted(rows, key=lambda n: self.given.operation.supply[n].unit_cost):
            taken = min(wanted, self.left[number])
            self.left[number] -= taken
            wanted -= taken
            if taken:
                self._send(lift, day, item, day, taken)
        if lift.lag == 0:
            self.begin(day)

    def fly(self, lift: LiftSchedule, day: int, vehicles: int) -> None:
        """Count a trip."""
        key = lift.row.lift, day
        self.trips[key] = self.trips.get(key, 0) + vehicles
        extra = self.trips[key] - max(lift.vehicles.get(day, 0), self.trips[key] - vehicles)
        self.landed[lift.row.destination, day + lift.row.transit_days] += max(0, extra)

    def landings(self, place: str, day: int) -> int:
        """How many more trips may land on a day."""
        most = self.given.places[place].landings_per_day
        return 1_000_000 if most is None else max(0, most - self.landed[place, day])

    def unloading(self, lift: LiftSchedule, day: int) -> float:
        """Kilograms that may still be unloaded where and when the load lands."""
        place = self.given.places[lift.row.destination]
        most = np.inf if place.unload_kg_per_day is None else place.unload_kg_per_day
        return max(0.0, most - self.unloaded[place.place, day + lift.row.transit_days])

    def storing(self, lift: LiftSchedule, item: str) -> float:
        """Cubic metres that the store at the destination has left beside all that is there or on its way."""
        place = lift.row.destination
        if self.given.stands(place, item):
            return np.inf
        return max(0.0, self.limits[place] - self.volume[place])

    def in_time(self, lift: LiftSchedule, day: int, item: str) -> bool:
        """Whether a load is usable before the end, and not expired by then."""
        shelf = self.given.items[item].shelf_life_days
        return day + lift.lag < self.given.horizon and (shelf is None or lift.lag <= shelf)

    def use(self, day: int) -> None:
        """People use what is there, need by need, up to the minimum standard; running assets take their inputs."""
        for site in self.given.sites:
            for item, takes in self.given.burns.items():
                self._take(site, item, sum(each * self.stands[site, of][day] for of, each in takes.items()))
            self._eat(site, day)

    def _eat(self, site: str, day: int) -> None:
        given, heads = self.given, float(self.given.people[site][day])
        had: dict[str, float] = defaultdict(float)
        for need in (
            need for need in given.needs if need.place == site and need.need.kind == "daily" and need.required
        ):
            name = need.need.need
            asked = need.required.get("minimum", list(need.required.values())[-1])[day]
            uses = given.gives["use"].get(name, {})
            got = float(given.service[site, name][day]) + sum(each * had[item] for item, each in uses.items())
            got += sum(
                each * self.stands[site, item][day] for item, each in given.gives["per_day"].get(name, {}).items()
            )
            for item, each in uses.items():
                most = given.ration(item) * heads - had[item]
                wanted = min(max(0.0, asked - got) / each, max(0.0, most))
                taken = self._take(site, item, wanted)
                had[item] += taken
                got += each * taken

    def _take(self, place: str, item: str, wanted: float) -> float:
        taken = 0.0
        for lot in self.lots.get((place, item), ()):
            part = min(wanted - taken, lot[1])
            lot[1] -= part
            taken += part
        self._count(place, item, -taken)
        return taken
