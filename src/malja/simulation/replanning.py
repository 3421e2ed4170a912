"""What a manager knows on a day, written as an operation that can be planned (docs/trying.md, Planning again)."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace

from malja.operation.operation import Operation
from malja.operation.rows import Committed, Movement, Stock, Supply
from malja.simulation.aged_items import Aged, can_be_aged, list_aged_rows
from malja.simulation.stores import DUST, Consignment, StandingAssets
from malja.simulation.world import World


def describe_situation(world: World) -> Operation:
    """The operation for the days that are left, as its managers know it at the start of a day.

    On the first day it is the operation itself.
    """
    if world.day == 0:
        return world.operation
    return _Situation(world).write()


class _Situation:
    def __init__(self, world: World) -> None:
        self.world, self.operation, self.day = world, world.operation, world.day
        self.date = world.operation.date(world.day)
        self.pack = {item.item: item.pack_quantity for item in world.operation.items}
        self.aged: set[Aged] = set()
        self.ages = can_be_aged(world.operation)
        self.inputs = set(world.tables.burns)
        self.stock: dict[tuple[str, str], float] = defaultdict(float)
        self.supply: list[Supply] = []
        self.committed: list[Committed] = []

    def write(self) -> Operation:
        operation, world = self.operation, self.world
        self._count_stores()
        for (place, item), batches in world.stores.standing.items():
            for batch in batches:
                self._stand(place, item, batch)
        for (lift, leaves, place, item, usable), packs in _gather(world.stores.on_the_way).items():
            self._come(lift, leaves, place, item, usable, packs)
        self.committed += [row for row in operation.committed if operation.day(row.date) >= self.day]
        items, contents, running = list_aged_rows(operation, self.aged)
        return replace(
            operation,
            start=self.date,
            days=operation.days - self.day,
            people=self._people(),
            stock=tuple(
                Stock(place=at, item=item, quantity=units) for (at, item), units in self.stock.items() if units
            ),
            supply=(*self._list_for_sale(), *self.supply),
            committed=tuple(self.committed),
            services=tuple(row for row in operation.services if row.until is None or row.until >= self.date),
            lift_days=tuple(row for row in operation.lift_days if row.date >= self.date),
            notices=(),
            items=items,
            contents=contents,
            running=running,
        )

    def _count_stores(self) -> None:
        """What lies in the stores as it was counted: each item at each place is miscounted by one share."""
        for (place, item), batches in self.world.stores.lots.items():
            counted = self.world.draws.miscount(place, item, self.date) * self.pack[item]
            for batch in batches:
                last = self.world.stores.last_day(item, batch.birth)
                if batch.packs > DUST and last >= self.day:
                    self.stock[place, self._age(item, last)] += batch.packs * counted

    def _age(self, item: str, last: float) -> str:
        """The name of goods that last until a day: their own where the planner would take no day more for granted."""
        if not self.ages or last >= self.operation.horizon - 1 or item in self.inputs:
            return item
        one = Aged(item=item, shelf_life_days=int(last) - self.day)
        self.aged.add(one)
        return one.name

    def _stand(self, place: str, item: str, batch: StandingAssets) -> None:
        """Assets in place are stock; those still to be set up, and those that wear out, with the days left to them."""
        if batch.until is not None and batch.until <= self.day:
            return
        life = None if batch.until is None or not self.ages else batch.until - max(self.day, batch.since)
        if batch.since <= self.day:
            one = Aged(item=item, life_days=life)
            self.stock[place, one.name] += batch.packs * self.pack[item]
        else:
            one = Aged(item=item, life_days=life, setup_days=batch.since - self.day if self.ages else None)
            self.supply.append(
                Supply(place=place, item=one.name, quantity=batch.packs * self.pack[item], since=self.date, unit_cost=0)
            )
        if one.name != item:
            self.aged.add(one)

    def _come(self, lift: str, leaves: int, place: str, item: str, usable: int, packs: float) -> None:
        """Whole packs on their way are committed cargo; parts of packs can be had at the destination on their day."""
        whole = math.floor(packs + 1e-6)
        date = self.operation.date(leaves)
        if whole:
            self.committed.append(Committed(lift=lift, date=date, item=item, packs=whole))
        part = packs - whole
        if part > 1e-6:
            quantity, since = part * self.pack[item], self.operation.date(usable)
            self.supply.append(Supply(place=place, item=item, quantity=quantity, since=since, unit_cost=0))

    def _people(self) -> tuple[Movement, ...]:
        """Who has come and left arrives today; the table's later movements are still expected."""
        rows = []
        for site, present in self.world.people.present.items():
            here, come = round(float(present[self.day])), round(float(self.world.people.arrived[site][self.day]))
            rows.append(Movement(place=site, date=self.date, arrivals=come, departures=come - here))
        return (*rows, *(move for move in self.operation.people if move.date > self.date))

    def _list_for_sale(self) -> list[Supply]:
        rows = []
        for row, packs in zip(self.operation.supply, self.world.stores.for_sale, strict=True):
            if math.isinf(packs):
                rows.append(row)
            elif packs > DUST:
                rows.append(replace(row, quantity=packs * self.pack[row.item]))
        return rows


def _gather(on_the_way: list[Consignment]) -> dict[tuple[str, int, str, str, int], float]:
    """Packs on their way by lift, day of leaving, place, item and day of use, whatever their age."""
    packs: dict[tuple[str, int, str, str, int], float] = defaultdict(float)
    for one in on_the_way:
        packs[one.lift, one.leaves, one.place, one.item, one.usable] += one.packs
    return packs
