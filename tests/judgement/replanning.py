"""A plan without one line of its loads, planned again with all else fixed: what the reasons of loads are held against.

The whole model is solved, with all its limits but the room in stores, without the parts, starts and columns of lines
that the reasons are found with: a line that its sender has fixed is taken out of the operation itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.model.model import build_model
from malja.lifts.model.problem import Problem
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.variables import Variables
from malja.lifts.plan.plan import Plan
from malja.lifts.solver.matrix import Floats, MatrixBuilder
from malja.lifts.solver.program import Effort, Program, minimise
from malja.operation.operation import Operation

NOTICED = 0.005


class Replanned:
    """The plan's loads without one line, or all of them; what is short in the plan may be short again."""

    def __init__(self, operation: Operation, plan: Plan, without: tuple[int, str] | None = None) -> None:
        self.loads = _sum_loads(operation, plan, without)
        left = operation.committed
        # What its sender has fixed breaks limits of trips; the others of its trip still come.
        places = tuple(replace(place, storage_m3=None, landings_per_day=None) for place in operation.places)
        lifts = tuple(replace(lift, per_week=None, first=None, last=None, weekdays="") for lift in operation.lifts)
        if without is not None:
            trip = plan.trips[without[0]]
            line = (trip.lift, trip.leaves, without[1])
            left = tuple(row for row in operation.committed if (row.lift, row.date, row.item) != line)
        self.model = build_model(
            build_problem(replace(operation, committed=left, places=places, lifts=lifts, lift_days=())), self._add
        )
        self.before = self._read_short(plan)
        self.program = self._bound(plan)

    def _add(self, p: Problem, v: Variables, m: MatrixBuilder) -> None:
        """No more is carried of an item on a day than planned."""
        items = {row.item: n for n, row in enumerate(p.operation.items)}
        lifts = {row.lift: n for n, row in enumerate(p.operation.lifts)}
        for (lift, day, item), units in self.loads.items():
            number = items[item]
            lots = slice(int(p.lots.offset[number]), int(p.lots.offset[number + 1]))
            most = max(0.0, units) / float(p.pack[number]) + 1e-9
            row = m.add_rows(np.ones((1, 1), dtype=bool), -np.inf, most)[:, 0]
            if 0 <= day < p.days:
                m.add_entries(row, v.load[lifts[lift], lots, day], 1.0)

    def _read_short(self, plan: Plan) -> Floats:
        p = self.model.problem
        number = {(need.place, need.need.need): k for k, need in enumerate(p.needs)}
        short = np.zeros(p.required.shape)
        for row in plan.coverage:
            for m, tier in enumerate(TIERS):
                short[number[row.place, row.need], m, p.operation.day(row.date)] = row.short.get(tier, 0.0)
        return short

    def _bound(self, plan: Plan) -> Program:
        p, v = self.model.problem, self.model.columns
        lower, upper = self.model.program.lower.copy(), self.model.program.upper.copy()
        vehicles: defaultdict[tuple[str, int], int] = defaultdict(int)
        for trip in plan.trips:
            vehicles[trip.lift, p.operation.day(trip.leaves)] += trip.vehicles or 0
        for n, row in enumerate(p.operation.lifts):
            for day in range(p.days):
                if v.trips[n, day] >= 0:
                    lower[v.trips[n, day]] = upper[v.trips[n, day]] = vehicles[row.lift, day]
                for lot in np.flatnonzero(v.load[n, :, day] >= 0):
                    if (row.lift, day, p.operation.items[int(p.lots.item[lot])].item) not in self.loads:
                        upper[v.load[n, lot, day]] = 0.0
        return self.model.program.with_bounds(lower, upper)

    def allow(self, most: Floats) -> Program:
        """No more is short than `most` [site need, tier, day]; where that is infinite, all may be."""
        v, lower, upper = self.model.columns, self.program.lower, self.program.upper.copy()
        for n in range(v.short.shape[2]):
            columns = v.short[:, :, n]
            held = np.clip(most - 0.25 * n, 0.0, 0.25)
            for k, m, day in zip(*np.nonzero(columns >= 0), strict=True):
                column = columns[k, m, day]
                upper[column] = min(upper[column], held[k, m, day])
        return self.program.with_bounds(lower, upper)

    def can_hold(self, tier: int, until: int, more: float = NOTICED) -> bool:
        """Whether no need need be noticeably shorter of a tier, on any of the first `until` days."""
        most = np.full(self.before.shape, np.inf)
        most[:, tier, :until] = self.before[:, tier, :until] + more
        return minimise(self.allow(most), np.zeros(len(self.program.upper)), effort=Effort()).values is not None

    def find_least(self, tier: int, since: int) -> float:
        """The least weighted person-days short of a tier besides, if nothing is noticed before a day."""
        p, v = self.model.problem, self.model.columns
        most = np.full(self.before.shape, np.inf)
        most[:, tier, :since] = self.before[:, tier, :since] + 0.9 * NOTICED
        program = self.allow(most)
        cost, lower = np.zeros(len(program.upper)), program.lower.copy()
        held = 0.0
        for n in range(v.short.shape[2]):
            columns, old = v.short[:, tier, n], np.clip(self.before[:, tier] - 0.25 * n, 0.0, 0.25)
            weight = p.weight[:, None] * p.concerned
            there = columns >= 0
            cost[columns[there]] = weight[there]
            # What is short in the plan is no gain if it is less.
            lower[columns[there]] = np.minimum(old[there], program.upper[columns[there]])
            held += float((weight * old)[there].sum())
        answer = minimise(program.with_bounds(lower, program.upper), cost, effort=Effort())
        return answer.value - held


def _sum_loads(operation: Operation, plan: Plan, without: tuple[int, str] | None) -> dict[tuple[str, int, str], float]:
    """Units by lift, day and item that are planned beside what is fixed."""
    loads: defaultdict[tuple[str, int, str], float] = defaultdict(float)
    for number, trip in enumerate(plan.trips):
        for cargo in trip.cargo:
            key = trip.lift, operation.day(trip.leaves), cargo.item
            loads[key] += 0.0 if (number, cargo.item) == without else cargo.quantity
    pack = {item.item: item.pack_quantity for item in operation.items}
    for row in operation.committed:
        key = row.lift, operation.day(row.date), row.item
        if key in loads:
            loads[key] -= row.packs * pack[row.item]
    return dict(loads)
