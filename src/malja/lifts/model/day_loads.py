"""Which packs go on which lift and day, and how many vehicles that takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from malja.lifts.model.problem import Problem
from malja.lifts.model.vehicle_loading import (
    Parcel,
    Room,
    count_vehicles,
    count_vehicles_by_sum,
    share_out_packs,
    sum_parcels,
)
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.tolerances import PLAN_TOLERANCE, WEIGHT_TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLoad:
    """What leaves on a lift on a day: the plan's packs by item, committed packs, and the room of each vehicle."""

    lift: int
    day: int
    items: tuple[int, ...]
    planned: tuple[Parcel, ...]
    committed: tuple[Parcel, ...]
    each: Room
    most_kg: float
    """Kg of the plan's goods and committed ones that a vehicle adds, the margin left free."""
    splits: bool
    """Whether the packs must be shared out whole among the vehicles: not where committed ones cannot be."""

    @property
    def parcels(self) -> tuple[Parcel, ...]:
        """Planned and committed packs."""
        return (*self.planned, *self.committed)

    def fits(self, vehicles: int) -> bool:
        """Whether so many vehicles can take the load."""
        return not self.splits or (
            self.keeps_margin(vehicles) and share_out_packs(self.parcels, vehicles, self.each) is not None
        )

    def keeps_margin(self, vehicles: int) -> bool:
        """Whether all that leaves stays within the payload less its margin, unless committed cargo alone does not."""
        if self.most_kg >= self.each.kg:
            return True
        kg = sum_parcels(self.parcels)[0]
        most = max(vehicles * self.most_kg, sum_parcels(self.committed)[0])
        return kg <= most * (1 + WEIGHT_TOLERANCE)


def sum_planned_packs(p: Problem, loads: Floats) -> dict[tuple[int, int], dict[int, float]]:
    """Packs that the plan loads, by day and lift, then item; on trips rounded to whole ones where packs are whole."""
    packs: dict[tuple[int, int], dict[int, float]] = {}
    for lift, lot, day in zip(*np.nonzero(loads > PLAN_TOLERANCE), strict=True):
        load, item = packs.setdefault((int(day), int(lift)), {}), int(p.lots.item[lot])
        load[item] = load.get(item, 0.0) + float(loads[lift, lot, day])
    if p.operation.whole_packs:
        for (_, lift), load in packs.items():
            if p.lifts.trip[lift]:
                load.update({item: float(round(number)) for item, number in load.items()})
    whole = {
        key: {item: number for item, number in load.items() if number > PLAN_TOLERANCE} for key, load in packs.items()
    }
    return {key: load for key, load in whole.items() if load}


def list_small_loads(p: Problem, loads: Floats) -> list[tuple[int, int, int]]:
    """(lift, item, day) of what trips carry in fewer packs than the item's least sensible consignment.

    `loads` [lift, lot, day] in packs. Committed packs count, but what is committed alone is no choice of the plan's
    (`list_small_consignments` says the same of a plan).
    """
    fixed = {(load.leaves, load.lift): dict(load.packs) for load in p.committed}
    small = []
    for (day, lift), packs in sorted(sum_planned_packs(p, loads).items()):
        for item, number in packs.items():
            least = p.operation.items[item].min_consignment_packs
            together = number + fixed.get((day, lift), {}).get(item, 0)
            if p.lifts.trip[lift] and least is not None and together < least - PLAN_TOLERANCE:
                small.append((lift, item, day))
    return small


def list_day_loads(p: Problem, loads: Floats) -> Iterator[DayLoad]:
    """What the plan's trips carry, by day and lift; `loads` [lift, lot, day] in packs."""
    fixed = {(load.leaves, load.lift): load for load in p.committed}
    for (day, lift), packs in sorted(sum_planned_packs(p, loads).items()):
        if p.lifts.trip[lift]:
            load = fixed.get((day, lift))
            yield DayLoad(
                lift=lift,
                day=day,
                items=tuple(packs),
                planned=tuple(_parcel(p, lift, item, number) for item, number in packs.items()),
                committed=tuple(_parcel(p, lift, item, number) for item, number in load.packs) if load else (),
                each=Room(
                    kg=float((p.lifts.whole_payload if load else p.lifts.payload)[lift]),
                    m3=float(p.lifts.volume[lift]),
                ),
                most_kg=float(p.lifts.payload[lift]),
                splits=p.operation.whole_packs and (load is None or load.splits),
            )


def count_vehicles_taken(p: Problem, loads: Floats) -> Floats:
    """[lift, day] the least vehicles that the plan's loads take together with what is committed; 0 without a load."""
    taken = p.lifts.fixed.astype(float)
    for load in list_day_loads(p, loads):
        most = int(p.lifts.most[load.lift, load.day])
        if load.splits:
            least = count_vehicles(load.parcels, load.each, most)
            while least < most and not load.keeps_margin(least):
                least += 1
        else:
            # Fractions of packs fill vehicles completely: a rounding error of the solver must not ask for one more.
            kg, m3 = (size * (1 - 1e-6) for size in sum_parcels(load.parcels))
            least = count_vehicles_by_sum(kg, load.most_kg, m3, load.each.m3, most)
        taken[load.lift, load.day] = max(taken[load.lift, load.day], least)
    return taken


def _parcel(p: Problem, lift: int, item: int, packs: float) -> Parcel:
    group = int(p.segregation.of_item[item])
    return Parcel(
        packs=packs,
        kg=float(p.lifts.pack_kg[lift, item]),
        m3=float(p.lifts.pack_m3[lift, item]),
        group=group,
        apart=p.segregation.goods.apart[group] if group >= 0 else frozenset(),
    )
