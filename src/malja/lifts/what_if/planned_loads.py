"""The trips and loads of a plan as they are, each line of a load a column of its own that can be left behind.

What is there is used as well as can be; what may be bought at a site or hub beside the plan may be bought; a later load
can be less than planned, where what it should carry has not come, but never more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model, build_model
from malja.lifts.model.numbering import Numbering
from malja.lifts.model.problem import Problem
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.shortfall_charge import SHORTFALL_PIECE, SHORTFALL_SLOPES
from malja.lifts.model.variables import Variables
from malja.lifts.plan.plan import Plan
from malja.lifts.solver.matrix import Bools, Floats, Ints, MatrixBuilder
from malja.lifts.solver.program import Program
from malja.lifts.what_if.fixed_trips import read_missing_shares
from malja.operation.operation import Operation

#: Limits of what trips carry and places take in and hold: loads that are no more than the plan's keep them.
_KEPT_ANYWAY = (
    "storage",
    *("payload", "volume", "payload of a group", "volume of a group", "packs_per_vehicle", "flow", "flow_volume"),
    *("trips_per_week", "landings", "unloading", "cutoff"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadLine:
    """One item on one trip of the plan (`trip`: its number): the column of what is planned and its packs.

    `fixed`: packs that its sender has fixed; `left`: the column of how many of them stay behind. `usable`: the day on
    which it would be there.
    """

    trip: int
    item: str
    planned: int
    packs: float
    left: int
    fixed: float
    usable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLoads:
    """The model with the plan's loads as upper bounds; `missing` [site need, tier, day]: shares short in the plan.

    `dropped`: rows of the program that hold in any case.
    """

    model: Model
    program: Program
    lines: tuple[LoadLine, ...]
    missing: Floats
    dropped: Bools


def fix_planned_loads(operation: Operation, plan: Plan) -> PlannedLoads:
    """The plan's loads, line by line."""
    lines: list[LoadLine] = []

    def add(p: Problem, v: Variables, m: MatrixBuilder) -> None:
        lines.extend(_add_lines(p, v, m, plan))

    model = build_model(build_problem(operation), add)
    missing = read_missing_shares(model.problem, plan)
    sources = _find_sources(model.problem, plan)
    return PlannedLoads(
        model=model,
        program=_bound(model, lines, missing, sources),
        lines=tuple(lines),
        missing=missing,
        dropped=_find_dropped(model, sources),
    )


def _add_lines(p: Problem, v: Variables, m: MatrixBuilder, plan: Plan) -> list[LoadLine]:
    """A column for what is planned of each line, which is the sum of its lots, and one for what stays behind of it."""
    found = _list_loads(p, plan)
    there = np.ones((len(found), 1), dtype=bool)
    planned = m.add_columns(there, upper=np.array([load.packs for load in found]).reshape(-1, 1))[:, 0]
    left = m.add_columns(there, upper=np.array([load.fixed for load in found]).reshape(-1, 1))[:, 0]
    rows = m.add_rows(there, 0.0, 0.0)[:, 0]
    m.add_entries(rows, planned, -1.0)
    for n, load in enumerate(found):
        if 0 <= load.day < p.days:
            lots = slice(int(p.lots.offset[load.item]), int(p.lots.offset[load.item + 1]))
            m.add_entries(rows[n : n + 1], v.load[load.lift, lots, load.day], 1.0)
        if load.fixed:
            _take_away(p, m, left[n : n + 1], load)
    return [
        LoadLine(
            trip=load.trip,
            item=p.operation.items[load.item].item,
            planned=int(planned[n]),
            packs=load.packs,
            left=int(left[n]),
            fixed=load.fixed,
            usable=max(0, load.day + int(p.lifts.lag[load.lift])),
        )
        for n, load in enumerate(found)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Load:
    """A line of the plan by numbers: packs that are planned, and those that are fixed."""

    trip: int
    lift: int
    item: int
    day: int
    packs: float
    fixed: float


def _list_loads(p: Problem, plan: Plan) -> list[_Load]:
    """The lines of the plan whose lifts and items there are."""
    number = Numbering(p.operation)
    fixed: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    for committed in p.committed:
        for item, packs in committed.packs:
            fixed[committed.lift, item, committed.leaves] += packs
    found = []
    for n, trip in enumerate(plan.trips):
        for cargo in trip.cargo:
            if trip.lift not in number.lift or cargo.item not in number.item:
                continue
            lift, item, day = number.lift[trip.lift], number.item[cargo.item], p.operation.day(trip.leaves)
            taken = fixed[lift, item, day]
            planned = max(0.0, cargo.quantity / float(p.pack[item]) - taken)
            found.append(_Load(trip=n, lift=lift, item=item, day=day, packs=planned, fixed=taken))
    return found


def _take_away(p: Problem, m: MatrixBuilder, left: Ints, load: _Load) -> None:
    """Committed packs that stay behind are missing where they would have come."""
    item, place = load.item, int(p.lifts.destination[load.lift])
    usable = load.day + int(p.lifts.lag[load.lift])
    site = {int(number): s for s, number in enumerate(p.sites)}
    if p.asset[item] and place in site:
        rows = m.limits["in_place"][site[place], item]
        stands = usable + int(p.setup[item])
        for at, sign in ((stands, 1.0), (stands + int(p.life[item]), -1.0)):
            if 0 <= at < p.horizon:
                m.add_entries(rows[at : at + 1], left, sign)
    elif 0 <= usable < p.horizon:
        lot = p.lots.find_lot(item, load.day)
        if usable <= p.lots.last[lot]:
            m.add_entries(m.limits["balance"][place, lot, usable : usable + 1], left, 1.0)


def _find_sources(p: Problem, plan: Plan) -> Ints:
    """Places from which goods come and to which none do: what the plan takes from them is there."""
    reached = {trip.destination for trip in plan.trips}
    sites = set(p.sites.tolist())
    names = [place.place for place in p.operation.places]
    return np.array([n for n, name in enumerate(names) if n not in sites and name not in reached], dtype=np.int64)


def _bound(model: Model, lines: list[LoadLine], missing: Floats, sources: Ints) -> Program:
    """Nothing beyond the plan's lines is carried; what is short in the plan may be as short again at no charge."""
    p, v, matrix = model.problem, model.columns, model.program.matrix
    lower, upper = model.program.lower.copy(), model.program.upper.copy()
    for columns in (v.trips, v.carriers):
        lower[columns[columns >= 0]] = upper[columns[columns >= 0]] = 0.0
    # The row of a line is the one in which its column stands.
    of_line = np.zeros(len(matrix.row_lower), dtype=bool)
    of_line[[int(matrix.index[matrix.start[line.planned]]) for line in lines]] = True
    carried = np.zeros(len(upper), dtype=bool)
    carried[np.repeat(np.arange(len(upper)), np.diff(matrix.start))[of_line[matrix.index]]] = True
    loads = v.load[v.load >= 0]
    upper[loads[~carried[loads]]] = 0.0
    bought = v.buy[np.isin(p.supply_place, sources)]
    stored = np.concatenate([v.stock[sources].ravel(), v.waste[sources].ravel(), bought.ravel()])
    upper[stored[stored >= 0]] = 0.0
    for piece in range(len(SHORTFALL_SLOPES)):
        short = v.short[:, :, piece]
        lower[short[short >= 0]] = np.clip(missing - SHORTFALL_PIECE * piece, 0.0, SHORTFALL_PIECE)[short >= 0]
    return model.program.with_bounds(lower, upper)


def _find_dropped(model: Model, sources: Ints) -> Bools:
    """Rows of limits that the plan's loads keep, and of the stock of places that nothing comes to."""
    dropped = np.zeros(len(model.program.matrix.row_lower), dtype=bool)
    for rows in (
        *(model.limits[name] for name in _KEPT_ANYWAY if name in model.limits),
        model.limits["balance"][sources],
    ):
        dropped[rows[rows >= 0]] = True
    return dropped
