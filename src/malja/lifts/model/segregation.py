"""Goods that must not share a vehicle, as arrays: their groups, which vehicles committed cargo has given to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from malja.lifts.model.committed_loads import CommittedLoad
from malja.lifts.solver.matrix import Bools, Floats, Ints
from malja.operation.operation import Operation
from malja.operation.segregation import SegregatedGoods, find_segregated_goods


@dataclass(frozen=True, slots=True, kw_only=True)
class SegregationArrays:
    """Groups of goods with the same forbidden neighbours (docs/model.md, `add_segregation`); G groups."""

    goods: SegregatedGoods
    of_item: Ints
    """[item] the group, -1 where it may lie beside everything."""
    apart: Bools
    """[group, group] whether they must not share a vehicle."""
    fixed: Ints
    """[lift, group, day] vehicles that carry committed packs of a group, what must be kept apart kept apart."""
    fixed_kg: Floats
    """[lift, group, day] kg aboard of these packs."""
    fixed_m3: Floats
    closed: Bools
    """[lift, group, day] where nothing planned of a group may go: its sender mixed what must be kept apart from it."""
    settled: Bools
    """[lift, day] where its sender mixed goods: they are a fact and limit nobody else."""


def build_segregation_arrays(
    operation: Operation, stowed: tuple[Floats, Floats], loads: Sequence[CommittedLoad]
) -> SegregationArrays:
    """What must be kept apart in an operation; `stowed` are kg and m3 of a pack aboard, [lift, item]."""
    goods = find_segregated_goods(operation)
    count = len(goods.apart)
    of_item = np.array([goods.find_group(row.item) for row in operation.items], dtype=np.int64)
    apart = np.zeros((count, count), dtype=bool)
    for group, others in enumerate(goods.apart):
        apart[group, sorted(others)] = True
    shape = (len(operation.lifts), count, operation.days)
    fixed, sizes = np.zeros(shape, dtype=np.int64), (np.zeros(shape), np.zeros(shape))
    closed, settled = np.zeros(shape, dtype=bool), np.zeros((shape[0], shape[2]), dtype=bool)
    for load in loads:
        if not 0 <= load.leaves < operation.days:
            continue
        closed[load.lift, sorted(load.mixed), load.leaves] = True
        settled[load.lift, load.leaves] = bool(load.mixed)
        for group, vehicles in load.carriers:
            fixed[load.lift, group, load.leaves] = vehicles
            for size, each in zip(sizes, stowed, strict=True):
                mine = [number * each[load.lift, item] for item, number in load.packs if of_item[item] == group]
                size[load.lift, group, load.leaves] = sum(mine)
    return SegregationArrays(
        goods=goods,
        of_item=of_item,
        apart=apart,
        fixed=fixed,
        fixed_kg=sizes[0],
        fixed_m3=sizes[1],
        closed=closed,
        settled=settled,
    )


def find_carriers(segregation: SegregationArrays, load: Bools, trip: Bools, item: Ints) -> Bools:
    """[lift, group, day] where vehicles of a group must be counted: it and what it must be kept apart from can go.

    `load` [lift, lot, day] says which lots can be loaded, `item` the item of each lot.
    """
    there = segregation.fixed > 0
    for group in range(len(segregation.apart)):
        there[:, group] |= load[:, segregation.of_item[item] == group].any(axis=1)
    meets = np.einsum("gh,lht->lgt", segregation.apart, there) if len(segregation.apart) else there
    carriers: Bools = there & (meets > 0) & trip[:, None, None] & ~segregation.settled[:, None, :]
    return carriers
