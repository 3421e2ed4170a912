"""How goods lie in vehicles: usable share of the hold, boxes of the cold chain, pallets, doors, the margin.

A flow has no vehicle: its goods count by their own kilograms and cubic metres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from malja.catalogue.facts import Item, Stowage
from malja.operation.rows import Lift, Tables
from malja.operation.vehicles import VehicleCapacity, find_vehicle_capacity

#: A piece may be longer than the door by a rounding error.
_CLOSE = 1 + 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class PalletPositions:
    """The pallets of one vehicle: how many, what each weighs empty, and what each holds (infinite: no limit)."""

    number: int
    tare_kg: float
    most_kg: float
    most_m3: float


class StowageTable:
    """The rows of stowage of an operation, asked by lift and item; in each column the most exact row counts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rows: dict[tuple[str, str], Stowage] = {
            (row.vehicle or "any", row.packaging or "any"): row for row in tables.stowage
        }

    def find_figure(self, lift: Lift, packaging: str, column: str) -> float | None:
        """What a column says of a lift's vehicle and a packaging: of both, of the vehicle, of the packaging, of any."""
        if lift.mode == "flow" or not self._rows:
            return None
        vehicle, packed = lift.vehicle or "any", packaging or "any"
        for key in ((vehicle, packed), (vehicle, "any"), ("any", packed), ("any", "any")):
            row = self._rows.get(key)
            figure: float | None = None if row is None else getattr(row, column)
            if figure is not None:
                return figure
        return None

    def measure_kg(self, lift: Lift, item: Item) -> float:
        """Kilograms of a pack aboard, with the box that it needs."""
        tare = self.find_figure(lift, item.packaging, "tare_kg_per_m3")
        return item.pack_kg + tare * item.pack_m3 if tare else item.pack_kg

    def measure_m3(self, lift: Lift, item: Item) -> float:
        """Cubic metres of the hold that a pack takes up."""
        share = self.find_figure(lift, item.packaging, "usable_share")
        return item.pack_m3 / share if share else item.pack_m3

    def goes_through_door(self, lift: Lift, item: Item) -> bool:
        """Whether the longest piece of an item goes through the door of a lift's vehicle."""
        door = self.find_figure(lift, item.packaging, "door_m")
        return door is None or item.length_m is None or item.length_m <= door * _CLOSE

    def find_positions(self, lift: Lift) -> PalletPositions | None:
        """The pallets of one vehicle of a lift; None where it uses none."""
        number = self.find_figure(lift, "", "pallets")
        if not number:
            return None
        most_kg = self.find_figure(lift, "", "pallet_max_kg")
        return PalletPositions(
            number=int(number),
            tare_kg=self.find_figure(lift, "", "pallet_tare_kg") or 0.0,
            most_kg=math.inf if most_kg is None else most_kg,
            most_m3=find_vehicle_capacity(self._tables, lift).volume_m3 / number,
        )

    def find_capacity(self, lift: Lift, *, margin: bool) -> VehicleCapacity:
        """Kilograms and cubic metres of goods that one vehicle takes: its pallets weigh too; with the margin left free.

        What is planned leaves the margin free, what is committed need not.
        """
        room = find_vehicle_capacity(self._tables, lift)
        if lift.mode == "flow":
            return room
        kg = room.payload_kg
        if margin and self._tables.payload_margin:
            kg *= 1 - self._tables.payload_margin
        positions = self.find_positions(lift)
        if positions is not None:
            kg = max(0.0, min(kg, positions.number * positions.most_kg) - positions.number * positions.tare_kg)
        return VehicleCapacity(payload_kg=kg, volume_m3=room.volume_m3)
