"""How goods lie in vehicles: stowage, pallets, doors, margin and segregation, as docs/tables.md says them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from malja.catalogue.facts import Item, Stowage
from malja.operation.rows import Lift

from .reading import Reading
from .sharing import can_share
from .splitting import Parcel


@dataclass(frozen=True, slots=True, kw_only=True)
class Pallets:
    """The positions of one vehicle: how many, what a pallet weighs empty and carries, the m3 of a position."""

    number: int
    tare_kg: float
    most_kg: float | None
    m3: float | None


class Loading:
    """The rows of stowage and segregation, asked by lift and item."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.rows = {(row.vehicle or "any", row.packaging or "any"): row for row in reading.tables.stowage}

    def _said(self, lift: Lift, packaging: str, column: str) -> float | None:
        """What the most exact row that says anything in a column says: of vehicle and packaging, of one, of any."""
        vehicle = lift.vehicle or "any"
        packaging = packaging or "any"
        for key in ((vehicle, packaging), (vehicle, "any"), ("any", packaging), ("any", "any")):
            row: Stowage | None = self.rows.get(key)
            value: float | None = getattr(row, column) if row is not None else None
            if value is not None:
                return value
        return None

    def kg(self, lift: Lift, item: Item) -> float:
        """Kilograms of a pack as it lies aboard, with the boxes it needs."""
        tare = self._said(lift, item.packaging, "tare_kg_per_m3") if lift.mode == "trip" else None
        return item.pack_kg + (tare or 0.0) * item.pack_m3

    def m3(self, lift: Lift, item: Item) -> float:
        """Cubic metres of the hold that a pack takes."""
        share = self._said(lift, item.packaging, "usable_share") if lift.mode == "trip" else None
        return item.pack_m3 / (share or 1.0)

    def pallets(self, lift: Lift) -> Pallets | None:
        """The pallets of one vehicle; None where it takes none."""
        number = self._said(lift, "", "pallets") if lift.mode == "trip" else None
        if number is None:
            return None
        return Pallets(
            number=int(number),
            tare_kg=self._said(lift, "", "pallet_tare_kg") or 0.0,
            most_kg=self._said(lift, "", "pallet_max_kg"),
            m3=None if lift.volume_m3 is None else lift.volume_m3 / number,
        )

    def payload(self, lift: Lift, *, margin: bool) -> float | None:
        """Kilograms of goods in one vehicle, its pallets taken off; planned goods leave the margin free as well."""
        pallets = self.pallets(lift)
        room = math.inf if lift.payload_kg is None else lift.payload_kg
        if margin:
            room *= 1 - self.reading.tables.payload_margin
        if pallets is not None:
            room = min(room, math.inf if pallets.most_kg is None else pallets.number * pallets.most_kg)
            room = max(0.0, room - pallets.number * pallets.tare_kg)
        return None if math.isinf(room) else room

    def goes_through(self, lift: Lift, item: Item) -> bool:
        """Whether its longest piece goes through the door."""
        door = self._said(lift, item.packaging, "door_m") if lift.mode == "trip" else None
        return door is None or item.length_m is None or item.length_m <= door * (1 + 1e-9)

    def fits(self, lift: Lift, item: Item) -> bool:
        """Whether a pack is no heavier or larger than one vehicle, its margin left free."""
        if lift.mode == "flow":
            return True
        kg, m3 = self.payload(lift, margin=True), lift.volume_m3
        by_kg = kg is None or self.kg(lift, item) <= kg * (1 + 1e-9)
        return by_kg and (m3 is None or self.m3(lift, item) <= m3 * (1 + 1e-9))

    def parcels(self, lift: Lift, packs: dict[str, int]) -> list[Parcel]:
        """The packs as parcels to be shared out, in the order of `packs`."""
        items = self.reading.items
        return [(count, self.kg(lift, items[item]), self.m3(lift, items[item])) for item, count in packs.items()]

    def fixed_sum(self, lift: Lift, day: int, *, kg: bool) -> float:
        """Kilograms or cubic metres that a committed load takes aboard."""
        measure = self.kg if kg else self.m3
        packs = self.reading.committed.get((lift.lift, day), {})
        return sum(count * measure(lift, self.reading.items[item]) for item, count in packs.items())

    def fixed_vehicles(self, lift: Lift, day: int) -> tuple[int, int]:
        """How many vehicles a committed load takes, by weight and volume alone, and with its packs kept whole.

        0, 0 without one; at least 1, at most max_per_day with one. It may take the whole payload, margin and all.
        """
        packs = self.reading.committed.get((lift.lift, day))
        if not packs or lift.mode == "flow":
            return 0, 0
        most, by_sum = max(1, lift.max_per_day), 1
        payload = self.payload(lift, margin=False)
        for kg, room in ((True, payload), (False, lift.volume_m3)):
            if room:
                by_sum = max(by_sum, math.ceil(self.fixed_sum(lift, day, kg=kg) / room - 1e-9))
        whole = min(by_sum, most)
        while whole < most and not self.shares(lift, packs, whole, margin=False):
            whole += 1
        return min(by_sum, most), whole

    def shares(self, lift: Lift, packs: dict[str, int], vehicles: int, *, margin: bool) -> bool:
        """Whether packs can be shared out over so many vehicles, and what must be kept apart is."""
        payload = self.payload(lift, margin=margin)
        return can_share(self.parcels(lift, packs), self.apart_pairs(packs), vehicles, payload, lift.volume_m3)

    # Neighbours

    def is_food(self, item: Item) -> bool:
        """Whether it is food to those who segregate: eaten or drunk."""
        eaten = any(
            row.item == item.item
            and row.how == "use"
            and row.need in self.reading.needs
            and (row.need == "water" or self.reading.needs[row.need].sector == "food")
            for row in self.reading.tables.contents
        )
        return item.sector == "food" or bool(item.food_group) or (eaten and not item.hazard_class)

    def _is(self, item: Item, of_class: str) -> bool:
        """Whether an item is of a class: a class stands for its divisions."""
        if of_class == "food":
            return self.is_food(item)
        return item.hazard_class == of_class or item.hazard_class.startswith(of_class + ".")

    def apart(self, one: str, other: str, *, how: str = "vehicle") -> bool:
        """Whether two items must not share a vehicle (or a pallet)."""
        first, second = self.reading.items[one], self.reading.items[other]
        return one != other and any(
            row.how == how
            and (
                (self._is(first, row.this_class) and self._is(second, row.other_class))
                or (self._is(second, row.this_class) and self._is(first, row.other_class))
            )
            for row in self.reading.tables.segregation
        )

    def apart_pairs(self, names: Iterable[str], *, how: str = "vehicle") -> set[tuple[int, int]]:
        """The pairs of positions in `names`, the lower first, that must be kept apart."""
        listed = list(names)
        return {
            (low, high)
            for high in range(len(listed))
            for low in range(high)
            if self.apart(listed[low], listed[high], how=how)
        }
