"""Whole packs from a plan with fractions of packs, the trips being whole already.

Goods of which few packs fly are settled first (a generator cannot be a third), those of which many fly last: they take up
what rounding leaves over. Cumulated packs are rounded up, so that goods are never later than in the plan with fractions;
after every group the rest is planned again. The last group is settled by a search among the nearest whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.matrix import Bools, Floats, Ints
from malja.lifts.model import Model
from malja.lifts.program import Answer, Effort, Program, minimise
from malja.lifts.watch import Watch

DUST = 1e-6

#: The search among whole numbers ends at this many nodes, or this close to the best.
SEARCH_NODES = 200
SEARCH_GAP = 2e-5
SEARCH_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loads:
    """Columns of whole packs with their lift, item and day, in the order of days."""

    column: Ints
    lift: Ints
    item: Ints
    day: Ints


def loads(model: Model, fixed: Program) -> Loads:
    """Every column of whole packs on days with trips, by day, then lift, then item."""
    p, v = model.problem, model.columns
    leaves = (v.trips >= 0) & (fixed.upper[np.maximum(v.trips, 0)] > 0)
    single = np.diff(p.lots.offset) == 1
    by_item = np.where(single[None, :, None], v.load[:, p.lots.offset[:-1]], v.packs)
    by_item = np.where((p.lifts.trip[:, None] & leaves)[:, None, :], by_item, -1)
    lift, item, day = np.nonzero(by_item >= 0)
    order = np.lexsort((item, lift, day))
    lift, item, day = lift[order], item[order], day[order]
    return Loads(column=by_item[lift, item, day], lift=lift, item=item, day=day)


def whole_packs(model: Model, fixed: Program, cost: Floats, watch: Watch) -> Floats | None:
    """A solution of `fixed` (whose trips are fixed) with whole packs, low in `cost`; None where none was found."""
    all_loads = loads(model, fixed)
    program, answer = fixed, minimise(fixed, cost, effort=watch.effort())
    if answer.values is None:
        return None
    groups = _groups(model, all_loads, answer.values)
    for n, group in enumerate(groups):
        watch.say("packs", 0.4 + 0.3 * n / len(groups))
        effort = watch.effort(seconds=SEARCH_SECONDS, nodes=SEARCH_NODES, gap=SEARCH_GAP) if n in (0, len(groups) - 1) else None
        settled = _settled(model, all_loads, group, program, cost, answer, effort)
        if settled is None:
            return None
        program, answer = settled
    return answer.values


def _groups(model: Model, all_loads: Loads, x: Floats) -> list[Ints]:
    """Items from the few and heavy to the many and light, in a handful of groups."""
    packs = np.zeros(len(model.problem.pack))
    np.add.at(packs, all_loads.item, x[all_loads.column])
    order = np.lexsort((np.arange(len(packs)), packs))
    edges = [30.0, 150.0, 400.0, 1000.0]
    parts = [order[(packs[order] > low) & (packs[order] <= high)] for low, high in zip([-1.0, *edges], [*edges, np.inf], strict=True)]
    return [part for part in parts if len(part)]


def _settled(
    model: Model, all_loads: Loads, group: Ints, program: Program, cost: Floats, answer: Answer, effort: Effort | None
) -> tuple[Program, Answer] | None:
    """The program with the group's packs fixed at whole numbers, and its answer; tries the best way first."""
    assert answer.values is not None  # noqa: S101 - callers stop where nothing was found
    mine = np.isin(all_loads.item, group)
    if effort is not None:
        found = _searched(all_loads.column[mine], program, cost, answer.values, effort)
        if found is not None:
            return found
    for up in (True, False):
        numbers = _rounded(model, all_loads, mine, program, answer.values, up)
        fixed = _fixed(program, all_loads.column[mine], numbers)
        again = minimise(fixed, cost)
        if again.values is not None:
            return fixed, again
    return None


def _searched(
    columns: Ints, program: Program, cost: Floats, x: Floats, effort: Effort
) -> tuple[Program, Answer] | None:
    """Search among the whole numbers next to `x`."""
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[columns] = np.maximum(lower[columns], np.floor(x[columns] + DUST) - 1)
    upper[columns] = np.minimum(upper[columns], np.ceil(x[columns] - DUST) + 1)
    columns_left = columns[x[columns] > DUST]
    upper[np.setdiff1d(columns, columns_left)] = 0.0
    found = minimise(program.bounded(lower, upper), cost, whole=columns_left, effort=effort)
    if found.values is None:
        return None
    fixed = _fixed(program, columns, np.round(found.values[columns]))
    again = minimise(fixed, cost)
    return None if again.values is None else (fixed, again)


def _rounded(model: Model, all_loads: Loads, mine: Bools, program: Program, x: Floats, up: bool) -> Floats:
    """Whole packs of the group: cumulated packs rounded up (or down), within room on the trips and goods at the origin."""
    p = model.problem
    room = _room(model, all_loads, program, x)
    goods = _goods(model)
    numbers = np.zeros(int(mine.sum()))
    due: dict[tuple[int, int], float] = {}
    gone: dict[tuple[int, int], float] = {}
    for n, index in enumerate(np.flatnonzero(mine)):
        lift, item, day = int(all_loads.lift[index]), int(all_loads.item[index]), int(all_loads.day[index])
        origin, destination = p.lifts.origin[lift], p.lifts.destination[lift]
        key = (lift, item)
        due[key] = due.get(key, 0.0) + x[all_loads.column[index]]
        wanted = (np.ceil(due[key] - DUST) if up else np.floor(due[key] + DUST)) - gone.get(key, 0.0)
        fits = min(room[0][lift, day] / p.kg[item], room[1][lift, day] / p.m3[item] if p.m3[item] > 0 else np.inf)
        packs = max(0.0, min(wanted, np.floor(fits + DUST), np.floor(goods[origin, item, day:].min() + DUST)))
        numbers[n] = packs
        gone[key] = gone.get(key, 0.0) + packs
        room[0][lift, day] -= packs * p.kg[item]
        room[1][lift, day] -= packs * p.m3[item]
        goods[origin, item, day:] -= packs
        goods[destination, item, day + int(p.lifts.lag[lift]) :] += packs
    return numbers


def _goods(model: Model) -> Floats:
    """[place, item, day] packs that have come to a place by a day, of what it had, was sent and can buy."""
    p = model.problem
    goods = np.zeros((len(p.operation.places), len(p.pack), p.horizon))
    for lot, item in enumerate(p.lots.item):
        goods[:, item] += p.opening[:, lot, None] + np.cumsum(p.arriving[:, lot], axis=1)
    for place, item, since, packs in zip(p.supply_place, p.supply_item, p.supply_since, p.supply_packs, strict=True):
        goods[place, item, since:] += packs
    return goods


def _room(model: Model, all_loads: Loads, program: Program, x: Floats) -> tuple[Floats, Floats]:
    """[lift, day] kg and m3 that trips have room for beside committed cargo and packs that are fixed already."""
    p = model.problem
    trips = np.where(model.columns.trips >= 0, x[np.maximum(model.columns.trips, 0)], 0.0).round()
    rooms = []
    for limit, taken, size in (
        (p.lifts.payload, p.lifts.room_kg, p.kg),
        (p.lifts.volume, p.lifts.room_m3, p.m3),
    ):
        room = np.where(trips > 0, limit[:, None] * np.maximum(trips, 1) + np.where(np.isfinite(taken), taken, 0.0), 0.0)
        fixed = program.lower[all_loads.column]
        done = fixed == program.upper[all_loads.column]
        np.subtract.at(room, (all_loads.lift[done], all_loads.day[done]), (fixed * size[all_loads.item])[done])
        rooms.append(np.maximum(room, 0.0))
    return rooms[0], rooms[1]


def _fixed(program: Program, columns: Ints, numbers: Floats) -> Program:
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[columns] = numbers
    upper[columns] = numbers
    return replace(program, lower=lower, upper=upper)
