"""The rows (or columns) of the model behind each limit, and what one unit more of the limit adds to each.

The dual price of a row says by how much the aim falls when the row's upper bound grows by one: one unit more of a limit
is worth the sum of prices times what the unit adds, over all its rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.model.problem import Problem
from malja.lifts.solver.matrix import Bools, Floats, Ints, gather
from malja.lifts.solver.program import Answer

#: The share of a ration that its worth is said for: nobody eats a kilogram more of milk powder.
_MORE_RATION = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRows:
    """One kind of limit: `rows` [what is limited, day], ABSENT where there is none, and what one unit adds to each."""

    kind: str
    names: tuple[tuple[str, str], ...]
    """By what is limited: the place, and the lift, item or need."""
    rows: Ints
    adds: Floats
    days: Ints
    """The days that a column of `rows` stands for."""
    columns: bool = False
    """Whether `rows` are numbers of columns (the most trips a day) and not of rows."""


def list_limit_rows(model: Model, answer: Answer) -> list[LimitRows]:
    """Every kind of limit, in a fixed order; a unit of payload counts for each trip of `answer`."""
    return [*_list_lift_limits(model, answer), *_list_place_limits(model), *_list_goods_limits(model)]


def _list_lift_limits(model: Model, answer: Answer) -> list[LimitRows]:
    """Payload and volume (by one unit on every trip), what a flow moves a day, trips a week and a day."""
    p, limits = model.problem, model.limits
    names = tuple((row.destination, row.lift) for row in p.operation.lifts)
    assert answer.values is not None  # noqa: S101 - the caller passes solved stages only
    trips = gather(answer.values, model.columns.trips)
    overloaded = {"kg": _overloaded(p, "kg"), "m3": _overloaded(p, "m3")}
    rows_found = []
    for kind, limit, held in (("payload", p.lifts.payload, "kg"), ("volume", p.lifts.volume, "m3")):
        each = np.where(np.isfinite(limit) & (limit > 0), limit, np.inf)[:, None]
        rows_found.append(_make_rows(kind, names, limits[kind], np.where(overloaded[held], 0.0, trips / each)))
    for kind, row, held in (("flow", "flow", "kg"), ("volume", "flow_volume", "m3")):
        rows_found.append(_make_rows(kind, names, limits[row], np.where(overloaded[held], 0.0, 1.0)))
    weeks = limits["trips_per_week"]
    days = np.minimum(7, p.days - 7 * np.arange(weeks.shape[1]))
    rows_found.append(_make_rows("trips_per_week", names, weeks, np.where(_overbooked(p), 0.0, 1.0), days=days))
    rows_found.append(
        _make_rows("trips_per_day", names, model.columns.trips, np.where(_open(p), 1.0, 0.0), columns=True)
    )
    return rows_found


def _list_place_limits(model: Model) -> list[LimitRows]:
    """Landings and unloading a day, storage."""
    p = model.problem
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
    return [_make_rows(kind, names, model.limits[kind], np.where(full, 0.0, 1.0)) for kind, full in broken.items()]


def _list_goods_limits(model: Model) -> list[LimitRows]:
    """Supply, stock that cannot be bought, rations, and services of needs that no item gives."""
    p, limits = model.problem, model.limits
    operation = p.operation
    sold = tuple((row.place, row.item) for row in operation.supply)
    items, sites = operation.items, [operation.places[place].place for place in p.sites]
    eaten = tuple((site, item.item) for item in items for site in sites)
    ration = _MORE_RATION * np.where(np.isfinite(p.ration), p.ration, 0.0)
    rations = ration[:, None, None] * p.people[None]
    given = tuple((need.place, need.need.need) for need in p.needs)
    # A need that is only drawn on (raw water) has no standard: its service limits, not what is provided.
    gives = np.where(model.columns.provided >= 0, limits["cover"], limits["service"])
    alone = np.where(_goods_come(model)[:, None], 0.0, 1.0 / p.highest)
    return [
        _make_rows("supply", sold, limits["supply"][:, None], 1.0 / p.pack[p.supply_item][:, None]),
        _list_stock_limits(model),
        _make_rows("ration", eaten, limits["ration"].reshape(-1, p.horizon), rations.reshape(-1, p.horizon)),
        _make_rows("service", given, gives, alone),
    ]


def _list_stock_limits(model: Model) -> LimitRows:
    """Goods of which there is a stock where no lift ends, and none to be had."""
    p = model.problem
    sold = set(zip(p.supply_place.tolist(), p.supply_item.tolist(), strict=True))
    names, rows, adds = [], [], []
    for place, lot in zip(*np.nonzero(p.opening > 0), strict=True):
        item = int(p.lots.item[lot])
        if (int(place), item) not in sold and place not in p.lifts.destination and place not in p.sites:
            names.append((p.operation.places[place].place, p.operation.items[item].item))
            rows.append(int(model.limits["balance"][place, lot, 0]))
            adds.append(1.0 / float(p.pack[item]))
    shape = (len(rows), 1)
    return _make_rows(
        "supply", tuple(names), np.array(rows, dtype=np.int64).reshape(shape), np.array(adds).reshape(shape)
    )


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
    rows_found = np.zeros(len(p.needs), dtype=bool)
    for i, k, _ in (*p.use, *p.in_place, *p.per_day):
        rows_found[k] |= come[p.site[k], i]
    return rows_found


def _overloaded(p: Problem, held: str) -> Bools:
    """[lift, day] committed cargo that breaks its day's limit: a unit more is still less than what is committed."""
    broken = np.zeros(p.lifts.most.shape, dtype=bool)
    for load in p.committed:
        if 0 <= load.leaves < p.days:
            row, at = p.operation.lifts[load.lift], (load.lift, load.leaves)
            kg, m3 = float(p.lifts.whole_payload[load.lift]), float(p.lifts.volume[load.lift])
            if row.mode == "flow":
                kg = np.inf if row.kg_per_day is None else row.kg_per_day
            else:
                kg, m3 = kg * p.lifts.most[at], m3 * p.lifts.most[at]
            broken[at] = load.aboard_kg > kg if held == "kg" else load.aboard_m3 > m3
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
    return p.lifts.open


def _make_rows(
    kind: str,
    names: tuple[tuple[str, str], ...],
    rows: Ints,
    adds: Floats,
    *,
    days: Ints | None = None,
    columns: bool = False,
) -> LimitRows:
    each = np.ones(rows.shape[1], dtype=np.int64) if days is None else days
    wide: Floats = np.where(rows >= 0, adds, 0.0)
    return LimitRows(kind=kind, names=names, rows=rows, adds=wide, days=each, columns=columns)
