"""What is really where: goods by age, on their way, in place, still for sale; nothing appears and nothing vanishes."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from malja.cover.rule.day_tables import DayTables, LiftSchedule

#: Packs below this are none.
DUST = 1e-9


@dataclass(slots=True, kw_only=True)
class Batch:
    """Packs that were fresh on one day, in a store."""

    birth: int
    packs: float


@dataclass(slots=True, kw_only=True)
class StandingAssets:
    """Packs of an asset at a site, in place from the day `since` to before `until` (None: for good)."""

    since: int
    until: int | None
    packs: float

    def stand(self, day: int) -> bool:
        """Whether they are in place on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """Packs on their way to a place, usable there from a day on."""

    lift: str
    leaves: int
    usable: int
    place: str
    item: str
    birth: int
    packs: float


class Stores:
    """Goods in packs by place and item.

    `accounts` holds, by item, what came into this world (`opening`, `bought`, `sent` by others) and what left it
    (`used`, `burnt`, `expired`); all else is in store, on its way or standing.
    """

    def __init__(self, tables: DayTables) -> None:
        self.tables = tables
        self.lots: dict[tuple[str, str], list[Batch]] = defaultdict(list)
        self.standing: dict[tuple[str, str], list[StandingAssets]] = defaultdict(list)
        self.on_the_way: list[Consignment] = []
        self.accounts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.for_sale = [
            math.inf if row.quantity is None else row.quantity / tables.items[row.item].pack_quantity
            for row in tables.operation.supply
        ]
        self._offers: dict[tuple[str, str], list[int]] = defaultdict(list)
        order = sorted(range(len(self.for_sale)), key=lambda number: tables.operation.supply[number].unit_cost)
        for number in order:
            row = tables.operation.supply[number]
            self._offers[row.place, row.item].append(number)
        for (place, item), packs in tables.opening.items():
            self._enter("opening", place, item, packs, 0, set_up=False)
        for lift in tables.lifts.values():
            for day, load in lift.fixed.items():
                if day < 0:
                    for item, packs in load.items():
                        self.accounts["sent"][item] += packs
                        self.send(lift, day, item, day, packs)

    def _enter(self, account: str, place: str, item: str, packs: float, day: int, *, set_up: bool = True) -> None:
        if packs > 0:
            self.accounts[account][item] += packs
            self.put(place, item, packs, day, day if set_up else None)

    def put(self, place: str, item: str, packs: float, birth: int, usable: int | None) -> None:
        """Take packs into a place: into its store, or set up from the day `usable` (None: they stand already)."""
        row = self.tables.items[item]
        if self.tables.stands(place, item):
            since = 0 if usable is None else usable + row.setup_days
            until = None if row.life_days is None else since + row.life_days
            self.standing[place, item].append(StandingAssets(since=since, until=until, packs=packs))
            return
        batches = self.lots[place, item]
        batches.append(Batch(birth=birth, packs=packs))
        batches.sort(key=lambda batch: batch.birth)

    def receive(self, day: int) -> None:
        """What becomes usable by a day enters its place; what has expired leaves."""
        due = [one for one in self.on_the_way if one.usable <= day]
        self.on_the_way = [one for one in self.on_the_way if one.usable > day]
        for one in due:
            self.put(one.place, one.item, one.packs, one.birth, one.usable)
        for (_, item), batches in self.lots.items():
            gone = math.fsum(batch.packs for batch in batches if self.last_day(item, batch.birth) < day)
            if gone:
                self.accounts["expired"][item] += gone
            batches[:] = [one for one in batches if self.last_day(item, one.birth) >= day and one.packs > 0]

    def last_day(self, item: str, birth: int) -> float:
        """The last day on which goods that were fresh on a day can be used; infinite where they keep."""
        shelf = self.tables.items[item].shelf_life_days
        return math.inf if shelf is None else birth + shelf

    def count(self, place: str, item: str) -> float:
        """Packs in a store."""
        return math.fsum(batch.packs for batch in self.lots.get((place, item), ()))

    def list_offers(self, place: str, item: str, day: int) -> list[int]:
        """The rows of supply of an item at a place that are open on a day and not sold out, the cheapest first."""
        offers = self._offers.get((place, item), ())
        return [row for row in offers if self.tables.since(row) <= day and self.for_sale[row] > DUST]

    def load(self, lift: LiftSchedule, day: int, item: str, wanted: float) -> float:
        """Send as many of the packs that are wanted as there are: from the store, then from supply."""
        place, usable = lift.row.origin, day + lift.lag
        good = [one for one in self.lots.get((place, item), ()) if self.last_day(item, one.birth) >= usable]
        offers = self.list_offers(place, item, day)
        there = math.fsum(one.packs for one in good) + math.fsum(self.for_sale[row] for row in offers)
        packs = min(wanted, there)
        if lift.is_trip and float(wanted).is_integer():
            packs = math.floor(packs + 1e-6)
        left = min(float(packs), there)
        for batch in good:
            taken = min(left, batch.packs)
            batch.packs -= taken
            left -= taken
            self.send(lift, day, item, batch.birth, taken)
        for row in offers:
            taken = min(left, self.for_sale[row])
            self._sell(row, item, taken)
            left -= taken
            self.send(lift, day, item, day, taken)
        return float(packs)

    def send(self, lift: LiftSchedule, day: int, item: str, birth: int, packs: float) -> None:
        """Put packs that have left a store on their way."""
        if packs > 0:
            one = Consignment(
                lift=lift.row.lift,
                leaves=day,
                usable=day + lift.lag,
                place=lift.row.destination,
                item=item,
                birth=birth,
                packs=packs,
            )
            self.on_the_way.append(one)

    def buy(self, place: str, item: str, packs: float, day: int) -> float:
        """Buy packs where they are used, as many as are for sale; they enter the place on the day."""
        bought = 0.0
        for row in self.list_offers(place, item, day):
            taken = min(packs - bought, self.for_sale[row])
            self._sell(row, item, taken)
            bought += taken
        if bought > 0:
            self.put(place, item, bought, day, day)
        return bought

    def _sell(self, row: int, item: str, packs: float) -> None:
        self.for_sale[row] -= packs
        self.accounts["bought"][item] += packs

    def take(self, account: str, place: str, item: str, packs: float) -> float:
        """Use packs up, the first to expire first; as many as there are."""
        left = packs
        for batch in self.lots.get((place, item), ()):
            taken = min(left, batch.packs)
            batch.packs -= taken
            left -= taken
        self.accounts[account][item] += packs - left
        return packs - left

    def list_in_place(self, site: str, item: str, day: int) -> float:
        """Packs of an asset that stand at a site on a day."""
        return math.fsum(one.packs for one in self.standing.get((site, item), ()) if one.stand(day))

    def count_everything(self, item: str) -> float:
        """Packs of an item in all stores, on their way, and standing (worn out or not)."""
        lying = [one.packs for (_, name), lots in self.lots.items() if name == item for one in lots]
        flying = [one.packs for one in self.on_the_way if one.item == item]
        standing = [one.packs for (_, name), rows in self.standing.items() if name == item for one in rows]
        return math.fsum((*lying, *flying, *standing))
