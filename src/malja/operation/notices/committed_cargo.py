"""Committed cargo that breaks a limit or lies outside its lift's dates: a fact that is kept, and said."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from malja.operation.lift_calendar import find_open_days
from malja.operation.rows import Committed, Lift, Tables
from malja.operation.rules.cell_bounds import format_bound, row_problem
from malja.operation.rules.references import index_rows
from malja.operation.vehicles import find_vehicle_capacity
from malja.problems import Problem


@dataclass(slots=True, kw_only=True)
class _Load:
    """All cargo committed for one lift on one day: its first row, kilograms, cubic metres."""

    row: Committed
    kg: float = 0.0
    m3: float = 0.0


def find_unusual_cargo(tables: Tables) -> Iterator[Problem]:
    """What is unusual about committed cargo; the plan keeps it (docs/tables.md, rules)."""
    lifts = index_rows(tables, "lifts")
    loads = _loads(tables)
    for (name, day), load in loads.items():
        yield from _dates(tables, lifts[name], day, load)
        yield from _room(tables, lifts[name], load)
    yield from _weeks(tables, loads)
    yield from _arrivals(tables, loads)


def _loads(tables: Tables) -> dict[tuple[str, int], _Load]:
    items = index_rows(tables, "items")
    loads: dict[tuple[str, int], _Load] = {}
    for row in tables.committed:
        load = loads.setdefault((row.lift, tables.day(row.date)), _Load(row=row))
        load.kg += row.packs * items[row.item].pack_kg
        load.m3 += row.packs * items[row.item].pack_m3
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
        room = find_vehicle_capacity(tables, lift)
        kg, m3 = room.payload_kg * lift.max_per_day, room.volume_m3 * lift.max_per_day
    if load.kg > kg * (1 + 1e-9):
        yield _said(load, "committed_too_heavy", "packs", format_bound(load.kg), most=format_bound(kg))
    if load.m3 > m3 * (1 + 1e-9):
        yield _said(load, "committed_too_large", "packs", format_bound(load.m3), most=format_bound(m3))


def _count_vehicles(tables: Tables, lift: Lift, kg: float, m3: float) -> int:
    """The least vehicles that can carry so much, one at least; a vehicle that carries nothing counts once."""
    room = find_vehicle_capacity(tables, lift)
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
        trips = sum(_count_vehicles(tables, lifts[name], load.kg, load.m3) for load in fixed)
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
            _count_vehicles(tables, lifts[load.row.lift], load.kg, load.m3)
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
