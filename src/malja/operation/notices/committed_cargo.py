"""Committed cargo that breaks a limit or lies outside its lift's dates: a fact that is kept, and said."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from malja.operation.lift_calendar import find_open_days
from malja.operation.rows import Committed, Lift, Tables
from malja.operation.rules.cell_bounds import format_bound, row_problem
from malja.operation.rules.references import index_rows
from malja.operation.segregation import find_segregated_goods
from malja.operation.stowage import StowageTable
from malja.operation.vehicles import find_vehicle_capacity
from malja.problems import Problem, join_names


@dataclass(slots=True, kw_only=True)
class _Load:
    """All cargo committed for one lift on one day: its first row, kilograms, and how it lies aboard."""

    row: Committed
    kg: float = 0.0
    aboard_kg: float = 0.0
    aboard_m3: float = 0.0
    items: dict[str, int] = field(default_factory=dict)


def find_unusual_cargo(tables: Tables) -> Iterator[Problem]:
    """What is unusual about committed cargo; the plan keeps it (docs/tables.md, rules)."""
    lifts = index_rows(tables, "lifts")
    loads = _loads(tables)
    for (name, day), load in loads.items():
        yield from _dates(tables, lifts[name], day, load)
        yield from _room(tables, lifts[name], load)
    yield from _neighbours(tables, loads)
    yield from _weeks(tables, loads)
    yield from _arrivals(tables, loads)


def _loads(tables: Tables) -> dict[tuple[str, int], _Load]:
    items, lifts, table = index_rows(tables, "items"), index_rows(tables, "lifts"), StowageTable(tables)
    loads: dict[tuple[str, int], _Load] = {}
    for row in tables.committed:
        load = loads.setdefault((row.lift, tables.day(row.date)), _Load(row=row))
        load.kg += row.packs * items[row.item].pack_kg
        load.aboard_kg += row.packs * table.measure_kg(lifts[row.lift], items[row.item])
        load.aboard_m3 += row.packs * table.measure_m3(lifts[row.lift], items[row.item])
        if row.packs:
            load.items[row.item] = load.items.get(row.item, 0) + row.packs
    return loads


def _dates(tables: Tables, lift: Lift, day: int, load: _Load) -> Iterator[Problem]:
    if day < 0:
        yield _said(load, "committed_on_its_way", "date", load.row.date, start=tables.start)
    elif day >= tables.days:
        yield _said(load, "committed_after_days", "date", load.row.date, last=tables.date(tables.days - 1))
    outside = (lift.first and load.row.date < lift.first) or (lift.last and load.row.date > lift.last)
    if outside:
        first, last = lift.first or tables.start, lift.last or tables.date(tables.days - 1)
        yield _said(load, "committed_outside_dates", "date", load.row.date, first=first, last=last)
    elif 0 <= day < tables.days and not find_open_days(tables, lift)[day]:
        yield _said(load, "committed_not_its_day", "date", load.row.date)


def _room(tables: Tables, lift: Lift, load: _Load) -> Iterator[Problem]:
    """Limits of the day: what the lift's vehicles carry, or what a flow moves."""
    if lift.mode == "flow":
        kg, m3 = math.inf if lift.kg_per_day is None else lift.kg_per_day, find_vehicle_capacity(tables, lift).volume_m3
    else:
        room = StowageTable(tables).find_capacity(lift, margin=False)
        kg, m3 = room.payload_kg * lift.max_per_day, room.volume_m3 * lift.max_per_day
    if load.aboard_kg > kg * (1 + 1e-9):
        yield _said(load, "committed_too_heavy", "packs", format_bound(load.aboard_kg), most=format_bound(kg))
    if load.aboard_m3 > m3 * (1 + 1e-9):
        yield _said(load, "committed_too_large", "packs", format_bound(load.aboard_m3), most=format_bound(m3))


def _neighbours(tables: Tables, loads: dict[tuple[str, int], _Load]) -> Iterator[Problem]:
    """Goods on one lift and day that take more vehicles to be kept apart than may leave."""
    goods, lifts = find_segregated_goods(tables), index_rows(tables, "lifts")
    for (name, _), load in loads.items():
        if lifts[name].mode == "trip" and goods.count_apart(load.items) > lifts[name].max_per_day:
            mixed = [item for item in load.items if goods.find_group(item) >= 0]
            yield _said(load, "committed_not_apart", "item", join_names(mixed), date=load.row.date)


def _count_vehicles(tables: Tables, lift: Lift, kg: float, m3: float) -> int:
    """The least vehicles that can carry so much, one at least; a vehicle that carries nothing counts once."""
    room = StowageTable(tables).find_capacity(lift, margin=False)
    shares = [amount / most for amount, most in ((kg, room.payload_kg), (m3, room.volume_m3)) if 0 < most < math.inf]
    return max([1, *(math.ceil(share - 1e-9) for share in shares)])


def _weeks(tables: Tables, loads: dict[tuple[str, int], _Load]) -> Iterator[Problem]:
    lifts = index_rows(tables, "lifts")
    weeks: dict[tuple[str, int], list[_Load]] = defaultdict(list)
    for (name, day), load in loads.items():
        if lifts[name].mode == "trip" and day >= 0:
            weeks[name, day // 7].append(load)
    for (name, _), fixed in weeks.items():
        most = lifts[name].per_week
        trips = sum(_count_vehicles(tables, lifts[name], load.aboard_kg, load.aboard_m3) for load in fixed)
        if most is not None and trips > math.floor(most):
            yield _said(fixed[0], "committed_too_often", "date", trips, most=format_bound(most))


def _arrivals(tables: Tables, loads: dict[tuple[str, int], _Load]) -> Iterator[Problem]:
    """Landings and unloading at each place on each day."""
    lifts, places = index_rows(tables, "lifts"), index_rows(tables, "places")
    days: dict[tuple[str, int], list[_Load]] = defaultdict(list)
    for (name, day), load in loads.items():
        days[lifts[name].destination, day + lifts[name].transit_days].append(load)
    for (where, day), fixed in days.items():
        place, date = places[where], tables.date(day)
        kg = sum(load.kg for load in fixed)
        landings = sum(
            _count_vehicles(tables, lifts[load.row.lift], load.aboard_kg, load.aboard_m3)
            for load in fixed
            if lifts[load.row.lift].mode == "trip"
        )
        if place.unload_kg_per_day is not None and kg > place.unload_kg_per_day * (1 + 1e-9):
            most = format_bound(place.unload_kg_per_day)
            yield _said(fixed[0], "committed_unloading", "packs", format_bound(kg), place=where, date=date, most=most)
        if place.landings_per_day is not None and landings > place.landings_per_day:
            most = format_bound(place.landings_per_day)
            yield _said(fixed[0], "committed_landings", "date", landings, place=where, date=date, most=most)


def _said(load: _Load, code: str, column: str, value: object, **values: object) -> Problem:
    return row_problem("committed", load.row, code, column, value, lift=load.row.lift, **values)
