"""What a trip can carry at most, and what of its cargo the sender has already fixed."""

from __future__ import annotations

import math

from malja.lifts.model.vehicle_loading import Room
from malja.lifts.plan.plan import Trip
from malja.operation.rows import Tables
from malja.operation.vehicles import find_vehicle_capacity


def find_room(operation: Tables, trip: Trip) -> Room:
    """The room that a trip's vehicles have; on a flow, what may go on a day."""
    lift = next(lift for lift in operation.lifts if lift.lift == trip.lift)
    one = find_vehicle_capacity(operation, lift)
    if lift.mode == "flow":
        return Room(kg=math.inf if lift.kg_per_day is None else lift.kg_per_day, m3=one.volume_m3)
    vehicles = trip.vehicles or 1
    return Room(kg=vehicles * one.payload_kg, m3=vehicles * one.volume_m3)


def find_fixed_quantity(operation: Tables, trip: Trip, item: str) -> float:
    """Units of an item on a trip that its sender has already fixed."""
    pack = next((one.pack_quantity for one in operation.items if one.item == item), 1.0)
    return pack * sum(
        row.packs
        for row in operation.committed
        if row.item == item and row.lift == trip.lift and row.date == trip.leaves
    )
