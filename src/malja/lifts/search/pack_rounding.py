"""Whole packs from a plan with fractions of packs, the trips being whole already.

Items of which few packs fly are rounded first (there is no third of a generator), those of which many fly last: they
fill what room is left. Cumulated packs are rounded up, so that goods are never later than in the plan with fractions;
where that costs too much, to the nearest or down. After each item the rest is solved again from the last basis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.solver.matrix import Bools, Floats, Ints, gather, scatter
from malja.lifts.solver.program import MAX_ITERATIONS, Answer, Session
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: Items of which at most so many packs fly are rounded before the others, the heaviest first.
_FEW = 60.0

#: Iterations after which another rounding is given up: it changes too much to be better.
_TRIAL = 4_000

#: What is added to cumulated packs before they are cut to whole ones: up, to the nearest, down.
ROUNDINGS = (1.0 - INTEGER_TOLERANCE, 0.5, INTEGER_TOLERANCE)

#: After so many iterations the remaining items are rounded in so many groups.
_MAX_ITEMWISE = 25_000
_LAST_GROUPS = 2

#: A rounding that worsens the weighted objective by less than this share is good enough.
_ENOUGH = 5e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLoads:
    """Columns of whole packs with their lift, item and day, in the order of days."""

    column: Ints
    lift: Ints
    item: Ints
    day: Ints

    def of(self, items: Ints) -> PackLoads:
        """Those of some items."""
        return self.among(np.isin(self.item, items))

    def among(self, mine: Bools) -> PackLoads:
        """Those where `mine` is true."""
        return PackLoads(column=self.column[mine], lift=self.lift[mine], item=self.item[mine], day=self.day[mine])


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


def round_packs(model: Model, session: Session, answer: Answer, trips: Floats, deadline: Deadline) -> Floats | None:
    """A solution with whole packs, low in the session's cost, its trips being fixed; None where none was found.

    Stopped early, packs of the many and light goods are still fractions.
    """
    everything = list_pack_loads(model, trips)
    if answer.values is None:
        return None
    groups = _order_groups(model, everything, answer.values)
    done = np.zeros(len(model.problem.pack), dtype=bool)
    begun, count = session.iterations, len(groups)
    while groups:
        deadline.report_progress("packs", 0.7 - 0.3 * len(groups) / count)
        is_slow = session.iterations - begun > _MAX_ITEMWISE
        if is_slow and len(groups) > _LAST_GROUPS:
            groups = [np.sort(part) for part in np.array_split(np.concatenate(groups), _LAST_GROUPS)]
        group = groups.pop(0)
        settled = _fix_group(model, session, everything, done, group, trips, answer)
        if settled is None or settled.values is None:
            return None
        done[group] = True
        answer = settled
        if deadline.has_passed():
            break
    return answer.values


def _order_groups(model: Model, everything: PackLoads, x: Floats) -> list[Ints]:
    """Items whose packs are whole already, then one by one from the few and heavy to the many and light."""
    packs = np.zeros(len(model.problem.pack))
    np.add.at(packs, everything.item, x[everything.column])
    order = np.lexsort((-model.problem.kg, packs))
    broken = np.abs(x[everything.column] - x[everything.column].round()) > INTEGER_TOLERANCE
    fractions = np.isin(np.arange(len(packs)), everything.item[broken])
    whole = order[~fractions[order]]
    few = order[fractions[order] & (packs[order] <= _FEW)]
    few = few[np.argsort(-model.problem.kg[few], kind="stable")]
    many = order[fractions[order] & (packs[order] > _FEW)]
    parts = [whole, *few[:, None], *many[:, None]]
    return [part for part in parts if len(part)]


def _fix_group(
    model: Model,
    session: Session,
    everything: PackLoads,
    done: Bools,
    group: Ints,
    trips: Floats,
    before: Answer,
) -> Answer | None:
    """Fix the packs of a group at the best of a few roundings, and solve the rest again."""
    assert before.values is not None  # noqa: S101 - callers stop where nothing was found
    mine = everything.of(group)
    room = _find_room(model, everything, done, trips, before.values)
    best: _Try | None = None
    tried: list[Floats] = []
    for rounding in ROUNDINGS:
        numbers = _round_cumulated(
            model, mine, room, _sum_goods_available(model, before.values), before.values, rounding
        )
        if any((numbers == other).all() for other in tried):
            continue
        tried.append(numbers)
        session.fix(mine.column, numbers)
        answer = session.solve(_TRIAL if best is not None else MAX_ITERATIONS)
        if answer.values is not None and (best is None or answer.value < best.answer.value):
            best = _Try(numbers=numbers, answer=answer, basis=session.basis())
            if answer.value <= before.value + _ENOUGH * max(1.0, abs(before.value)):
                return answer
    if best is None:
        return _round_down(session, mine, before)
    if tried[-1] is not best.numbers:
        session.fix(mine.column, best.numbers)
        session.restore(best.basis)
        session.solve()
    return best.answer


def _round_down(session: Session, mine: PackLoads, before: Answer) -> Answer | None:
    """When no rounding is feasible: these packs rounded down, or none of them."""
    assert before.values is not None  # noqa: S101 - callers stop where nothing was found
    numbers = np.floor(before.values[mine.column] + INTEGER_TOLERANCE)
    for fewer in (numbers, np.zeros_like(numbers)):
        session.fix(mine.column, fewer)
        answer = session.solve()
        if answer.values is not None:
            return answer
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    numbers: Floats
    answer: Answer
    basis: Any


def _round_cumulated(
    model: Model, mine: PackLoads, room: tuple[Floats, Floats], goods: Floats, x: Floats, rounding: float
) -> Floats:
    """Whole packs of the group: packs cumulated by destination plus `rounding`, cut, within room and goods there."""
    p = model.problem
    room_kg, room_m3 = room[0].copy(), room[1].copy()
    numbers = np.zeros(len(mine.column))
    due: dict[tuple[int, int], float] = {}
    gone: dict[tuple[int, int], float] = {}
    for n, (column, lift, item, day) in enumerate(zip(mine.column, mine.lift, mine.item, mine.day, strict=True)):
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
    room = _find_room(model, everything, np.zeros(len(model.problem.pack), dtype=bool), trips, x)
    columns = x.copy()
    scatter(columns, model.columns.trips, trips)
    columns[model.packs] = 0.0
    columns[everything.column] = _round_cumulated(model, everything, room, _sum_goods_available(model, x), x, rounding)
    return columns


def _find_room(model: Model, everything: PackLoads, done: Bools, trips: Floats, x: Floats) -> tuple[Floats, Floats]:
    """[lift, day] kg and m3 that trips have room for besides committed cargo and packs that are fixed already."""
    p = model.problem
    settled = done[everything.item]
    rooms = []
    for limit, taken, size in (
        (p.lifts.adds_kg, p.lifts.room_kg, p.lifts.pack_kg),
        (p.lifts.volume[:, None], p.lifts.room_m3, p.lifts.pack_m3),
    ):
        beside = np.where(np.isfinite(taken), taken, 0.0)
        room = np.where(trips > 0, limit * np.maximum(trips, 1) + beside, 0.0)
        packs = x[everything.column[settled]]
        np.subtract.at(
            room,
            (everything.lift[settled], everything.day[settled]),
            packs * size[everything.lift[settled], everything.item[settled]],
        )
        rooms.append(np.maximum(room, 0.0))
    return rooms[0], rooms[1]
