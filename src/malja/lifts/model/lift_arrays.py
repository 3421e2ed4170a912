"""Lifts as arrays: when vehicles may leave, how many, and what room committed cargo leaves them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from malja.lifts.model.committed_loads import CommittedLoad
from malja.lifts.model.numbering import Numbering
from malja.lifts.model.stowage import StowageArrays, find_planned_payload
from malja.lifts.model.vehicle_loading import Room
from malja.lifts.solver.matrix import Bools, Floats, Ints
from malja.operation.lift_calendar import count_cutoff_days, find_open_days
from malja.operation.operation import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftArrays:
    """Lifts as arrays, in the table's order; `lag` is transit plus handling; days are indices from the start."""

    origin: Ints
    destination: Ints
    trip: Bools
    transit: Ints
    lag: Ints
    cutoff: Ints
    """Days before it leaves on which a load is taken from the stock of its origin."""
    payload: Floats
    """[lift] kg of goods that the plan may load on a vehicle: its pallets and the margin taken off."""
    whole_payload: Floats
    """[lift] the same, the margin used: what committed cargo may take."""
    volume: Floats
    adds_kg: Floats
    """[lift, day] kg that each vehicle adds: the payload, less where committed cargo uses the margin."""
    pack_kg: Floats
    """[lift, item] kg of a pack aboard, with the boxes it needs."""
    pack_m3: Floats
    """[lift, item] m3 of the hold that a pack takes up."""
    goes: Bools
    """[lift, item] whether an item goes through the door."""
    fixed_cost: Floats
    cost_per_kg: Floats
    open: Bools
    """[lift, day] whether the lift runs on the day."""
    most: Ints
    """[lift, day] the most vehicles that may leave (1 for an open day of a flow)."""
    fixed: Ints
    """[lift, day] vehicles that leave in any case, with committed cargo."""
    room_kg: Floats
    """[lift, day] kg a flow still has room for; for trips minus what committed cargo takes of the payload."""
    room_m3: Floats
    week: Floats
    """[lift, block of 7 days] the most trips; inf where no limit."""


def build_lift_arrays(
    operation: Operation,
    numbering: Numbering,
    stowage: StowageArrays,
    rooms: Sequence[Room],
    loads: Sequence[CommittedLoad],
) -> LiftArrays:
    """The lifts of an operation; `rooms` is what a vehicle of each carries at most, `loads` what is committed."""
    rows, places = operation.lifts, operation.places
    destination = np.array([numbering.place[row.destination] for row in rows], dtype=np.int64)
    transit = np.array([row.transit_days for row in rows], dtype=np.int64)
    handling = np.array([places[place].handling_days for place in destination], dtype=np.int64)
    most, room_kg, room_m3 = _open(operation, rooms)
    runs = most > 0
    fixed = np.zeros_like(most)
    _load_up(rooms, loads, most, fixed, room_kg, room_m3)
    adds_kg, taken_kg = find_planned_payload(stowage.payload, rooms, loads, most)
    room_kg[fixed > 0] = -taken_kg[fixed > 0]
    return LiftArrays(
        origin=np.array([numbering.place[row.origin] for row in rows], dtype=np.int64),
        destination=destination,
        trip=np.array([row.mode == "trip" for row in rows], dtype=bool),
        transit=transit,
        lag=transit + handling,
        cutoff=np.array([count_cutoff_days(row) for row in rows], dtype=np.int64),
        payload=stowage.payload,
        whole_payload=stowage.whole_payload,
        volume=np.array([room.m3 for room in rooms], dtype=float),
        adds_kg=adds_kg,
        pack_kg=stowage.kg,
        pack_m3=stowage.m3,
        goes=stowage.goes,
        fixed_cost=np.array([row.fixed_cost for row in rows], dtype=float),
        cost_per_kg=np.array([row.cost_per_kg for row in rows], dtype=float),
        open=runs,
        most=most,
        fixed=fixed,
        room_kg=room_kg,
        room_m3=room_m3,
        week=_weeks(operation, loads, fixed),
    )


def _open(operation: Operation, rooms: Sequence[Room]) -> tuple[Ints, Floats, Floats]:
    """Vehicles that may leave by lift and day, and the room of flows, before anything is committed."""
    shape = (len(operation.lifts), operation.days)
    most, room_kg, room_m3 = np.zeros(shape, dtype=np.int64), np.zeros(shape), np.zeros(shape)
    for n, row in enumerate(operation.lifts):
        most[n, find_open_days(operation, row)] = row.max_per_day if row.mode == "trip" else 1
        if row.mode == "flow":
            room_kg[n] = np.inf if row.kg_per_day is None else row.kg_per_day
            room_m3[n] = rooms[n].m3
    return most, room_kg, room_m3


def _load_up(
    rooms: Sequence[Room], loads: Sequence[CommittedLoad], most: Ints, fixed: Ints, room_kg: Floats, room_m3: Floats
) -> None:
    """Take committed cargo off the room of its lift and day; where it breaks a limit, the room is 0."""
    for load in loads:
        at = (load.lift, load.leaves)
        if not 0 <= load.leaves < most.shape[1]:
            continue
        each = rooms[load.lift]
        if load.vehicles:
            fixed[at] = load.vehicles
            most[at] = max(most[at], load.vehicles)
            room_m3[at] = -min(load.aboard_m3, most[at] * each.m3) if np.isfinite(each.m3) else 0.0
        else:
            room_kg[at] = max(0.0, room_kg[at] - load.kg)
            room_m3[at] = max(0.0, room_m3[at] - load.m3)


def _weeks(operation: Operation, loads: Sequence[CommittedLoad], fixed: Ints) -> Floats:
    """The most trips of each lift in each block of 7 days from the start; committed trips go in any case."""
    blocks = -(-operation.days // 7)
    week = np.full((len(operation.lifts), blocks), np.inf)
    for n, row in enumerate(operation.lifts):
        if row.per_week is not None:
            week[n] = np.floor(row.per_week + 1e-9)
    for load in loads:
        if operation.days <= load.leaves < 7 * blocks:
            week[load.lift, -1] -= load.vehicles
    committed = np.add.reduceat(fixed, np.arange(0, operation.days, 7), axis=1) if blocks else np.zeros_like(week)
    most: Floats = np.maximum(week, committed)
    return most
