"""Whole packs from a plan with fractions of packs, rounded at once: where no search can be waited for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats, Ints, gather, scatter
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: What is added to cumulated packs before they are cut to whole ones: to the nearest (the best as a rule), up, down.
NEAREST = 0.5
ROUNDINGS = (NEAREST, 1.0 - INTEGER_TOLERANCE, INTEGER_TOLERANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLoads:
    """Columns of whole packs with their lift, item and day, in the order of days."""

    column: Ints
    lift: Ints
    item: Ints
    day: Ints


def list_pack_loads(model: Model, trips: Floats) -> PackLoads:
    """Every column of whole packs on days with trips [lift, day], by day, then lift, then item."""
    p, v = model.problem, model.columns
    single = np.diff(p.lots.offset) == 1
    by_item = np.where(single[None, :, None], v.load[:, p.lots.offset[:-1]], v.packs)
    by_item = np.where((p.lifts.trip[:, None] & (trips > 0))[:, None, :], by_item, -1)
    lift, item, day = np.nonzero(by_item >= 0)
    order = np.lexsort((item, lift, day))
    lift, item, day = lift[order], item[order], day[order]
    return PackLoads(column=by_item[lift, item, day], lift=lift, item=item, day=day)


def _round_cumulated(
    model: Model, mine: PackLoads, room: tuple[Floats, Floats], goods: Floats, x: Floats, rounding: float
) -> Floats:
    """Whole packs of the group: packs cumulated by destination plus `rounding`, cut, within room and goods there."""
    p = model.problem
    room_kg, room_m3 = room[0].copy(), room[1].copy()
    numbers = np.zeros(len(mine.column))
    due: dict[tuple[int, int], float] = {}
    gone: dict[tuple[int, int], float] = {}
    # What is whole already comes first, day by day: what is rounded up must not take its room.
    broken = np.abs(x[mine.column] - x[mine.column].round()) > INTEGER_TOLERANCE
    for n in np.lexsort((mine.item, mine.lift, broken, mine.day)):
        column, lift, item, day = mine.column[n], mine.lift[n], mine.item[n], mine.day[n]
        origin, destination = p.lifts.origin[lift], p.lifts.destination[lift]
        key, since = (int(destination), int(item)), max(0, int(day - p.lifts.cutoff[lift]))
        due[key] = due.get(key, 0.0) + x[column]
        wanted = np.floor(due[key] + rounding) - gone.get(key, 0.0)
        kg, m3 = p.lifts.pack_kg[lift, item], p.lifts.pack_m3[lift, item]
        fits = min(room_kg[lift, day] / kg, room_m3[lift, day] / m3 if m3 > 0 else np.inf)
        packs = max(
            0.0,
            min(
                wanted,
                np.floor(fits + INTEGER_TOLERANCE),
                np.floor(goods[origin, item, since:].min() + INTEGER_TOLERANCE),
            ),
        )
        numbers[n] = packs
        gone[key] = gone.get(key, 0.0) + packs
        room_kg[lift, day] -= packs * kg
        room_m3[lift, day] -= packs * m3
        goods[origin, item, since:] -= packs
        goods[destination, item, day + int(p.lifts.lag[lift]) :] += packs
    return numbers


def _sum_goods_available(model: Model, x: Floats) -> Floats:
    """[place, item, day] packs that have come to a place by a day: what it had, was sent, can buy, and flows bring."""
    p, load = model.problem, model.columns.load
    goods = np.zeros((len(p.operation.places), len(p.pack), p.horizon))
    for lot, item in enumerate(p.lots.item):
        goods[:, item] += p.opening[:, lot, None] + np.cumsum(p.arriving[:, lot], axis=1)
    for place, item, since, packs in zip(p.supply_place, p.supply_item, p.supply_since, p.supply_packs, strict=True):
        goods[place, item, since:] += packs
    for n in np.flatnonzero(~p.lifts.trip):
        flown = np.cumsum(gather(x, load[n]), axis=1)
        lag = int(p.lifts.lag[n])
        until = p.count_days_in_time(lag)
        for lot, item in enumerate(p.lots.item):
            goods[p.lifts.origin[n], item, : p.days] -= flown[lot]
            goods[p.lifts.origin[n], item, p.days :] -= flown[lot, -1]
            goods[p.lifts.destination[n], item, lag : lag + until] += flown[lot, :until]
            goods[p.lifts.destination[n], item, lag + until :] += flown[lot, until - 1] if until else 0.0
    return goods


def round_packs_at_once(model: Model, x: Floats, trips: Floats, rounding: float) -> Floats:
    """A solution whose trips are given and whose packs are those of `x` cumulated and rounded, all at once."""
    everything = list_pack_loads(model, trips)
    room = _find_room(model, trips)
    columns = x.copy()
    scatter(columns, model.columns.trips, trips)
    columns[model.packs] = 0.0
    columns[everything.column] = _round_cumulated(model, everything, room, _sum_goods_available(model, x), x, rounding)
    return columns


def _find_room(model: Model, trips: Floats) -> tuple[Floats, Floats]:
    """[lift, day] kg and m3 that trips have room for besides committed cargo."""
    p = model.problem
    rooms = []
    for limit, taken in ((p.lifts.adds_kg, p.lifts.room_kg), (p.lifts.volume[:, None], p.lifts.room_m3)):
        beside = np.where(np.isfinite(taken), taken, 0.0)
        rooms.append(np.maximum(np.where(trips > 0, limit * np.maximum(trips, 1) + beside, 0.0), 0.0))
    return rooms[0], rooms[1]
