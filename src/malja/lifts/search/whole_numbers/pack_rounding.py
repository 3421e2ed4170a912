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


def _round_cumulated(model: Model, mine: PackLoads, room: _Room, goods: Floats, x: Floats, rounding: float) -> Floats:
    """Whole packs of the group: packs cumulated by destination plus `rounding`, cut, within room and goods there."""
    p = model.problem
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
        packs = max(
            0.0,
            min(
                wanted,
                np.floor(room.count_packs(lift, item, day) + INTEGER_TOLERANCE),
                np.floor(goods[origin, item, since:].min() + INTEGER_TOLERANCE),
            ),
        )
        numbers[n] = packs
        gone[key] = gone.get(key, 0.0) + packs
        room.fill(lift, item, day, packs)
        goods[origin, item, since:] -= packs
        goods[destination, item, day + int(p.lifts.lag[lift]) :] += packs - x[column]
    return numbers


def _sum_goods_there(model: Model, x: Floats) -> Floats:
    """[place, item, day] packs that trips may take: what a place had, can buy, or `x` brings, less what flows take."""
    p = model.problem
    goods = np.zeros((len(p.operation.places), len(p.pack), p.horizon))
    for lot, item in enumerate(p.lots.item):
        goods[:, item] += p.opening[:, lot, None] + np.cumsum(p.arriving[:, lot], axis=1)
    for place, item, since, packs in zip(p.supply_place, p.supply_item, p.supply_since, p.supply_packs, strict=True):
        goods[place, item, since:] += packs
    loads = gather(x, model.columns.load)
    for lift, lot, day in zip(*np.nonzero(loads), strict=True):
        packs, item = loads[lift, lot, day], p.lots.item[lot]
        if not p.lifts.trip[lift]:
            goods[p.lifts.origin[lift], item, max(0, int(day - p.lifts.cutoff[lift])) :] -= packs
        goods[p.lifts.destination[lift], item, day + int(p.lifts.lag[lift]) :] += packs
    return goods


def round_packs_at_once(model: Model, x: Floats, trips: Floats, rounding: float) -> Floats:
    """A solution whose trips are given and whose packs are those of `x` cumulated and rounded, all at once."""
    everything = list_pack_loads(model, trips)
    room = _Room(model, x, trips)
    columns = x.copy()
    scatter(columns, model.columns.trips, trips)
    columns[model.packs] = 0.0
    columns[everything.column] = _round_cumulated(model, everything, room, _sum_goods_there(model, x), x, rounding)
    return columns


class _Room:
    """What trips have room for besides committed cargo, in all and in the vehicles of each group that is kept apart."""

    def __init__(self, model: Model, x: Floats, trips: Floats) -> None:
        p, carriers = model.problem, model.columns.carriers
        self._sizes = p.lifts.pack_kg, p.lifts.pack_m3
        self._group = p.segregation.of_item
        self._rooms: list[Floats] = []
        self._of_groups: list[Floats] = []
        vehicles = gather(x, carriers).round()
        for limit, taken, payload, fixed in (
            (p.lifts.adds_kg, p.lifts.room_kg, p.lifts.payload, p.segregation.fixed_kg),
            (p.lifts.volume[:, None], p.lifts.room_m3, p.lifts.volume, p.segregation.fixed_m3),
        ):
            beside = np.where(np.isfinite(taken), taken, 0.0)
            self._rooms.append(np.maximum(np.where(trips > 0, limit * np.maximum(trips, 1) + beside, 0.0), 0.0))
            each = np.where(np.isfinite(payload), payload, 0.0)[:, None, None]
            self._of_groups.append(np.where(carriers >= 0, np.maximum(vehicles * each - fixed, 0.0), np.inf))

    def count_packs(self, lift: int, item: int, day: int) -> float:
        """How many packs there is room for, as a fraction."""
        rooms = [room[lift, day] for room in self._rooms]
        if self._group[item] >= 0:
            of_group = (room[lift, self._group[item], day] for room in self._of_groups)
            rooms = [min(two) for two in zip(rooms, of_group, strict=True)]
        each = [size[lift, item] for size in self._sizes]
        return min((room / one for room, one in zip(rooms, each, strict=True) if one > 0), default=np.inf)

    def fill(self, lift: int, item: int, day: int, packs: float) -> None:
        """Take the room of so many packs."""
        for size, room, of_group in zip(self._sizes, self._rooms, self._of_groups, strict=True):
            room[lift, day] -= packs * size[lift, item]
            if self._group[item] >= 0:
                of_group[lift, self._group[item], day] -= packs * size[lift, item]
