"""Days of cover as the rule counts them: for the sites behind a place, goods there or on their way against needs."""

from __future__ import annotations

from itertools import product

import numpy as np

from malja.catalogue.facts import Tier
from malja.cover.rule.day_tables import Days, DayTables, LiftSchedule
from malja.cover.rule.forward_stock import ForwardStock


class Demand:
    """One need of a group of sites: until when goods last (`days` from now), and what is missing on the day after."""

    def __init__(self, name: str, kind: str, items: dict[str, float]) -> None:
        self.name, self.kind, self.items = name, kind, items
        self.days, self.missing, self.lacks, self.is_short = 0, 0.0, 0.0, False
        self.short_day = 0
        self.running: set[str] = set()

    def worth(self, item: str, group: SiteGroup) -> float:
        """How many days what an item gives is given: once when used, every day left where it runs or stands."""
        if self.kind == "standing" or item not in self.running:
            return 1.0
        row = group.given.items[item]
        left = group.given.horizon - group.day - row.setup_days
        return float(max(1, left if row.life_days is None else min(left, row.life_days)))


class SiteGroup:
    """The sites that a place leads to, and all places on the way there."""

    def __init__(self, given: DayTables, stock: ForwardStock, sites: list[str], places: set[str]) -> None:
        self.given, self.stock, self.sites, self.places = given, stock, sites, places
        self.day = 0
        self.tier: Tier = "minimum"
        self.heads = np.sum([given.people[site] for site in sites], axis=0) if sites else np.zeros(given.horizon)
        self.demands = [self._demand(need.need, need.kind) for need in given.operation.needs]
        self.demands += [Demand(item, "input", {item: 1.0}) for item in given.burns]

    def _demand(self, name: str, kind: str) -> Demand:
        gives = self.given.gives
        if kind == "standing":
            return Demand(name, kind, gives["in_place"].get(name, {}))
        demand = Demand(name, kind, {**gives["use"].get(name, {}), **gives["per_day"].get(name, {})})
        demand.running = set(gives["per_day"].get(name, {}))
        return demand

    def look(self, day: int, tier: Tier) -> None:
        """Count every need's cover anew."""
        self.day, self.tier = day, tier
        for demand in self.demands:
            self._count(demand)

    def changed(self, item: str, lift: LiftSchedule) -> None:
        """Count anew what an item serves, when it moved to or from here."""
        if not self.places & {lift.row.origin, lift.row.destination}:
            return
        feeds = {of for of, takes in self.given.burns.items() if item in takes}
        for demand in self.demands:
            if item in demand.items or demand.name in feeds:
                self._count(demand)

    def _required(self, demand: Demand) -> Days:
        total = np.zeros(self.given.horizon)
        if demand.kind == "input":
            for asset, each in self.given.burns[demand.name].items():
                total += each * self._standing(asset)
            return total
        for need in self.given.needs:
            if need.place in self.sites and need.need.need == demand.name and self.tier in need.required:
                total += np.maximum(0.0, need.required[self.tier] - self.given.service[need.place, demand.name])
        return total

    def _standing(self, asset: str) -> Days:
        total = np.zeros(self.given.horizon)
        for place in self.places:
            if self.given.stands(place, asset):
                total += self.stock.expected[place, asset]
            else:
                total += self.stock.coming[place, asset]
        return total

    def _stock(self, item: str) -> float:
        # Sums of what came and went end a little below nothing.
        return max(0.0, sum(self.stock.coming[place, item] for place in self.places))

    def _count(self, demand: Demand) -> None:
        required = self._required(demand)[self.day :]
        if demand.kind == "standing":
            here = sum(
                (each * self._standing(item) for item, each in demand.items.items()), np.zeros(self.given.horizon)
            )
            self._settle(demand, required, here[self.day :])
            return
        for item in demand.running:
            required = np.maximum(0.0, required - demand.items[item] * self._standing(item)[self.day :])
        needed = np.cumsum(required)
        there = np.zeros(len(needed))
        heads = np.cumsum(self.heads[self.day :])
        for item, each in demand.items.items():
            if item not in demand.running:
                ration = self.given.ration(item)
                there += each * np.minimum(self._stock(item), ration * heads if np.isfinite(ration) else np.inf)
        self._settle(demand, needed, there)

    def _settle(self, demand: Demand, needed: Days, there: Days) -> None:
        short = there < needed * (1 - 1e-9) - 1e-9
        demand.is_short = bool(short.any())
        first = int(np.argmax(short)) if demand.is_short else len(needed)
        demand.days = demand.short_day = first
        if demand.is_short:
            demand.lacks = float(needed[first] - there[first])
            demand.missing = demand.lacks / float(needed[first])

    def room_for(self, item: str, demand: Demand) -> float:
        """Packs of an item that would help on the first short day: within its ration, with what it runs on."""
        if demand.kind == "input":
            return np.inf
        if item in demand.running:
            return self._runs(item)
        ration = self.given.ration(item)
        if not np.isfinite(ration):
            return np.inf
        eaten = ration * float(np.sum(self.heads[self.day : self.day + demand.short_day + 1]))
        return max(0.0, float(np.ceil(eaten - self._stock(item) - 1e-9)))

    def _runs(self, asset: str) -> float:
        """Packs of an asset that the services it draws on (raw water) can still feed."""
        room = np.inf
        for need, draws in self.given.draws.items():
            if asset in draws:
                service = sum(float(self.given.service[site, need][self.day :].max()) for site in self.sites)
                drawn = sum(each * float(self._standing(of).max()) for of, each in draws.items())
                room = min(room, (service - drawn) / draws[asset])
        return max(0.0, room)


def group_sites(given: DayTables, stock: ForwardStock) -> dict[str, SiteGroup]:
    """By destination: the sites it leads to; destinations that lead to the same places share one."""
    onward = {name: {name} for name in given.places}
    for _ in given.places:
        for lift, place in product(given.lifts.values(), given.places):
            if lift.row.origin in onward[place]:
                onward[place] |= onward[lift.row.destination]
    made: dict[frozenset[str], SiteGroup] = {}
    found = {}
    for lift in given.lifts.values():
        places = frozenset(onward[lift.row.destination])
        if places not in made:
            made[places] = SiteGroup(given, stock, [site for site in given.sites if site in places], set(places))
        found[lift.row.destination] = made[places]
    return found
