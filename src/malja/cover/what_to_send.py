"""Which goods fill a gap, in whole packs: those of least weight that can be had, a ration of staples for food.

A first answer that a person can check with a pencil. What really leaves is chosen by a plan, which weighs all needs,
vehicles and prices at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from malja.catalogue.facts import Content, Item
from malja.cover.cover import Cover
from malja.cover.ways import SiteGoods
from malja.operation.food_needs import ENERGY

#: What a ration of staples holds, in grams (WFP's food basket: 400 g of cereals, 60 g of pulses, 25 g of oil).
_STAPLES = {"cereals": 400.0, "pulses": 60.0, "fats": 25.0}
#: Food of people who can't cook.
_READY = "ready_to_eat"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodToSend:
    """A good in whole packs: units and gross kilograms in all."""

    item: Item
    packs: int
    quantity: float
    kg: float


def choose_goods_to_send(
    site: SiteGoods, missing: Cover, contents: Iterable[Content], can_come: set[str], *, cooks: bool
) -> tuple[GoodToSend, ...]:
    """The goods of least weight that give what is missing of a need in its days counted; empty where nothing gives it.

    Of ways of which all goods can come (`can_come`, ids), else of those that can come without what they run on, else of
    all. Machines bring what they run on, if what they draw on is there; those that stand still for want of fuel are
    counted. `cooks`: people can cook.
    """
    giving = [row for row in contents if row.need == missing.need.need and row.quantity > 0]
    for rows in ([row for row in giving if row.item in can_come], giving):
        if missing.need.need == ENERGY and (food := _choose_food(site, missing, rows, cooks=cooks)):
            return food
        ways = [goods for row in rows if (goods := _send(site, missing, row))]
        if ways:
            coming = [goods for goods in ways if all(one.item.item in can_come for one in goods)]
            return min(coming or ways, key=lambda goods: sum(one.kg for one in goods))
    return ()


def can_cook(covers: Iterable[Cover], needs: tuple[str, ...]) -> bool:
    """Whether most people of a site can cook: of the needs for it, none lacks half or more of what is asked now."""
    return not any(one.need.need in needs and one.short >= 0.5 for one in covers)


def _send(site: SiteGoods, missing: Cover, row: Content) -> tuple[GoodToSend, ...]:
    """What one item takes to fill the gap, with what it runs on; empty where it can't run there."""
    item = site.items[row.item]
    if row.how != "per_day":
        return (_pack(item, missing.missing / row.quantity),)
    days = max(1, missing.missing_days)
    running = missing.missing / days / row.quantity
    inputs = site.runs_on.get(row.item, {})
    if any(not _is_fuel(site, name) and not site.service(name).any() for name, taken in inputs.items() if taken > 0):
        return ()
    idle = float(site.in_place(row.item)[0]) if any(_is_fuel(site, name) for name in inputs) else 0.0
    fuel = (_pack(site.items[name], taken * running * days) for name, taken in inputs.items() if _is_fuel(site, name))
    machines = (_pack(item, running - idle),) if running > idle else ()
    return (*machines, *fuel)


def _choose_food(site: SiteGoods, missing: Cover, rows: list[Content], *, cooks: bool) -> tuple[GoodToSend, ...]:
    """Staples in the shares of a ration; without any, or without means to cook, food that is ready to eat."""
    by_group: dict[str, list[Content]] = {}
    for row in rows:
        item = site.items[row.item]
        if row.how == "use" and item.general_food and (cooks or not item.needs_cooking):
            by_group.setdefault(item.food_group, []).append(row)
    if "cereals" in by_group:
        best = {group: _lightest(site, by_group[group]) for group in _STAPLES if group in by_group}
        energy = {group: _STAPLES[group] * row.quantity / _kg_each(site.items[row.item]) for group, row in best.items()}
        share = missing.missing / sum(energy.values())
        return tuple(_pack(site.items[row.item], share * energy[group] / row.quantity) for group, row in best.items())
    if _READY in by_group:
        row = _lightest(site, by_group[_READY])
        return (_pack(site.items[row.item], missing.missing / row.quantity),)
    return ()


def _lightest(site: SiteGoods, rows: list[Content]) -> Content:
    return max(rows, key=lambda row: row.quantity / _kg_each(site.items[row.item]))


def _kg_each(item: Item) -> float:
    return item.pack_kg / item.pack_quantity


def _is_fuel(site: SiteGoods, name: str) -> bool:
    """Whether an input is a good that is used up, not a service of the place."""
    return name in site.items and site.items[name].kind == "consumable"


def _pack(item: Item, units: float) -> GoodToSend:
    packs = max(1, math.ceil(units / item.pack_quantity - 1e-9))
    return GoodToSend(item=item, packs=packs, quantity=packs * item.pack_quantity, kg=packs * item.pack_kg)
