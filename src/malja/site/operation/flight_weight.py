"""Weigh a flight's manifest against what one vehicle of its lift carries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from malja.operation.rows import Tables
from malja.operation.vehicles import find_vehicle_capacity
from malja.problems import Refused
from malja.site.operation.operation import build_tables
from malja.site.state.state import State
from malja.stock.ledger.amounts import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Overload:
    """A manifest that weighs more than one vehicle of the flight's lift carries; both in kg."""

    flight: str
    lift: str
    kg: float
    payload_kg: float


def find_overload(state: State, name: str) -> Overload | None:
    """The overload of a flight's manifest; None: it is not, or the payload is not known or without limit.

    The payload is the lift's own, else its vehicle's over the distance, as the catalogue has it. Packs of another size
    than the item's own weigh as much for each unit; goods whose weight nobody knows weigh nothing here.
    """
    flight = state.flights.flights.get(name)
    if flight is None or flight.announced is None:
        return None
    tables = build_tables(state, state.last or datetime.date.min)
    lift = next((one for one in tables.lifts if one.lift == flight.announced.lift), None)
    if lift is None:
        return None
    try:
        payload = find_vehicle_capacity(tables, lift).payload_kg
    except Refused:  # No such vehicle, or no distance: the plan asks for it, a manifest does not.
        return None
    weights = find_unit_weights(tables)
    kg = float(sum((line.units * weights.get(line.item, NOTHING) for line in flight.manifest()), NOTHING))
    return Overload(flight=name, lift=lift.lift, kg=kg, payload_kg=payload) if kg > payload else None


def find_unit_weights(tables: Tables) -> dict[str, Decimal]:
    """The kg of a unit of each item."""
    return {item.item: Decimal(repr(item.pack_kg)) / Decimal(repr(item.pack_quantity)) for item in tables.items}
