"""What every trip carries: the plan's loads and committed cargo, by lift and day."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.problem import Problem
from malja.lifts.plan.plan import Cargo, Trip
from malja.lifts.solver.matrix import Floats

DUST = 1e-7


def list_trips(p: Problem, loads: Floats, trips: Floats) -> tuple[Trip, ...]:
    """The trips in order of day, then lift; `loads` [lift, lot, day] in packs, `trips` [lift, day] vehicles."""
    packs = sum_planned_packs(p, loads)
    vehicles = {(day, lift): int(trips[lift, day]) for day, lift in packs}
    for load in p.committed:
        key = (load.leaves, load.lift)
        together = packs.setdefault(key, {})
        for item, number in load.packs:
            together[item] = together.get(item, 0.0) + number
        vehicles[key] = max(vehicles.get(key, 0), load.vehicles, _planned(p, trips, key))
    return tuple(_trip(p, day, lift, packs[day, lift], vehicles[day, lift]) for day, lift in sorted(packs))


def sum_planned_packs(p: Problem, loads: Floats) -> dict[tuple[int, int], dict[int, float]]:
    """Packs that the plan itself loads, by day and lift, then item; those on trips made whole where they must be."""
    packs: dict[tuple[int, int], dict[int, float]] = {}
    for lift, lot, day in zip(*np.nonzero(loads > DUST), strict=True):
        load, item = packs.setdefault((int(day), int(lift)), {}), int(p.lots.item[lot])
        load[item] = load.get(item, 0.0) + float(loads[lift, lot, day])
    if p.operation.whole_packs:
        for (_, lift), load in packs.items():
            if p.lifts.trip[lift]:
                load.update({item: float(round(number)) for item, number in load.items()})
    found = {key: {item: number for item, number in load.items() if number > DUST} for key, load in packs.items()}
    return {key: load for key, load in found.items() if load}


def _planned(p: Problem, trips: Floats, key: tuple[int, int]) -> int:
    day, lift = key
    return int(trips[lift, day]) if 0 <= day < p.days else 0


def _trip(p: Problem, day: int, lift: int, packs: dict[int, float], vehicles: int) -> Trip:
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
    return Trip(
        lift=row.lift,
        vehicle=row.vehicle,
        origin=row.origin,
        destination=row.destination,
        leaves=p.operation.date(day),
        usable=p.operation.date(day + int(p.lifts.lag[lift])),
        vehicles=vehicles if is_trip else None,
        kg=sum(line.kg for line in cargo),
        m3=sum(line.m3 for line in cargo),
        cargo=cargo,
    )
