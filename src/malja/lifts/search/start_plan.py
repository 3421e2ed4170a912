"""A plan that was made before as whole numbers of this model: what a search may start from.

A plan is matched by names and by dates, never by the number of a day, so that yesterday's plan is a start for an
operation that begins a day later. What no longer fits is left out or goes with the next trip of its lift; what stays is
within all limits that can be counted load by load, and a linear program says whether the rest holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.model.numbering import Numbering
from malja.lifts.plan.plan import Plan
from malja.lifts.search.whole_numbers.carrier_rounding import count_carriers
from malja.lifts.search.whole_numbers.pack_rounding import round_packs_at_once
from malja.lifts.search.whole_numbers.trip_rounding import round_up_cumulated_trips
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class StartLoads:
    """Whole numbers from a start plan: `ways` to fill the columns of vehicles and packs, the most faithful first.

    `of`: loads of the start plan (an item on a lift on a date) that its vehicles carry on the days of the operation and
    beyond, committed cargo left out; `used`: so many of them stand in the first way as they are in the plan.
    """

    ways: tuple[Floats, ...]
    used: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A load of the start plan: lift and item by number (-1: gone), day, whole packs."""

    lift: int
    item: int
    day: int
    packs: float


def read_start_loads(model: Model, plan: Plan) -> StartLoads:
    """What a plan carries as columns of the model, as far as lifts, dates, goods and limits allow it."""
    lines = list(_list_lines(model, plan))
    wanted = _read_vehicles(model, plan)
    trips = round_up_cumulated_trips(model, wanted)
    columns = _find_item_columns(model)
    ways: list[Floats] = []
    for passed_on in (False, True):
        x = wanted.copy()
        for line in lines:
            day = _find_day(trips, line, passed_on=passed_on) if line.lift >= 0 and line.item >= 0 else None
            if day is not None and columns[line.lift, line.item, day] >= 0:
                x[columns[line.lift, line.item, day]] += line.packs
        way = _count_vehicles_apart(model, round_packs_at_once(model, x, trips, INTEGER_TOLERANCE))
        if not ways or not np.array_equal(way, ways[0]):
            ways.append(way)
    return StartLoads(ways=tuple(ways), used=_count_used(model, lines, columns, trips, ways[0]), of=len(lines))


def _list_lines(model: Model, plan: Plan) -> Iterator[_Line]:
    """The loads of the plan's vehicles from the first day on, less what is committed now."""
    p = model.problem
    number = Numbering(p.operation)
    committed: dict[tuple[int, int, int], float] = defaultdict(float)
    for load in p.committed:
        for item, fixed in load.packs:
            committed[load.lift, item, load.leaves] += fixed
    for trip in plan.trips:
        day = p.operation.day(trip.leaves)
        if trip.vehicles is None or day < 0:
            continue
        for cargo in trip.cargo:
            lift, item = number.lift.get(trip.lift, -1), number.item.get(cargo.item, -1)
            pack = float(p.pack[item]) if item >= 0 else 1.0
            packs = float(np.floor(cargo.quantity / pack + INTEGER_TOLERANCE)) - committed[lift, item, day]
            if packs > 0:
                yield _Line(lift=lift, item=item, day=day, packs=packs)


def _read_vehicles(model: Model, plan: Plan) -> Floats:
    """Columns with the plan's vehicles, at most what may leave on the day, and with what its flows carry."""
    p, v = model.problem, model.columns
    number = Numbering(p.operation)
    x = np.zeros(len(model.program.upper))
    for trip in plan.trips:
        lift, day = number.lift.get(trip.lift, -1), p.operation.day(trip.leaves)
        if lift < 0 or not 0 <= day < p.days:
            continue
        if trip.vehicles is not None and v.trips[lift, day] >= 0:
            x[v.trips[lift, day]] = min(float(trip.vehicles), float(p.lifts.most[lift, day]))
        for cargo in trip.cargo if trip.vehicles is None else ():
            item = number.item.get(cargo.item, -1)
            column = _find_lot_column(model, lift, item, day) if item >= 0 else -1
            if column >= 0:
                x[column] = cargo.quantity / p.pack[item]
    return x


def _find_item_columns(model: Model) -> Ints:
    """[lift, item, day] the column of an item's whole packs, -1 where there is none."""
    p, v = model.problem, model.columns
    single = np.diff(p.lots.offset) == 1
    return np.where(single[None, :, None], v.load[:, p.lots.offset[:-1]], v.packs)


def _find_lot_column(model: Model, lift: int, item: int, day: int) -> int:
    """The first lot of an item that can be loaded, -1 where none can."""
    offset = model.problem.lots.offset
    lots = model.columns.load[lift, offset[item] : offset[item + 1], day]
    there = lots[lots >= 0]
    return int(there[0]) if len(there) else -1


def _find_day(trips: Floats, line: _Line, *, passed_on: bool) -> int | None:
    """The day on which a load leaves: its own if its lift goes then, else, `passed_on`, the next on which it does."""
    days = np.flatnonzero(trips[line.lift, line.day :])
    if not len(days) or (days[0] > 0 and not passed_on):
        return None
    return line.day + int(days[0])


def _count_vehicles_apart(model: Model, x: Floats) -> Floats:
    """The same loads with whole vehicles for goods that must be kept apart."""
    if not len(model.carriers):
        return x
    p, v = model.problem, model.columns
    loaded = x.copy()
    several = np.diff(p.lots.offset) > 1
    for lift, item, day in zip(*np.nonzero((v.packs >= 0) & several[None, :, None]), strict=True):
        column = _find_lot_column(model, int(lift), int(item), int(day))
        if column >= 0:
            loaded[column] = x[v.packs[lift, item, day]]
    x = x.copy()
    x[model.carriers] = count_carriers(model, loaded)
    return x


def _count_used(model: Model, lines: list[_Line], columns: Ints, trips: Floats, x: Floats) -> int:
    """Loads that stand in the solution whole; without whole packs those whose trip goes."""
    used = 0
    for line in lines:
        if line.lift < 0 or line.item < 0 or line.day >= model.problem.days or not trips[line.lift, line.day]:
            continue
        column = columns[line.lift, line.item, line.day]
        if not len(model.packs):
            lots = slice(*model.problem.lots.offset[line.item : line.item + 2])
            used += bool((model.columns.load[line.lift, lots, line.day] >= 0).any())
        else:
            used += bool(column >= 0 and x[column] >= line.packs - INTEGER_TOLERANCE)
    return used
