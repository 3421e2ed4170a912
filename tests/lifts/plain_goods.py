"""The plain formulation, at places: every lot by the day on which it was fresh, assets in place, services."""

from __future__ import annotations

from collections import defaultdict

from malja.catalogue.facts import Item

from .plain_lifts import Loads
from .program import CONSTANT, Program, Sum, added, plus
from .reading import Reading

Key = tuple[str, str, int]
#: The day on which a lot was fresh; None where an item keeps for good.
Birth = int | None


class Goods:
    """Columns for what is bought, used, run, wasted and left. `provided[place, need, day]` as sums."""

    def __init__(self, program: Program, reading: Reading, loads: Loads) -> None:
        self.program, self.reading, self.loads = program, reading, loads
        self.cost: Sum = {}
        self.run: dict[Key, Sum] = {}
        self.in_place: dict[Key, Sum] = defaultdict(dict)
        self.used: dict[Key, Sum] = defaultdict(dict)
        self.inputs: dict[Key, Sum] = defaultdict(dict)
        self.stocked: dict[tuple[str, int], Sum] = defaultdict(dict)
        self.bought: dict[Key, Sum] = defaultdict(dict)
        self.provided: dict[Key, Sum] = {}
        self.spent: dict[Key, Sum] = defaultdict(dict)
        self.left: dict[Key, Sum] = defaultdict(dict)
        self.wasted: dict[Key, Sum] = defaultdict(dict)
        self._supply()
        self._assets()
        for item in reading.items.values():
            self._lots(item)
        for (place, _), filled in self.stocked.items():
            program.at_most(filled, reading.storage(place))
        for place in reading.sites:
            for need in reading.needs.values():
                for day in range(reading.horizon):
                    given = self._daily if need.kind == "daily" else self._standing
                    self.provided[place, need.need, day] = given(place, need.need, day)

    def _supply(self) -> None:
        """What is bought of each row of supply from its date on, in all at most its quantity."""
        reading = self.reading
        for row in reading.tables.supply:
            first = 0 if row.since is None else max(0, reading.day(row.since))
            bought = {day: self.program.column() for day in range(first, reading.horizon)}
            for day, units in bought.items():
                key = row.place, row.item, day
                self.bought[key] = plus((1.0, self.bought[key]), (1.0, units))
                self.spent[key] = plus((1.0, self.spent[key]), (row.unit_cost, units))
                self.cost = plus((1.0, self.cost), (row.unit_cost, units))
            if row.quantity is not None:
                self.program.at_most(added(bought.values()), row.quantity)

    def _coming(self, place: str, item: str, day: int) -> Sum:
        """Units of an asset that become usable: loads, committed or not, and what is bought."""
        reading = self.reading
        total = dict(self.bought.get((place, item, day), {}))
        for (name, leaves), planned in self.loads.planned.items():
            lift = reading.lifts[name]
            if lift.destination == place and reading.usable(lift, leaves) == day:
                fixed = reading.fixed(name, leaves).get(item, 0.0)
                total = plus((1.0, total), (1.0, planned.get(item, {})), (fixed, {CONSTANT: 1.0}))
        return total

    def _assets(self) -> None:
        """Assets at sites: in place for their life once they are set up; as many run, and draw their inputs."""
        reading = self.reading
        for place in reading.sites:
            for item in reading.items.values():
                if item.kind != "asset":
                    continue
                begun = [(0, {CONSTANT: reading.opening.get((place, item.item), 0.0)})]
                begun += [
                    (day + item.setup_days, self._coming(place, item.item, day)) for day in range(reading.horizon)
                ]
                for day in range(reading.horizon):
                    life = item.life_days or reading.horizon
                    alive = added(units for first, units in begun if first <= day < first + life)
                    self._stand(place, item.item, day, alive)

    def _stand(self, place: str, item: str, day: int, alive: Sum) -> None:
        """Units in place on a day, what runs of them, and what that takes."""
        key = place, item, day
        self.in_place[key] = alive
        self.run[key] = self.program.column()
        self.program.at_most(self.run[key], alive)
        for (asset, taken), each in self.reading.running.items():
            if asset == item and self.reading.is_goods(taken):
                at = place, taken, day
                self.inputs[at] = plus((1.0, self.inputs[at]), (each, self.run[key]))

    def _lots(self, item: Item) -> None:
        """Balances of every lot of an item at every place where it is stocked."""
        reading, name = self.reading, item.item
        first = min([0, *(day for _, day in reading.committed)])
        keeps = item.shelf_life_days is None
        births: list[Birth] = [None] if keeps else list(range(first, reading.horizon))
        taken: dict[tuple[str, int, Birth], Sum] = defaultdict(dict)
        coming: dict[tuple[str, int, Birth], Sum] = defaultdict(dict)
        before: dict[str, Sum] = defaultdict(dict)
        for (lift_name, day), planned in self.loads.planned.items():
            lift = reading.lifts[lift_name]
            usable = reading.usable(lift, day)
            fixed = reading.fixed(lift_name, day).get(name, 0.0)
            at = lift.destination, usable, None if keeps else day
            coming[at] = plus((1.0, coming[at]), (fixed, {CONSTANT: 1.0}))
            handed_in = max(0, reading.handed_in(lift, day)) if day >= 0 else day
            if reading.handed_in(lift, day) < 0 <= day:
                before[lift.origin] = plus((1.0, before[lift.origin]), (1.0, planned.get(name, {})))
            for birth, units in self._shares(item, planned.get(name, {}), births, handed_in).items():
                at = lift.origin, handed_in, birth
                taken[at] = plus((1.0, taken[at]), (1.0, units))
                at = lift.destination, usable, birth
                coming[at] = plus((1.0, coming[at]), (1.0, units))
        for place, early in before.items():
            self.program.at_most(early, reading.opening.get((place, name), 0.0))
        for place in reading.places:
            if not reading.stands(place, name):
                self._place(place, item, births, taken, coming)

    def _shares(self, item: Item, total: Sum, births: list[Birth], day: int) -> dict[Birth, Sum]:
        """A total shared over the lots that are there and have not expired on the day."""
        if not total:
            return {}
        shelf = item.shelf_life_days or 0
        shares = {birth: self.program.column() for birth in births if birth is None or birth <= day <= birth + shelf}
        self.program.equal(added(shares.values()), total)
        return shares

    def _place(
        self,
        place: str,
        item: Item,
        births: list[Birth],
        taken: dict[tuple[str, int, Birth], Sum],
        coming: dict[tuple[str, int, Birth], Sum],
    ) -> None:
        """The item at one place: people use it, assets draw on it, it is wasted, it leaves, the rest is stock."""
        reading, name = self.reading, item.item
        before: dict[Birth, Sum] = {}
        for day in range(reading.horizon):
            key = place, name, day
            self._use(place, item, day)
            wanted = plus((1.0, self.used[key]), (1.0, self.inputs[key]))
            shares = self._shares(item, wanted, births, day)
            for birth in births:
                gained = [before.get(birth, {}), coming.get((place, day, birth), {})]
                if birth is None or birth == day:
                    gained.append(self.bought.get(key, {}))
                if day == 0 and (birth is None or birth == 0):
                    gained.append({CONSTANT: reading.opening.get((place, name), 0.0)})
                left, waste = self.program.column(), self.program.column()
                lost = [shares.get(birth, {}), taken.get((place, day, birth), {}), left, waste]
                self.program.equal(added(gained), added(lost))
                before[birth] = left
                self.left[key] = plus((1.0, self.left[key]), (1.0, left))
                self.wasted[key] = plus((1.0, self.wasted[key]), (1.0, waste))
                self.stocked[place, day] = plus((1.0, self.stocked[place, day]), (reading.m3(name), left))

    def _use(self, place: str, item: Item, day: int) -> None:
        """What people use of a consumable at a site, within the ration."""
        if place in self.reading.sites and item.kind == "consumable":
            self.used[place, item.item, day] = self.program.column()
            if item.max_per_person_day is not None:
                ration = item.max_per_person_day * self.reading.present(place, day)
                self.program.at_most(self.used[place, item.item, day], ration)

    def _standing(self, place: str, need: str, day: int) -> Sum:
        """The service and what assets in place give."""
        given = {CONSTANT: self.reading.service(place, need, day)}
        for item in self.reading.items:
            each = self.reading.content.get((item, need, "in_place"), 0.0)
            given = plus((1.0, given), (each, self.in_place.get((place, item, day), {})))
        return given

    def _daily(self, place: str, need: str, day: int) -> Sum:
        """What people use, and what is served: service less what running takes plus what running gives."""
        served = self.program.column()
        offered: Sum = {CONSTANT: self.reading.service(place, need, day)}
        given: Sum = served
        for item in self.reading.items:
            gives = self.reading.content.get((item, need, "per_day"), 0.0)
            takes = 0.0 if self.reading.is_goods(need) else self.reading.running.get((item, need), 0.0)
            offered = plus((1.0, offered), (gives - takes, self.run.get((place, item, day), {})))
            each = self.reading.content.get((item, need, "use"), 0.0)
            given = plus((1.0, given), (each, self.used.get((place, item, day), {})))
        self.program.at_most(served, offered)
        return given
