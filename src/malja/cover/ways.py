"""The ways in which a site can meet a need with what it has: services, consumables, assets and what they run on.

A way gives one unit of the need for so much of its daily limits (a service's day, units of an asset that stand, a
ration) and so much of stock (food, fuel). An asset that draws on a service which other assets make (a pump before a
water unit) gives one way for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from malja.catalogue.facts import Item
from malja.needs.requirements import DailyAmounts
from malja.operation.counted_contents import list_counted_contents
from malja.operation.headcount import count_present
from malja.operation.operation import Operation

#: A daily limit: the service of a need, the units of an asset in place, or the ration of an item.
DailyLimit = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NeedWay:
    """What one unit of a need takes: of daily limits (`daily`) and of stock (`stock`, by item), in their own units."""

    daily: dict[DailyLimit, float] = field(default_factory=dict)
    stock: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteGoods:
    """The stock, assets and services of a site on day 0; nothing that is still to come.

    `heads`: people present, shape (horizon,). `limits`: daily limits, shape (horizon,) each. `stock`: consumables, in
    units. `gives`: by need and how, units of the need by item. `runs_on`: inputs of a unit of an asset, per day.
    """

    place: str
    horizon: int
    heads: DailyAmounts
    items: dict[str, Item]
    limits: dict[DailyLimit, DailyAmounts]
    stock: dict[str, float]
    gives: dict[tuple[str, str], dict[str, float]]
    runs_on: dict[str, dict[str, float]]

    def service(self, need: str) -> DailyAmounts:
        """The service of the site for a need, shape (horizon,)."""
        return self.limits.get(("service", need), np.zeros(self.horizon))

    def in_place(self, item: str) -> DailyAmounts:
        """Units of an asset of the opening stock that stand, shape (horizon,): from day 0 for its life."""
        return self.limits.get(("asset", item), np.zeros(self.horizon))


def read_site_goods(operation: Operation) -> list[SiteGoods]:
    """Every site with what it has, in the tables' order."""
    items = {item.item: item for item in operation.items}
    gives: dict[tuple[str, str], dict[str, float]] = {}
    for content in list_counted_contents(operation):
        row = gives.setdefault((content.need, content.how), {})
        row[content.item] = row.get(content.item, 0.0) + content.quantity
    runs_on: dict[str, dict[str, float]] = {}
    for running in operation.running:
        inputs = runs_on.setdefault(running.item, {})
        inputs[running.input] = inputs.get(running.input, 0.0) + running.quantity
    heads = count_present(operation)
    return [
        SiteGoods(
            place=place.place,
            horizon=operation.horizon,
            heads=heads[place.place],
            items=items,
            limits=_limits(operation, place.place, items, heads[place.place]),
            stock=_stock(operation, place.place, items, "consumable"),
            gives=gives,
            runs_on=runs_on,
        )
        for place in operation.places
        if place.role == "site"
    ]


def find_ways(site: SiteGoods, need: str) -> list[NeedWay]:
    """Every way in which the site can meet a daily need: its service first, then consumables, then assets that run."""
    used = site.gives.get((need, "use"), {})
    return [
        *_served(site, need, frozenset()),
        *(_used(site, item, gives) for item, gives in used.items() if gives > 0 and site.stock.get(item, 0) > 0),
    ]


def _used(site: SiteGoods, item: str, gives: float) -> NeedWay:
    """People use a consumable, within its ration."""
    ration = ("ration", item)
    return NeedWay(daily={ration: 1 / gives} if ration in site.limits else {}, stock={item: 1 / gives})


def _served(site: SiteGoods, need: str, above: frozenset[str]) -> Iterator[NeedWay]:
    """The service of a need, and the assets that make more of it; `above`: what it is made for, never in a circle."""
    if ("service", need) in site.limits:
        yield NeedWay(daily={("service", need): 1.0})
    if need in above:
        return
    for item, gives in site.gives.get((need, "per_day"), {}).items():
        if gives > 0 and ("asset", item) in site.limits:
            yield from _run(site, item, gives, above | {need})


def _run(site: SiteGoods, item: str, gives: float, above: frozenset[str]) -> Iterator[NeedWay]:
    """An asset runs: one way for every way of getting the services it draws on."""
    ways = [NeedWay(daily={("asset", item): 1 / gives})]
    for name, quantity in site.runs_on.get(item, {}).items():
        if quantity <= 0:
            continue
        if name in site.items and site.items[name].kind == "consumable":
            inputs = [NeedWay(stock={name: 1.0})] if site.stock.get(name, 0) > 0 else []
        else:
            inputs = list(_served(site, name, above))
        ways = [_joined(way, quantity / gives, taken) for way in ways for taken in inputs]
    yield from ways


def _joined(way: NeedWay, times: float, other: NeedWay) -> NeedWay:
    daily, stock = dict(way.daily), dict(way.stock)
    for limit, quantity in other.daily.items():
        daily[limit] = daily.get(limit, 0.0) + times * quantity
    for item, quantity in other.stock.items():
        stock[item] = stock.get(item, 0.0) + times * quantity
    return NeedWay(daily=daily, stock=stock)


def _stock(operation: Operation, place: str, items: dict[str, Item], kind: str) -> dict[str, float]:
    """Opening stock of a kind at a place, by item, rows of the same item added up."""
    stock: dict[str, float] = {}
    for row in operation.stock:
        if row.place == place and items[row.item].kind == kind:
            stock[row.item] = stock.get(row.item, 0.0) + row.quantity
    return stock


def _limits(
    operation: Operation, place: str, items: dict[str, Item], heads: DailyAmounts
) -> dict[DailyLimit, DailyAmounts]:
    """Services by day, assets that stand by day, and rations times people."""
    limits: dict[DailyLimit, DailyAmounts] = {}
    for row in operation.services:
        if row.place == place and row.quantity > 0:
            first = 0 if row.since is None else max(0, operation.day(row.since))
            after = operation.horizon if row.until is None else max(0, operation.day(row.until) + 1)
            days = limits.setdefault(("service", row.need), np.zeros(operation.horizon))
            days[first:after] += row.quantity
    for name, quantity in _stock(operation, place, items, "asset").items():
        stands = np.zeros(operation.horizon)
        stands[: items[name].life_days] = quantity
        limits["asset", name] = stands
    for name in _stock(operation, place, items, "consumable"):
        ration = items[name].max_per_person_day
        if ration is not None:
            limits["ration", name] = ration * heads
    return limits
