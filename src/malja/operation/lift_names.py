"""What a lift is called, for people: its name in the language that is spoken, or what it flies or drives."""

from __future__ import annotations

from malja.language.names import say_name
from malja.operation.rows import Tables
from malja.operation.vehicles import load_vehicles


def say_lift(tables: Tables, lift: str) -> str:
    """A lift's name; one without a name is called by its vehicle where no other lift has such, else by its id."""
    row = next((one for one in tables.lifts if one.lift == lift), None)
    if row is None:
        return lift
    if row.name or row.names:
        return say_name(row.name or lift, row.names)
    vehicle = load_vehicles().get(row.vehicle)
    alike = sum(other.vehicle == row.vehicle for other in tables.lifts)
    if vehicle is not None and row.mode == "trip" and alike == 1:
        return say_name(vehicle.name)
    return lift.replace("_", " ")
