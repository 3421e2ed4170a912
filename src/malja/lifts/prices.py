"""What a unit more of each limit would be worth: prices of rows and columns, read off a plan with fractions of trips.

A price says by how much the aim falls when the upper bound of a row or of a column grows by one. What one more unit of
the limit itself is worth is the sum over the rows that it stands behind, each as often as it feels the unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.matrix import Bools, Floats, Ints
from malja.lifts.model import Model
from malja.lifts.problem import Problem
from malja.lifts.program import Answer

#: So much more of a ration is what its worth is said for: nobody eats a kilogram more of milk powder.
MORE_RATION = 0.1

#: Prices below this share of the aim are the solver's dust.
DUST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What one unit more of a kind of limit is worth: `worth` [what is limited, day]; `days` a column stands for."""

    kind: str
    names: tuple[tuple[str, str], ...]
    """By what is limited: the place, and the lift, item or need."""
    worth: Floats
    days: Ints


def prices(model: Model, answer: Answer) -> list[Prices]:
    """Of every kind of limit, in a fixed order; an answer without prices has none."""
    if answer.duals is None or answer.reduced is None or answer.values is None:
        return []
    return [*_of_lifts(model, answer), *_of_places(model, answer), *_of_goods(model, answer)]


def _of_lifts(model: Model, answer: Answer) -> list[Prices]:
    """Payload and volume (by one unit on every trip), what a flow moves a day, trips a week and a day."""
    p, limits = model.problem, model.limits
    names = tuple((row.destination, row.lift) for row in p.operation.lifts)
    trips = _values(model.columns.trips, answer)
    found = []
    for kind, limit, held in (("payload", p.lifts.payload, "kg"), ("volume", p.lifts.volume, "m3")):
        each = np.where(np.isfinite(limit) & (limit > 0), limit, np.inf)[:, None]
        worth = _rows(limits[kind], answer) * trips / each
        found.append(_daily(kind, names, np.where(_overloaded(p, held), 0.0, worth)))
    for kind, row, held in (("flow", "flow", "kg"), ("volume", "flow_volume", "m3")):
        found.append(_daily(kind, names, np.where(_overloaded(p, held), 0.0, _rows(limits[row], answer))))
    weeks = np.where(_overbooked(p), 0.0, _rows(limits["trips_per_week"], answer))
    days = np.minimum(7, p.days - 7 * np.arange(weeks.shape[1]))
    found.append(Prices(kind="trips_per_week", names=names, worth=weeks, days=days))
    a_day = np.where(_open(p), _columns(model.columns.trips, answer), 0.0)
    found.append(_daily("trips_per_day", names, a_day))
    return found


def _of_places(model: Model, answer: Answer) -> list[Prices]:
    """Landings and unloading a day, storage."""
    p, limits = model.problem, model.limits
    places = p.operation.places
    names = tuple((row.place, row.place) for row in places)
    landed, unloaded = np.zeros(p.landings.shape), np.zeros(p.unload.shape)
    for load in p.committed:
        if 0 <= load.lands < p.horizon:
            landed[p.lifts.destination[load.lift], load.lands] += load.vehicles
            unloaded[p.lifts.destination[load.lift], load.lands] += load.kg
    may_land = np.array([np.inf if row.landings_per_day is None else row.landings_per_day for row in places])
    may_unload = np.array([np.inf if row.unload_kg_per_day is None else row.unload_kg_per_day for row in places])
    stores: Floats = np.array([np.inf if row.storage_m3 is None else row.storage_m3 for row in places])
    broken = {
        "landings": landed > may_land[:, None],
        "unloading": unloaded > may_unload[:, None],
        "storage": np.repeat((p.storage > stores)[:, None], p.horizon, axis=1),
    }
    return [_daily(kind, names, np.where(full, 0.0, _rows(limits[kind], answer))) for kind, full in broken.items()]


def _of_goods(model: Model, answer: Answer) -> list[Prices]:
    """Supply, stock that nothing adds to, rations, and services where only the place itself gives."""
    p, limits = model.problem, model.limits
    operation = p.operation
    sold = tuple((row.place, row.item) for row in operation.supply)
    supply = _rows(limits["supply"][:, None], answer) / p.pack[p.supply_item][:, None]
    items, sites = operation.items, [operation.places[place].place for place in p.sites]
    eaten = tuple((site, item.item) for item in items for site in sites)
    ration = MORE_RATION * np.where(np.isfinite(p.ration), p.ration, 0.0)
    rations = _rows(limits["ration"], answer) * p.people[None] * ration[:, None, None]
    given = tuple((need.place, need.need.need) for need in p.needs)
    return [
        _daily("supply", sold, supply),
        _daily("supply", *_only_stocked(model, answer)),
        _daily("ration", eaten, rations.reshape(len(eaten), p.horizon)),
        _daily("service", given, np.where(_goods_come(model)[:, None], 0.0, _given(model, answer) / p.highest)),
    ]


def _given(model: Model, answer: Answer) -> Floats:
    """[site need, day] the price of its being given; of what is only drawn on (raw water), of its service."""
    cover = _rows(model.limits["cover"], answer)
    return np.where(model.columns.provided >= 0, cover, _rows(model.limits["service"], answer))


def _only_stocked(model: Model, answer: Answer) -> tuple[tuple[tuple[str, str], ...], Floats]:
    """Goods of which there is a stock where no lift ends, and none to be had: what one unit more of it is worth."""
    p = model.problem
    sold = set(zip(p.supply_place.tolist(), p.supply_item.tolist(), strict=True))
    names, worth = [], []
    fresh = _rows(model.limits["balance"][:, :, 0], answer)
    for place, lot in zip(*np.nonzero(p.opening > 0), strict=True):
        item = int(p.lots.item[lot])
        if (int(place), item) not in sold and place not in p.lifts.destination and place not in p.sites:
            names.append((p.operation.places[place].place, p.operation.items[item].item))
            worth.append(fresh[place, lot] / p.pack[item])
    return tuple(names), np.array(worth, dtype=float).reshape(len(worth), 1)


def _goods_come(model: Model) -> Bools:
    """[site need] whether any item that gives it can be brought to its site or be had there."""
    p, v = model.problem, model.columns
    come = np.zeros((len(p.sites), len(p.pack)), dtype=bool)
    site = {int(place): s for s, place in enumerate(p.sites)}
    for n, lot, _ in zip(*np.nonzero(v.load >= 0), strict=True):
        if int(p.lifts.destination[n]) in site:
            come[site[int(p.lifts.destination[n])], p.lots.item[lot]] = True
    for n in np.flatnonzero((v.buy >= 0).any(axis=1)):
        if int(p.supply_place[n]) in site:
            come[site[int(p.supply_place[n])], p.supply_item[n]] = True
    found = np.zeros(len(p.needs), dtype=bool)
    for i, k, _ in (*p.use, *p.in_place, *p.per_day):
        found[k] |= come[p.site[k], i]
    return found


def _overloaded(p: Problem, held: str) -> Bools:
    """[lift, day] committed cargo that breaks its day's limit: a unit more is still less than what is committed."""
    broken = np.zeros(p.lifts.most.shape, dtype=bool)
    for load in p.committed:
        if 0 <= load.leaves < p.days:
            row, at = p.operation.lifts[load.lift], (load.lift, load.leaves)
            kg, m3 = float(p.lifts.payload[load.lift]), float(p.lifts.volume[load.lift])
            if row.mode == "flow":
                kg = np.inf if row.kg_per_day is None else row.kg_per_day
            else:
                kg, m3 = kg * p.lifts.most[at], m3 * p.lifts.most[at]
            broken[at] = load.kg > kg if held == "kg" else load.m3 > m3
    return broken


def _overbooked(p: Problem) -> Bools:
    """[lift, week] committed trips that break the limit of their week."""
    booked: Floats = np.zeros_like(p.lifts.week)
    for load in p.committed:
        if 0 <= load.leaves < 7 * booked.shape[1]:
            booked[load.lift, load.leaves // 7] += load.vehicles
    a_week = [np.inf if row.per_week is None else row.per_week for row in p.operation.lifts]
    broken: Bools = booked > np.array(a_week, dtype=float)[:, None]
    return broken


def _open(p: Problem) -> Bools:
    """[lift, day] days on which more vehicles could leave if more were allowed a day."""
    days = np.arange(p.days)
    first = [-1 if row.first is None else p.operation.day(row.first) for row in p.operation.lifts]
    last = [p.days if row.last is None else p.operation.day(row.last) for row in p.operation.lifts]
    found: Bools = (days >= np.array(first, dtype=int)[:, None]) & (days <= np.array(last, dtype=int)[:, None])
    return found


def _daily(kind: str, names: tuple[tuple[str, str], ...], worth: Floats) -> Prices:
    return Prices(kind=kind, names=names, worth=worth, days=np.ones(worth.shape[1], dtype=np.int64))


def _rows(rows: Ints, answer: Answer) -> Floats:
    """By how much the aim falls when the upper bound of a row grows by one; 0 where there is no row."""
    assert answer.duals is not None  # noqa: S101 - asked for at the door
    return _priced(rows, answer.duals, answer)


def _columns(columns: Ints, answer: Answer) -> Floats:
    """The same for the upper bound of a column."""
    assert answer.reduced is not None  # noqa: S101 - asked for at the door
    return _priced(columns, answer.reduced, answer)


def _priced(numbers: Ints, duals: Floats, answer: Answer) -> Floats:
    if not len(duals):
        return np.zeros(numbers.shape)
    price = np.where(numbers >= 0, -duals[np.maximum(numbers, 0)], 0.0)
    return np.where(price > DUST * max(1.0, answer.value), price, 0.0)


def _values(columns: Ints, answer: Answer) -> Floats:
    assert answer.values is not None  # noqa: S101 - asked for at the door
    if not len(answer.values):
        return np.zeros(columns.shape)
    return np.where(columns >= 0, answer.values[np.maximum(columns, 0)], 0.0)
