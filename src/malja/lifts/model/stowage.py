"""What a pack weighs and takes up aboard each lift, which items go by it, and what one more vehicle may carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from malja.lifts.model.committed_loads import CommittedLoad
from malja.lifts.model.vehicle_loading import Room
from malja.lifts.solver.matrix import Bools, Floats, Ints
from malja.operation.operation import Operation
from malja.operation.stowage import StowageTable


@dataclass(frozen=True, slots=True, kw_only=True)
class StowageArrays:
    """Stowage as arrays over lifts and items (docs/model.md, Stowage)."""

    kg: Floats
    """[lift, item] kg of a pack aboard, with the boxes of the cold chain."""
    m3: Floats
    """[lift, item] m3 of the hold that a pack takes up."""
    goes: Bools
    """[lift, item] whether it goes through the door."""
    whole_payload: Floats
    """[lift] kg that a vehicle takes beside its pallets, the margin used."""
    payload: Floats
    """[lift] the same with the margin left free: what a plan may use."""


def build_stowage_arrays(operation: Operation) -> StowageArrays:
    """How the items of an operation lie in the vehicles of its lifts."""
    table, items = StowageTable(operation), operation.items
    shape = (len(operation.lifts), len(items))
    kg, m3, goes = np.zeros(shape), np.zeros(shape), np.ones(shape, dtype=bool)
    for n, lift in enumerate(operation.lifts):
        kg[n] = [table.measure_kg(lift, item) for item in items]
        m3[n] = [table.measure_m3(lift, item) for item in items]
        goes[n] = [table.goes_through_door(lift, item) for item in items]
    payload, whole = (
        np.array([table.find_capacity(lift, margin=margin).payload_kg for lift in operation.lifts], dtype=float)
        for margin in (True, False)
    )
    return StowageArrays(kg=kg, m3=m3, goes=goes, whole_payload=whole, payload=payload)


def find_planned_payload(
    payload: Floats, rooms: Sequence[Room], loads: Sequence[CommittedLoad], most: Ints
) -> tuple[Floats, Floats]:
    """[lift, day] kg that each vehicle adds for planned goods, and kg that committed cargo takes of it.

    Committed cargo may use the margin. Where it does, and further vehicles may leave, each of them adds so much less:
    all that leaves together stays within their payload less the margin.
    """
    adds = np.repeat(payload[:, None], most.shape[1], axis=1)
    taken = np.zeros(adds.shape)
    for load in loads:
        at, each = (load.lift, load.leaves), rooms[load.lift].kg
        if not 0 <= load.leaves < most.shape[1] or not load.vehicles or not np.isfinite(each):
            continue
        planned = float(payload[load.lift])
        over = min(load.aboard_kg, load.vehicles * each) - load.vehicles * planned
        if planned == each or over <= 0:
            taken[at] = min(load.aboard_kg, most[at] * planned)
        else:
            adds[at] = max(0.0, planned - over) if most[at] > load.vehicles else planned
            taken[at] = load.vehicles * adds[at]
    return adds, taken
