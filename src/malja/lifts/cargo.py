"""What every trip carries: the plan's loads and committed cargo, by lift and day."""

from __future__ import annotations

import numpy as np

from malja.lifts.matrix import Floats
from malja.lifts.plan import Cargo, Trip
from malja.lifts.problem import Problem
from malja.lifts.vehicles import vehicles_for

DUST = 1e-7


def trips_of(p: Problem, loads: Floats, trips: Floats) -> tuple[Trip, ...]:
    """The trips in order of day, then lift; `loads` [lift, lot, day] in packs, `trips` [lift, day] vehicles."""
    packs: dict[tuple[int, int, int], float] = {}
    for lift, lot, day in zip(*np.nonzero(loads > DUST), strict=True):
        key = (int(day), int(lift), int(p.lots.item[lot]))
        packs[key] = packs.get(key, 0.0) + float(loads[lift, lot, day])
    if p.operation.whole_packs:
        packs = {key: round(number) if p.lifts.trip[key[1]] else number for key, number in packs.items()}
    lifts = {row.lift: n for n, row in enumerate(p.operation.lifts)}
    items = {row.item: n for n, row in enumerate(p.operation.items)}
    for row in p.operation.committed:
        key = (p.operation.day(row.date), lifts[row.lift], items[row.item])
        packs[key] = packs.get(key, 0.0) + row.packs
    by_trip: dict[tuple[int, int], dict[int, float]] = {}
    for (day, lift, item), number in packs.items():
        if number > DUST:
            by_trip.setdefault((day, lift), {})[item] = number
    return tuple(_trip(p, day, lift, by_trip[day, lift], trips) for day, lift in sorted(by_trip))


def _trip(p: Problem, day: int, lift: int, packs: dict[int, float], trips: Floats) -> Trip:
    row = p.operation.lifts[lift]
    is_trip = bool(p.lifts.trip[lift])
    cargo = tuple(
        Cargo(
            item=p.operation.items[item].item,
            packs=float(packs[item]) if is_trip else None,
            quantity=float(packs[item] * p.pack[item]),
            kg=float(packs[item] * p.kg[item]),
            m3=float(packs[item] * p.m3[item]),
        )
        for item in sorted(packs)
    )
    planned = int(trips[lift, day]) if 0 <= day < p.days else 0
    return Trip(
        lift=row.lift,
        vehicle=row.vehicle,
        origin=row.origin,
        destination=row.destination,
        leaves=p.operation.date(day),
        usable=p.operation.date(day + int(p.lifts.lag[lift])),
        vehicles=max(planned, vehicles_for(p, lift, cargo)) if is_trip and planned == 0 else planned if is_trip else None,
        kg=sum(line.kg for line in cargo),
        m3=sum(line.m3 for line in cargo),
        cargo=cargo,
    )
