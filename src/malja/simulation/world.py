"""One future as it unfolds, a day at a time: who is there, what flies, what people use and what they lack."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from malja.catalogue.facts import Tier
from malja.cover.rule.day_tables import Days, DayTables, LiftSchedule
from malja.lifts.hedge.chances import Draws
from malja.lifts.hedge.headcounts import RealHeadcounts, scale_requirement
from malja.needs.requirements import SiteNeed
from malja.operation.operation import Operation
from malja.simulation.rationing import Ration, SiteOutlook, ration_goods
from malja.simulation.schedules import Departure, Schedule
from malja.simulation.stores import Stores

#: A store that differs by less than this share from what was expected is as expected.
_AS_EXPECTED = 1e-6
#: Packs for sale where as many are sold as anybody wants.
_PLENTY = 1e7
#: A ration is settled anew after so many days at the latest: those behind them were seen in weeks.
_LONGEST = 7


class World:
    """What is true, of one operation in one future; `day` is the next day to pass.

    `provided`: by site need (in the order of `tables.needs`), units or places provided on each day, shape (horizon,).
    """

    def __init__(self, operation: Operation, draws: Draws) -> None:
        self.operation, self.draws = operation, draws
        self.tables = DayTables(operation)
        self.people = RealHeadcounts(operation, draws)
        self.stores = Stores(self.tables)
        self.day = 0
        self.provided = [np.zeros(operation.horizon) for _ in self.tables.needs]
        self.failed: list[tuple[str, int]] = []
        self._rations: dict[str, Ration] = {}
        self._order = _order_lifts(self.tables)

    def live(self, schedule: Schedule, keep: int = 0) -> None:
        """Let a day pass on which a schedule is followed; `keep`: people save what should come as if it came later."""
        day = self.day
        self.stores.receive(day)
        for site in self.tables.sites:
            if day in self.people.waves[site]:
                self._rations.pop(site, None)
        if day < self.operation.days:
            self._leave(schedule)
        for site in self.tables.sites:
            self._use(site, schedule, keep)
        self.day += 1

    def forget_rations(self) -> None:
        """A new schedule: how goods are to be stretched is settled anew."""
        self._rations.clear()

    def people_of(self, need: SiteNeed) -> Days:
        """P, those whom a need really concerns, by day, in persons."""
        return np.asarray(need.group.reach * self._heads(need), dtype=np.float64)

    def required_of(self, need: SiteNeed) -> dict[Tier, Days]:
        """What a need really asks, by tier and day."""
        return _require(need, self._heads(need))

    def missing_of(self, number: int) -> dict[Tier, Days]:
        """The share of a site need that is missing, by tier and day; 0 where nothing is asked."""
        provided = self.provided[number]
        missing = {}
        for tier, required in self.required_of(self.tables.needs[number]).items():
            asked = required > 0
            share = 1.0 - provided / np.where(asked, required, 1.0)
            missing[tier] = np.where(asked, np.clip(share, 0.0, 1.0), 0.0)
        return missing

    def _heads(self, need: SiteNeed) -> Days:
        return (self.people.arrived if need.need.kept else self.people.present)[need.place]

    def _leave(self, schedule: Schedule) -> None:
        """What leaves today, or stays because it does not go; what can be used the same day enters its store."""
        day, date = self.day, self.operation.date(self.day)
        planned: dict[str, Departure] = {one.lift: one for one in schedule.departures if one.day == day}
        for at, place, item in [key for key in schedule.buys if key[0] == day]:
            self.stores.buy(place, item, schedule.buys[at, place, item], day)
        for lift in self._order:
            fixed, departure = lift.fixed.get(day, {}), planned.get(lift.row.lift)
            if not fixed and departure is None:
                continue
            fails = lift.is_trip and self.draws.does_fail(lift.row.lift, date)
            if fails:
                self.failed.append((lift.row.lift, day))
                self._rations.clear()
            for item, packs in fixed.items():
                self.stores.accounts["sent"][item] += packs
                if fails:
                    self.stores.put(lift.row.origin, item, packs, day, day)
                else:
                    self.stores.send(lift, day, item, day, packs)
            if departure is not None and not fails:
                for item, wanted in departure.packs.items():
                    self.stores.load(lift, day, item, wanted)
            if lift.lag == 0:
                self.stores.receive(day)

    def _use(self, site: str, schedule: Schedule, keep: int) -> None:
        """People use what their ration of the day says."""
        ration = self._rations.get(site)
        if ration is None or self.day - ration.first >= _LONGEST or not self._is_as_expected(site, ration):
            ration = ration_goods(self._look_ahead(site, schedule, keep))
            self._rations[site] = ration
        step = self.day - ration.first
        used: dict[str, float] = defaultdict(float)
        for (item, _), packs in ration.use[step].items():
            used[item] += self._consume("used", site, item, packs)
        for (item, _), packs in ration.feed[step].items():
            self._consume("burnt", site, item, packs)
        for number, need in enumerate(self.tables.needs):
            if need.place == site:
                self.provided[number][self.day] = self._provide(need, ration.serve[step], used)

    def _consume(self, account: str, site: str, item: str, packs: float) -> float:
        """Use up packs from the store, and from what is for sale on the spot; as many as there are."""
        here = self.stores.count(site, item)
        if packs > here and self.stores.list_offers(site, item, self.day):
            self.stores.buy(site, item, packs - here, self.day)
        return self.stores.take(account, site, item, packs)

    def _provide(self, need: SiteNeed, serve: dict[str, float], used: dict[str, float]) -> float:
        """Units that a need gets today: of the service (all of it where no goods serve it), and of what is used."""
        name, service = need.need.need, float(self.tables.service[need.place, need.need.need][self.day])
        if need.need.kind == "daily":
            uses = self.tables.gives["use"].get(name, {})
            return serve.get(name, service) + sum(each * used.get(item, 0.0) for item, each in uses.items())
        gives = self.tables.gives["in_place"].get(name, {})
        return service + sum(
            each * self.stores.list_in_place(need.place, item, self.day) for item, each in gives.items()
        )

    def _is_as_expected(self, site: str, ration: Ration) -> bool:
        return all(
            abs(self._count_at_hand(site, item) - packs) <= _AS_EXPECTED * max(1.0, packs)
            for item, packs in ration.stock[self.day - ration.first].items()
        )

    def _count_at_hand(self, site: str, item: str) -> float:
        """Packs in the store and for sale on the spot."""
        offers = self.stores.list_offers(site, item, self.day)
        return self.stores.count(site, item) + sum(self.stores.for_sale[row] for row in offers)

    def _look_ahead(self, site: str, schedule: Schedule, keep: int) -> SiteOutlook:
        """What a site has and expects from today on."""
        day, horizon = self.day, self.operation.horizon
        left = horizon - day
        goods: dict[tuple[str, float], Days] = {}
        standing: dict[str, Days] = defaultdict(lambda: np.zeros(left))
        for (place, item), batches in self.stores.lots.items():
            if place == site:
                for batch in batches:
                    _add(goods, item, self.stores.last_day(item, batch.birth), 0, batch.packs, left)
        coming = [(one.item, one.birth, one.usable, one.packs) for one in self.stores.on_the_way if one.place == site]
        for departure in schedule.departures:
            lift = self.tables.lifts[departure.lift]
            if departure.day > day and lift.row.destination == site:
                coming += [(i, departure.day, departure.day + lift.lag + keep, n) for i, n in departure.packs.items()]
        for lift in self.tables.lifts.values():
            if lift.row.destination == site:
                for leaves, load in lift.fixed.items():
                    coming += [(item, leaves, leaves + lift.lag + keep, n) for item, n in load.items() if leaves > day]
        for item, birth, usable, packs in coming:
            if usable >= horizon:
                continue
            row = self.tables.items[item]
            if not self.tables.stands(site, item):
                _add(goods, item, self.stores.last_day(item, birth), usable - day, packs, left)
                continue
            since = usable + row.setup_days - day
            until = left if row.life_days is None else min(left, since + row.life_days)
            standing[item][since:until] += packs
        for place, item in self.stores.standing:
            if place == site:
                standing[item] += [self.stores.list_in_place(site, item, at) for at in range(day, horizon)]
        for row_number, supply in enumerate(self.operation.supply):
            packs, since = self.stores.for_sale[row_number], max(day, self.tables.since(row_number))
            if supply.place == site and not self.tables.stands(site, supply.item) and since < horizon:
                _add(goods, supply.item, float("inf"), since - day, min(packs, _PLENTY), left)
        present, arrived = self.people.expect(site, day)
        needs = [need for need in self.tables.needs if need.place == site and need.need.kind == "daily"]
        heads = {need.need.need: (arrived if need.need.kept else present) for need in needs}
        return SiteOutlook(
            site=site,
            first=day,
            tables=self.tables,
            present=present[day:],
            needs=needs,
            people={need.need.need: (need.group.reach * heads[need.need.need])[day:] for need in needs},
            required={
                need.need.need: {tier: r[day:] for tier, r in _require(need, heads[need.need.need]).items()}
                for need in needs
            },
            goods=goods,
            standing=dict(standing),
        )


def _require(need: SiteNeed, heads: Days) -> dict[Tier, Days]:
    return {tier: scale_requirement(need.need.standard(tier) or 0.0, need.group.share, heads) for tier in need.required}


def _add(goods: dict[tuple[str, float], Days], item: str, last: float, at: int, packs: float, left: int) -> None:
    """Packs of an item with a last day that come on a day from now."""
    key = item, last
    if key not in goods:
        goods[key] = np.zeros(left)
    goods[key][at] += packs


def _order_lifts(tables: DayTables) -> list[LiftSchedule]:
    """Lifts, those from places that nothing leads to first, so that what comes and goes on one day can."""
    depth = dict.fromkeys(tables.places, 0)
    for _ in tables.places:
        for lift in tables.lifts.values():
            depth[lift.row.destination] = max(depth[lift.row.destination], depth[lift.row.origin] + 1)
    return sorted(tables.lifts.values(), key=lambda lift: min(depth[lift.row.origin], len(depth)))
