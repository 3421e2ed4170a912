"""Cargo that its sender has already fixed; it comes before every limit (docs/model.md, Committed cargo)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from malja.lifts.model.numbering import Numbering
from malja.lifts.model.vehicle_loading import Parcel, Room, count_vehicles, count_vehicles_by_sum, share_out_packs
from malja.operation.operation import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class CommittedLoad:
    """All that is committed for one lift on one day: packs by item, their sums, and the vehicles they take."""

    lift: int
    leaves: int
    lands: int
    packs: tuple[tuple[int, int], ...]
    """(item, packs)."""
    kg: float
    m3: float
    vehicles: int
    """0 on a flow."""
    splits: bool
    """Whether the packs can be shared out whole among the vehicles that a day allows."""


def sum_committed_loads(operation: Operation, numbering: Numbering, rooms: Sequence[Room]) -> tuple[CommittedLoad, ...]:
    """Committed cargo by lift and day, in the order of the lifts; `rooms` is what a vehicle of each lift carries."""
    packs: dict[tuple[int, int], dict[int, int]] = {}
    for row in operation.committed:
        if row.packs:
            load = packs.setdefault((numbering.lift[row.lift], operation.day(row.date)), {})
            item = numbering.item[row.item]
            load[item] = load.get(item, 0) + row.packs
    return tuple(_load(operation, lift, leaves, packs[lift, leaves], rooms[lift]) for lift, leaves in sorted(packs))


def _load(operation: Operation, lift: int, leaves: int, packs: dict[int, int], each: Room) -> CommittedLoad:
    row = operation.lifts[lift]
    parcels = [
        Parcel(packs=number, kg=operation.items[item].pack_kg, m3=operation.items[item].pack_m3)
        for item, number in packs.items()
    ]
    kg, m3 = sum(parcel.packs * parcel.kg for parcel in parcels), sum(parcel.packs * parcel.m3 for parcel in parcels)
    most, vehicles, splits = max(1, row.max_per_day), 0, True
    if row.mode == "trip":
        by_sum = count_vehicles_by_sum(kg, each.kg, m3, each.m3, most)
        vehicles = count_vehicles(parcels, each, most) if operation.whole_packs else by_sum
        splits = share_out_packs(parcels, vehicles, each) is not None
    return CommittedLoad(
        lift=lift,
        leaves=leaves,
        lands=leaves + row.transit_days,
        packs=tuple(packs.items()),
        kg=kg,
        m3=m3,
        vehicles=vehicles,
        splits=splits,
    )
