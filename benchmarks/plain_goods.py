"""The plain formulation, at places: every lot on every day, assets in place, what people use, services."""

from __future__ import annotations

import math
from collections import defaultdict

from benchmarks.plain_lifts import Loads
from benchmarks.rows import Rows, Terms
from malja.cover.rule.day_tables import DayTables, Lot

At = tuple[str, str, int]


class Goods:
    """Columns of what is bought, used, run, wasted and in stock; goods in packs."""

    def __init__(self, given: DayTables, model: Rows, loads: Loads) -> None:
        self.given, self.model, self.loads = given, model, loads
        self.days = range(given.horizon)
        self.buy: dict[At, Terms] = defaultdict(list)
        self.cost: Terms = []
        self.run: dict[At, int] = {}
        self.in_place: dict[At, int] = {}
        self.use: dict[At, Terms] = defaultdict(list)
        self.feed: dict[At, Terms] = defaultdict(list)
        self.coming: dict[tuple[str, Lot, int], Terms] = defaultdict(list)
        self.leaving: dict[tuple[str, Lot, int], Terms] = defaultdict(list)
        self.sent: dict[tuple[str, Lot, int], float] = defaultdict(float)
        self.stored: dict[tuple[str, int], Terms] = defaultdict(list)
        self._supply()
        self._moves()
        for place in given.places:
            for item in given.items:
                if given.stands(place, item):
                    self._assets(place, item)
                else:
                    self._balance(place, item)
        for (place, _), terms in self.stored.items():
            if math.isfinite(given.storage(place)):
                model.row("storage", terms, upper=given.storage(place))
        for site in given.sites:
            self._inputs(site)
            self._rations(site)

    def _supply(self) -> None:
        """buy[row, day] from the row's date on, in all at most its quantity."""
        given = self.given
        for number, row in enumerate(given.operation.supply):
            pack = given.items[row.item].pack_quantity
            bought: Terms = []
            for day in range(given.since(number), given.horizon):
                column = self.model.column()
                bought.append((column, 1.0))
                self.buy[row.place, row.item, day].append((column, 1.0))
                self.cost.append((column, row.unit_cost * pack))
            if row.quantity is not None:
                self.model.row("supply", bought, upper=row.quantity / pack)

    def _moves(self) -> None:
        """What leaves and what becomes usable, planned and committed, by place, lot and day."""
        given = self.given
        for (name, lot, day), column in self.loads.load.items():
            lift = given.lifts[name]
            self.leaving[lift.row.origin, lot, day].append((column, 1.0))
            self.coming[lift.row.destination, lot, day + lift.lag].append((column, 1.0))
        for lift in given.lifts.values():
            for day, packs in lift.fixed.items():
                for item, count in packs.items():
                    self.sent[lift.row.destination, given.lot(item, day), day + lift.lag] += count

    def _assets(self, place: str, item: str) -> None:
        """in_place[t] = in_place[t-1] + come[t - setup] - come[t - setup - life]; run[t] <= in_place[t]."""
        given, row = self.given, self.given.items[item]
        runs = any(item in of_need for of_need in given.gives["per_day"].values())
        for day in self.days:
            column = self.model.column()
            self.in_place[place, item, day] = column
            terms: Terms = [(column, 1.0)]
            if day:
                terms.append((self.in_place[place, item, day - 1], -1.0))
            begins, fixed = self._come(place, item, day - row.setup_days)
            terms += [(of, -count) for of, count in begins]
            if row.life_days is not None:
                ends, gone = self._come(place, item, day - row.setup_days - row.life_days)
                terms += ends
                fixed -= gone
            # What stands when the first day opens needs no setting up.
            opening = given.opening.get((place, item), 0.0)
            fixed += opening * ((day == 0) - (row.life_days is not None and day == row.life_days))
            self.model.row("assets", terms, lower=fixed, upper=fixed)
            if runs:
                self.run[place, item, day] = self.model.column()
                self.model.row("running", [(self.run[place, item, day], 1.0), (column, -1.0)], upper=0.0)

    def _come(self, place: str, item: str, day: int) -> tuple[Terms, float]:
        """Packs of an asset that become usable or are bought on a day: planned, and committed."""
        lots = self.given.lots(item)
        planned = list(self.buy.get((place, item, day), []))
        for lot in lots:
            planned += self.coming.get((place, lot, day), [])
        return planned, math.fsum(self.sent.get((place, lot, day), 0.0) for lot in lots)

    def _balance(self, place: str, item: str) -> None:
        """stock[t] = stock[t-1] + usable + buy - use - inputs - waste - leaving, for every lot."""
        given, model = self.given, self.model
        site = place in given.sites
        used = site and any(item in of_need for of_need in given.gives["use"].values())
        burnt = site and item in given.burns
        for lot in given.lots(item):
            before: Terms = []
            for day in self.days if lot[1] is None else range(max(0, lot[1]), given.horizon):
                alive = day <= given.last(lot)
                lost = [(model.column(), 1.0), *self.leaving.get((place, lot, day), [])]
                if used and alive:
                    lost.append((model.column(), 1.0))
                    self.use[place, item, day].append(lost[-1])
                if burnt and alive:
                    lost.append((model.column(), 1.0))
                    self.feed[place, item, day].append(lost[-1])
                stock: Terms = [(model.column(), 1.0)] if day < given.last(lot) else []
                gained = [*before, *self.coming.get((place, lot, day), [])]
                if lot[1] is None or lot[1] == day:
                    gained += self.buy.get((place, item, day), [])
                fixed = self.sent.get((place, lot, day), 0.0)
                if day == 0 and lot[1] in (None, 0):
                    fixed += given.opening.get((place, item), 0.0)
                terms = [*lost, *stock, *((column, -count) for column, count in gained)]
                model.row("balance", terms, lower=fixed, upper=fixed)
                before = stock
                self.stored[place, day] += [(column, given.items[item].pack_m3) for column, _ in stock]

    def _inputs(self, site: str) -> None:
        """What running assets take of goods."""
        for item, takes in self.given.burns.items():
            for day in self.days:
                runs = [
                    (self.run[site, asset, day], -each)
                    for asset, each in takes.items()
                    if (site, asset, day) in self.run
                ]
                self.model.row("inputs", [*self.feed.get((site, item, day), []), *runs], lower=0.0, upper=0.0)

    def _rations(self, site: str) -> None:
        """use[t] <= max_per_person_day * N[t]."""
        for item in self.given.items:
            ration = self.given.ration(item)
            for day in self.days if math.isfinite(ration) else ():
                most = ration * float(self.given.people[site][day])
                self.model.row("rations", self.use.get((site, item, day), []), upper=most)
