"""How a site stretches what it has and expects: a linear program over the days to come, survival first."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from malja.catalogue.facts import TIERS, Tier
from malja.cover.rule.day_tables import Days, DayTables
from malja.lifts.model.shortfall_charge import SHORTFALL_PIECE, SHORTFALL_SLOPES
from malja.lifts.solver.matrix import Floats, Ints, MatrixBuilder, gather
from malja.lifts.solver.program import Program, minimise
from malja.needs.requirements import SiteNeed
from malja.problems import Failed, Problem

#: An item with the last day on which it can be used (infinite where it keeps).
Good = tuple[str, float]

#: How much more a tier weighs than the one behind it: in practice the order of the model.
_TIER_RATIO = 100.0
#: Days that are seen one by one; those behind them are seen in weeks.
_SINGLE_DAYS = 10
#: What use is charged, as a share of the least that it saves at the target: nothing is used in vain, what expires goes
#: first, and early days come first.
_USE_CHARGE = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOutlook:
    """What a site has and expects from the day `first` on; arrays by day from then, shape (horizon - first,).

    `goods`: packs that come into the store (on day 0 of it: that lie there), by item and last day; `standing`: packs of
    assets in place; `people`, `required`: of its daily needs by name.
    """

    site: str
    first: int
    tables: DayTables
    present: Days
    needs: list[SiteNeed]
    people: dict[str, Days]
    required: dict[str, dict[Tier, Days]]
    goods: dict[Good, Days]
    standing: dict[str, Days]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ration:
    """What is used on each of the days seen one by one: packs by good, units of its service by need that goods serve.

    `stock`: packs by item that should lie in the store, or be for sale on the spot, when a day's use begins.
    """

    first: int
    use: list[dict[Good, float]]
    feed: list[dict[Good, float]]
    serve: list[dict[str, float]]
    stock: list[dict[str, float]]


def ration_goods(outlook: SiteOutlook) -> Ration:
    """The use of the days to come that leaves the least shortfall, by tier (docs/trying.md)."""
    program = _Rationing(outlook)
    answer = minimise(program.build(), program.cost())
    if answer.values is None:
        raise Failed([Problem(code="nothing_found")])
    return program.read(answer.values)


class _Rationing:
    """The linear program of one site; arrays are [.., period], amounts are per day of the period."""

    def __init__(self, outlook: SiteOutlook) -> None:
        self.outlook, self.tables = outlook, outlook.tables
        left = len(outlook.present)
        single = min(_SINGLE_DAYS, left)
        self.starts = np.array([*range(single), *range(single, left, 7)], dtype=np.int64)
        self.length = np.diff(self.starts, append=left).astype(float)
        self.goods = sorted(outlook.goods, key=lambda good: (good[0], good[1]))
        self.assets = [item for item in outlook.standing if outlook.standing[item].any() and self._runs(item)]
        self.served = [need for need in outlook.needs if self._is_served(need.need.need)]
        self.m = MatrixBuilder()
        self._add_columns()
        self._add_stock()
        self._add_running()
        self._add_cover()
        self._add_rations()

    def _runs(self, item: str) -> bool:
        tables = self.tables
        gives = any(item in of_need for of_need in tables.gives["per_day"].values())
        return gives or any(item in takes for takes in (*tables.burns.values(), *tables.draws.values()))

    def _is_served(self, need: str) -> bool:
        """Whether goods or running assets change what a need gets; all others get what the place gives."""
        tables, items = self.tables, {item for item, _ in self.goods}
        uses, runs = tables.gives["use"].get(need, {}), {*tables.gives["per_day"].get(need, {})}
        runs |= {*tables.draws.get(need, {})}
        return bool(items & set(uses) or runs & set(self.assets))

    def _add_columns(self) -> None:
        periods, m = len(self.starts), self.m
        inputs = set(self.tables.burns)
        useful = {item for need in self.served for item in self.tables.gives["use"].get(need.need.need, {})}
        last = np.array([good[1] for good in self.goods], dtype=float).reshape(-1, 1)
        in_time = last >= self.outlook.first + self.starts
        of = np.array([item in useful for item, _ in self.goods], dtype=bool).reshape(-1, 1)
        burnt = np.array([item in inputs for item, _ in self.goods], dtype=bool).reshape(-1, 1)
        self.use = m.add_columns(in_time & of)
        self.feed = m.add_columns(in_time & burnt)
        self.stock = m.add_columns(np.ones((len(self.goods), periods), dtype=bool))
        standing = [_level(self.outlook.standing[item], self.starts) for item in self.assets]
        most = np.array(standing, dtype=float).reshape(len(self.assets), periods)
        self.run = m.add_columns(np.ones(most.shape, dtype=bool), most)
        self.serve = m.add_columns(np.ones((len(self.served), periods), dtype=bool))
        shape = (len(self.served), len(TIERS), len(SHORTFALL_SLOPES), periods)
        self.required = np.zeros((len(self.served), len(TIERS), periods))
        for k, need in enumerate(self.served):
            for tier, required in self.outlook.required[need.need.need].items():
                self.required[k, TIERS.index(tier)] = _mean(required, self.starts, self.length)
        asked = np.broadcast_to((self.required > 0)[:, :, None], shape)
        self.short = m.add_columns(asked, SHORTFALL_PIECE)

    def _add_stock(self) -> None:
        """stock[q] = stock[q-1] + what comes in q - days[q] * (use + feed), by good; stock >= 0."""
        arriving = np.array([_arrivals(self.outlook.goods[good], self.starts, self.length) for good in self.goods])
        arriving = arriving.reshape(self.stock.shape)
        rows = self.m.add_rows(self.stock >= 0, arriving, arriving)
        self.m.add_entries(rows, self.stock, 1.0)
        self.m.add_entries(rows[:, 1:], self.stock[:, :-1], -1.0)
        self.m.add_entries(rows, self.use, self.length)
        self.m.add_entries(rows, self.feed, self.length)

    def _add_running(self) -> None:
        """feed of an item = sum of what running assets take of it."""
        for item, takes in self.tables.burns.items():
            there = [n for n, asset in enumerate(self.assets) if asset in takes]
            if there:
                rows = self.m.add_rows(np.ones(len(self.starts), dtype=bool), 0.0, 0.0)
                for n in there:
                    self.m.add_entries(rows, self.run[n], -takes[self.assets[n]])
                for n, (good, _) in enumerate(self.goods):
                    if good == item:
                        self.m.add_entries(rows, self.feed[n], 1.0)

    def _add_cover(self) -> None:
        """use and service cover each tier but for what is short; service is what the place and running assets give."""
        for k, need in enumerate(self.served):
            name = need.need.need
            rows = self.m.add_rows(self.required[k] > 0, 1.0, np.inf)
            scale = np.where(self.required[k] > 0, self.required[k], 1.0)
            for item, each in self.tables.gives["use"].get(name, {}).items():
                for n, (good, _) in enumerate(self.goods):
                    if good == item:
                        self.m.add_entries(rows, self.use[n][None], each / scale)
            self.m.add_entries(rows, self.serve[k][None], 1.0 / scale)
            for piece in range(len(SHORTFALL_SLOPES)):
                self.m.add_entries(rows, self.short[k, :, piece], 1.0)
            service = self.tables.service[need.place, name][self.outlook.first :]
            limit = self.m.add_rows(
                np.ones(len(self.starts), dtype=bool), -np.inf, _mean(service, self.starts, self.length)
            )
            self.m.add_entries(limit, self.serve[k], 1.0)
            for n, asset in enumerate(self.assets):
                self.m.add_entries(limit, self.run[n], self.tables.draws.get(name, {}).get(asset, 0.0))
                self.m.add_entries(limit, self.run[n], -self.tables.gives["per_day"].get(name, {}).get(asset, 0.0))

    def _add_rations(self) -> None:
        """use <= the most that a person may have a day * people, over all goods of an item."""
        heads = _mean(self.outlook.present, self.starts, self.length)
        for item in sorted({item for item, _ in self.goods}):
            most = self.tables.ration(item)
            if math.isfinite(most):
                rows = self.m.add_rows(np.ones(len(self.starts), dtype=bool), -np.inf, most * heads)
                for n, (good, _) in enumerate(self.goods):
                    if good == item:
                        self.m.add_entries(rows, self.use[n], 1.0)

    def build(self) -> Program:
        """The program."""
        matrix = self.m.build()
        return Program(matrix=matrix, lower=np.zeros(self.m.column_count), upper=matrix.upper)

    def cost(self) -> Floats:
        """Charged and weighted person-days short, the tiers in their order, and next to nothing for use."""
        cost = np.zeros(self.m.column_count)
        for k, need in enumerate(self.served):
            people = _mean(self.outlook.people[need.need.need], self.starts, self.length)
            for tier, piece in np.ndindex(len(TIERS), len(SHORTFALL_SLOPES)):
                columns = self.short[k, tier, piece]
                there = columns >= 0
                each = need.need.weight * people * self.length * SHORTFALL_SLOPES[piece]
                cost[columns[there]] = (each * _TIER_RATIO ** (len(TIERS) - 1 - tier))[there]
        later = 1.0 + self.starts / max(1, len(self.outlook.present))
        for n, (item, last) in enumerate(self.goods):
            age = 1.0 if math.isfinite(last) else 2.0
            charge = _USE_CHARGE * self._least_saving(item) * age * later * self.length
            for columns in (self.use[n], self.feed[n]):
                there = columns >= 0
                cost[columns[there]] += charge[there]
        return cost

    def _least_saving(self, item: str) -> float:
        """Weighted person-days that a pack saves, of the need that it saves least of, used or burnt."""
        savings = []
        for k, need in enumerate(self.served):
            name, highest = need.need.need, float(self.required[k].max())
            each = self.tables.gives["use"].get(name, {}).get(item, 0.0)
            for asset, packs in self.tables.burns.get(item, {}).items():
                each = max(each, self.tables.gives["per_day"].get(name, {}).get(asset, 0.0) / packs)
            if each and highest:
                savings.append(each / highest * need.need.weight * float(self.outlook.people[name].max()))
        return min(savings, default=1.0)

    def read(self, x: Floats) -> Ration:
        """What is used on the days seen one by one."""
        days = range(min(_SINGLE_DAYS, len(self.starts)))
        stock, use = _values(x, self.stock), _values(x, self.use)
        feed, serve = _values(x, self.feed), _values(x, self.serve)
        arriving = [_arrivals(self.outlook.goods[good], self.starts, self.length) for good in self.goods]
        lies: list[dict[str, float]] = [{} for _ in days]
        for day in days:
            for n, (item, _) in enumerate(self.goods):
                if self._can_run_out(n):
                    before = arriving[n][0] if day == 0 else stock[n, day - 1] + arriving[n][day]
                    lies[day][item] = lies[day].get(item, 0.0) + float(before)
        return Ration(
            first=self.outlook.first,
            use=[{good: float(use[n, day]) for n, good in enumerate(self.goods) if use[n, day] > 0} for day in days],
            feed=[{good: float(feed[n, day]) for n, good in enumerate(self.goods) if feed[n, day] > 0} for day in days],
            serve=[{need.need.need: float(serve[k, day]) for k, need in enumerate(self.served)} for day in days],
            stock=lies,
        )

    def _can_run_out(self, n: int) -> bool:
        """Whether a good is not for sale on the spot without limit: then there is no stock that could differ."""
        item, site = self.goods[n][0], self.outlook.site
        rows = self.tables.operation.supply
        return not any((row.place, row.item, row.quantity) == (site, item, None) for row in rows)


def _mean(by_day: Days, starts: Ints, length: Floats) -> Floats:
    """The mean over the days of each period."""
    return np.asarray(np.add.reduceat(by_day, starts) / length, dtype=np.float64)


def _level(by_day: Days, starts: Ints) -> Floats:
    """What is there on every day of each period: its least."""
    return np.asarray(np.minimum.reduceat(by_day, starts), dtype=np.float64)


def _arrivals(by_day: Days, starts: Ints, length: Floats) -> Floats:
    """What comes in each period; of what comes within one, the part that serves the days left of it, the rest later."""
    coming = np.zeros(len(starts))
    for day in np.flatnonzero(by_day):
        q = int(np.searchsorted(starts, day, side="right")) - 1
        now = (starts[q] + length[q] - day) / length[q] if q + 1 < len(starts) else 1.0
        coming[q] += now * by_day[day]
        if q + 1 < len(starts):
            coming[q + 1] += (1.0 - now) * by_day[day]
    return coming


def _values(x: Floats, columns: Ints) -> Floats:
    """The values of columns, none below zero."""
    return np.asarray(np.maximum(gather(x, columns), 0.0), dtype=np.float64)
