"""Small consignments put together: whole pallets first where the need allows (docs/model.md, Small consignments).

A consignment is what one trip day of a lift carries of one item. Where it is below the item's least sensible number of
packs, all of it goes with another trip of the same lift that carries the item already: with an earlier one, or with a
later one as far as stock at the destination bridges the days between. Neither lets anybody go short: goods that come
earlier, and goods that lie in store on every day between, change no shortfall. Where the other trip is full, packs of a
further item that both trips carry change places with them by the same rule.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from malja.lifts.model.day_loads import list_day_loads, list_small_loads
from malja.lifts.model.model import Model
from malja.lifts.model.problem import Problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.solution import Solution
from malja.lifts.search.stages import fix_columns, minimise_cost_as_covered, solve_stages
from malja.lifts.solver.matrix import Floats, Ints, gather
from malja.lifts.solver.tolerances import PLAN_TOLERANCE, SHORTFALL_TOLERANCE


def put_consignments_together(model: Model, solution: Solution, deadline: Deadline, *, precise: bool) -> Solution:
    """The solution with fewer small consignments and no greater shortfall; its bounds hold as before.

    Without whole packs or a `split_price`, and once the work has been stopped, the solution stays as it is.
    """
    operation = model.problem.operation
    if not operation.whole_packs or operation.split_price <= 0 or deadline.has_passed():
        return solution
    packs = merge_small_consignments(model, solution.x)
    if np.array_equal(packs, solution.x):
        return solution
    program = fix_columns(model.program, model.whole, packs)
    effort = replace(deadline.make_effort(), precise=precise)
    merged = solve_stages(model, program, effort, count=3, slip=False)
    if merged is None or any(
        value > before + SHORTFALL_TOLERANCE * max(1.0, before)
        for value, before in zip(model.values(merged.x)[:3], model.values(solution.x), strict=False)
    ):
        return solution
    return replace(solution, x=minimise_cost_as_covered(model, program, merged.x, effort))


def merge_small_consignments(model: Model, x: Floats) -> Floats:
    """The solution with fewer small consignments, on the same trips; only loads are right in it.

    What is used, bought and stored has to be solved again with these packs.
    """
    merger = _Merger(model, x)
    for lift, item, day in merger.list_small():
        merger.merge(lift, item, day)
    return merger.write(x)


class _Merger:
    """The loads and stocks of a solution while consignments move; arrays are [lift, item, day], [place, item, day]."""

    def __init__(self, model: Model, x: Floats) -> None:
        self._model, self._p = model, model.problem
        p, v = self._p, model.columns
        self._single = np.diff(p.lots.offset) == 1
        first = p.lots.offset[:-1]
        self._lots = gather(x, v.load)
        self._loads = self._lots[:, first] * (self._single[:, None] & p.lifts.trip[:, None, None])
        self._stock = gather(x, v.stock)[:, first]
        self._trips = gather(x, v.trips)
        self._least = np.array([item.min_consignment_packs or 1 for item in p.operation.items], dtype=float)
        self._room_m3 = p.storage[:, None] - np.einsum("pit,i->pt", gather(x, v.stock), p.m3[p.lots.item])
        self._unload = self._find_unloading_room()

    def list_small(self) -> list[tuple[int, int, int]]:
        """(lift, item, day) of every consignment below the least that can move, the earliest first."""
        return [at for at in list_small_loads(self._p, self._lots) if self._loads[at] > PLAN_TOLERANCE]

    def merge(self, lift: int, item: int, day: int) -> None:
        """Move a small consignment to the nearest other day that carries the item, if that lets nobody go short."""
        packs = float(self._loads[lift, item, day])
        if not 0 < packs < self._least[item]:
            return
        days = np.flatnonzero(self._loads[lift, item] > PLAN_TOLERANCE)
        others = sorted((int(other) for other in days if other != day), key=lambda other: (abs(other - day), other))
        for other in others[:_MOST_TRIED]:
            if self._can_move(lift, item, day, other, packs) and self._make_room(lift, item, day, other, packs):
                return

    def write(self, x: Floats) -> Floats:
        """The solution with the loads as they are now."""
        p, v = self._p, self._model.columns
        changed = x.copy()
        columns = v.load[:, p.lots.offset[:-1]]
        here = (columns >= 0) & self._single[None, :, None] & p.lifts.trip[:, None, None]
        changed[columns[here]] = self._loads[here]
        return changed

    def _make_room(self, lift: int, item: int, day: int, other: int, packs: float) -> bool:
        """Move the packs, with those of a further item in exchange where the other trip is full; False if it can't."""
        for moves in self._list_moves(lift, item, day, other, packs):
            if all(self._can_move(lift, *move) for move in moves):
                for move in moves:
                    self._move(lift, *move)
                if self._fits(lift, day) and self._fits(lift, other):
                    return True
                for moved, since, until, number in reversed(moves):
                    self._move(lift, moved, until, since, number)
        return False

    def _list_moves(
        self, lift: int, item: int, day: int, other: int, packs: float
    ) -> list[tuple[tuple[int, int, int, float], ...]]:
        """Ways to put packs of `item` from a day to another: alone, or against packs of a further item."""
        alone = (item, day, other, packs)
        ways: list[tuple[tuple[int, int, int, float], ...]] = [(alone,)]
        kg, m3 = self._p.lifts.pack_kg[lift], self._p.lifts.pack_m3[lift]
        both = np.flatnonzero((self._loads[lift, :, day] > 0) & (self._loads[lift, :, other] > 0))
        for exchanged in both:
            if exchanged == item:
                continue
            needed = max(packs * kg[item] / kg[exchanged], packs * m3[item] / max(m3[exchanged], 1e-12))
            number = float(np.ceil(needed - PLAN_TOLERANCE))
            left = self._loads[lift, exchanged, other] - number
            if left >= self._least[exchanged] and number * kg[exchanged] <= packs * kg[item] + self._room_kg(lift, day):
                ways.append((alone, (int(exchanged), other, day, number)))
        return ways[: 1 + _MOST_TRIED]

    def _room_kg(self, lift: int, day: int) -> float:
        p = self._p
        carried = float(self._loads[lift, :, day] @ p.lifts.pack_kg[lift])
        return float(p.lifts.adds_kg[lift, day] * self._trips[lift, day] + p.lifts.room_kg[lift, day] - carried)

    def _can_move(self, lift: int, item: int, day: int, other: int, packs: float) -> bool:
        """Whether packs of an item can leave on another day without anybody going short or a store running over."""
        p = self._p
        since, until = (day, other) if day < other else (other, day)
        usable = slice(since + int(p.lifts.lag[lift]), until + int(p.lifts.lag[lift]))
        cutoff = int(p.lifts.cutoff[lift])
        waits = slice(since - cutoff, until - cutoff)
        here, there = int(p.lifts.destination[lift]), int(p.lifts.origin[lift])
        landing = other + int(p.lifts.transit[lift])
        if since < cutoff or landing >= p.horizon:
            return False
        if self._unload[here, landing] < packs * p.kg[item]:
            return False
        stored = not (p.asset[item] and here in p.sites)
        if other > day:
            bridged = stored and bool((self._stock[here, item, usable] >= packs - PLAN_TOLERANCE).all())
            return bridged and self._has_storage(there, item, waits, packs)
        if not stored and p.life[item] < p.horizon:
            return False
        at_origin = bool((self._stock[there, item, waits] >= packs - PLAN_TOLERANCE).all())
        ready = at_origin or _is_for_sale(p, there, item, other - cutoff)
        return ready and (not stored or self._has_storage(here, item, usable, packs))

    def _has_storage(self, place: int, item: int, days: slice, packs: float) -> bool:
        """Whether a store has room for more packs on some days."""
        needed = packs * self._p.m3[item]
        return bool((self._room_m3[place, days] >= needed - PLAN_TOLERANCE).all())

    def _move(self, lift: int, item: int, day: int, other: int, packs: float) -> None:
        """Move packs from a day to another, and the stocks that follow from it."""
        p = self._p
        self._loads[lift, item, day] -= packs
        self._loads[lift, item, other] += packs
        here, there = int(p.lifts.destination[lift]), int(p.lifts.origin[lift])
        since, until, more = (day, other, -packs) if day < other else (other, day, packs)
        lag, transit, cutoff = (int(days[lift]) for days in (p.lifts.lag, p.lifts.transit, p.lifts.cutoff))
        if not (p.asset[item] and here in p.sites):
            self._change_stock(here, item, slice(since + lag, until + lag), more)
        if not _is_for_sale(p, there, item, since - cutoff):
            self._change_stock(there, item, slice(since - cutoff, until - cutoff), -more)
        self._unload[here, day + transit] += packs * p.kg[item]
        self._unload[here, other + transit] -= packs * p.kg[item]

    def _change_stock(self, place: int, item: int, days: slice, packs: float) -> None:
        self._stock[place, item, days] += packs
        self._room_m3[place, days] -= packs * self._p.m3[item]

    def _fits(self, lift: int, day: int) -> bool:
        """Whether the vehicles of a day take the load as it is now, whole packs shared out among them."""
        p = self._p
        loads = np.zeros_like(self._lots)
        loads[lift, :, day] = self._lots[lift, :, day]
        singles = np.flatnonzero(self._single)
        loads[lift, p.lots.offset[singles], day] = self._loads[lift, singles, day]
        vehicles = round(float(self._trips[lift, day]))
        return all(load.fits(vehicles) for load in list_day_loads(p, loads))

    def _find_unloading_room(self) -> Floats:
        """[place, day] kg that may still be unloaded."""
        p = self._p
        room = p.unload.copy()
        kg = np.einsum("lnt,n->lt", self._lots, p.kg[p.lots.item])
        for lift in range(len(p.lifts.origin)):
            transit = int(p.lifts.transit[lift])
            until = p.count_days_in_time(transit)
            room[p.lifts.destination[lift], transit : transit + until] -= kg[lift, :until]
        return room


#: Other trips, and goods to exchange, that are tried for one consignment.
_MOST_TRIED = 6


def _is_for_sale(p: Problem, place: int, item: int, day: int) -> bool:
    """Whether as much as wanted of an item can be bought at a place on a day."""
    rows: Ints = np.flatnonzero((p.supply_place == place) & (p.supply_item == item))
    return bool((np.isinf(p.supply_packs[rows]) & (p.supply_since[rows] <= day)).any())
