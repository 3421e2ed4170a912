"""Cargo that its sender has already fixed; it comes before every limit (docs/model.md, Committed cargo)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from malja.catalogue.facts import Item
from malja.lifts.model.numbering import Numbering
from malja.lifts.model.vehicle_loading import (
    Parcel,
    Room,
    count_vehicles,
    count_vehicles_by_sum,
    have_to_part,
    share_out_packs,
)
from malja.operation.operation import Operation
from malja.operation.rows import Lift
from malja.operation.segregation import SegregatedGoods, find_segregated_goods
from malja.operation.stowage import StowageTable


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
    aboard_kg: float
    """What the packs weigh aboard, with their boxes."""
    aboard_m3: float
    vehicles: int
    """0 on a flow."""
    splits: bool
    """Whether the packs can be shared out whole among the vehicles that a day allows, what must part apart."""
    carriers: tuple[tuple[int, int], ...] = ()
    """(group of segregated goods, vehicles that carry it); none where its sender mixed what must be kept apart."""
    mixed: frozenset[int] = frozenset()
    """Groups that nothing planned may add to: they must be kept apart from what its sender mixed."""


def sum_committed_loads(operation: Operation, numbering: Numbering, rooms: Sequence[Room]) -> tuple[CommittedLoad, ...]:
    """Committed cargo by lift and day, in the order of the lifts; `rooms` is what a vehicle of each lift carries."""
    packs: dict[tuple[int, int], dict[int, int]] = {}
    for row in operation.committed:
        if row.packs:
            load = packs.setdefault((numbering.lift[row.lift], operation.day(row.date)), {})
            item = numbering.item[row.item]
            load[item] = load.get(item, 0) + row.packs
    stowage, goods = StowageTable(operation), find_segregated_goods(operation)
    return tuple(
        _load(operation, (lift, leaves), packs[lift, leaves], rooms[lift], stowage, goods)
        for lift, leaves in sorted(packs)
    )


def _load(
    operation: Operation,
    at: tuple[int, int],
    packs: dict[int, int],
    each: Room,
    stowage: StowageTable,
    goods: SegregatedGoods,
) -> CommittedLoad:
    lift, leaves = at
    row, items = operation.lifts[lift], operation.items
    parcels = [_parcel(row, items[item], number, stowage, goods) for item, number in packs.items()]
    kg, m3 = (
        sum(number * items[item].pack_kg for item, number in packs.items()),
        sum(number * items[item].pack_m3 for item, number in packs.items()),
    )
    aboard_kg, aboard_m3 = (
        sum(parcel.packs * parcel.kg for parcel in parcels),
        sum(parcel.packs * parcel.m3 for parcel in parcels),
    )
    most, vehicles, splits = max(1, row.max_per_day), 0, True
    carriers: tuple[tuple[int, int], ...] = ()
    mixed: frozenset[int] = frozenset()
    if row.mode == "trip":
        by_sum = count_vehicles_by_sum(aboard_kg, each.kg, aboard_m3, each.m3, most)
        vehicles = by_sum
        if operation.whole_packs or have_to_part(parcels):
            vehicles = count_vehicles(parcels, each, most)
        shared = share_out_packs(parcels, vehicles, each)
        splits = shared is not None
        if shared is not None:
            carriers = _count_carriers(parcels, shared)
        elif have_to_part(parcels):
            mixed = frozenset().union(*(parcel.apart for parcel in parcels))
    return CommittedLoad(
        lift=lift,
        leaves=leaves,
        lands=leaves + row.transit_days,
        packs=tuple(packs.items()),
        kg=kg,
        m3=m3,
        aboard_kg=aboard_kg,
        aboard_m3=aboard_m3,
        vehicles=vehicles,
        splits=splits,
        carriers=carriers,
        mixed=mixed,
    )


def _parcel(lift: Lift, item: Item, packs: int, stowage: StowageTable, goods: SegregatedGoods) -> Parcel:
    return Parcel(
        packs=packs,
        kg=stowage.measure_kg(lift, item),
        m3=stowage.measure_m3(lift, item),
        group=goods.find_group(item.item),
        apart=goods.list_apart(item.item),
    )


def _count_carriers(parcels: Sequence[Parcel], shared: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """(group, vehicles with any of it) of the groups that are aboard."""
    aboard: dict[int, set[int]] = {}
    for parcel, packs in zip(parcels, shared, strict=True):
        if parcel.group >= 0:
            aboard.setdefault(parcel.group, set()).update(n for n, number in enumerate(packs) if number > 0)
    return tuple((group, len(vehicles)) for group, vehicles in sorted(aboard.items()))
