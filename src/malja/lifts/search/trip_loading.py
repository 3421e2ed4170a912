"""A planned trip as a loader loads it: which packs go in which vehicle, and on which pallets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from malja.lifts.model.vehicle_loading import Parcel, Room, share_out_packs
from malja.lifts.plan.pallets import PalletGoods, StackedPallet, count_positions, stack_pallets
from malja.lifts.plan.plan import Cargo, Trip
from malja.operation.rows import Lift, Tables
from malja.operation.rules.references import index_rows
from malja.operation.segregation import find_segregated_goods
from malja.operation.stowage import StowageTable


class TripLoading:
    """How the trips of an operation are loaded; its rows of stowage and segregation are read once."""

    def __init__(self, tables: Tables) -> None:
        self._items = index_rows(tables, "items")
        self._lifts: dict[str, Lift] = index_rows(tables, "lifts")
        self._stowage = StowageTable(tables)
        self._vehicles = find_segregated_goods(tables)
        self._pallets = find_segregated_goods(tables, pallets=True)
        self._committed = {(row.lift, row.date) for row in tables.committed if row.packs}

    def share_out(self, trip: Trip) -> list[list[float]] | None:
        """Packs by line of cargo and vehicle; None where no way was found, or goods are not counted in packs."""
        if trip.vehicles is None:
            return None
        lift = self._lifts[trip.lift]
        room = self._stowage.find_capacity(lift, margin=(trip.lift, trip.leaves) not in self._committed)
        parcels = [self._parcel(lift, cargo) for cargo in trip.cargo]
        return share_out_packs(parcels, max(1, trip.vehicles), Room(kg=room.payload_kg, m3=room.volume_m3))

    def load_pallets(self, trip: Trip, packs: Sequence[float], vehicles: int = 1) -> list[StackedPallet] | None:
        """The pallets of so many vehicles with these packs by line of cargo; None where the lift uses no pallets."""
        positions = self._stowage.find_positions(self._lifts[trip.lift])
        if positions is None or trip.vehicles is None:
            return None
        goods = [self._pallet_goods(cargo, number) for cargo, number in zip(trip.cargo, packs, strict=True)]
        return stack_pallets(goods, positions.number * vehicles, positions.most_kg, positions.most_m3)

    def count_pallets(self, trip: Trip) -> int | None:
        """The pallet positions that a trip takes in all its vehicles; None where the lift uses no pallets."""
        positions = self._stowage.find_positions(self._lifts[trip.lift])
        if positions is None or trip.vehicles is None:
            return None
        shared = self.share_out(trip)
        if shared is None:
            stacked = self.load_pallets(trip, [cargo.packs or 0.0 for cargo in trip.cargo], trip.vehicles) or []
            return count_positions(stacked, positions.number * trip.vehicles)
        return sum(
            count_positions(self.load_pallets(trip, [packs[n] for packs in shared]) or [], positions.number)
            for n in range(max(1, trip.vehicles))
        )

    def _parcel(self, lift: Lift, cargo: Cargo) -> Parcel:
        item = self._items[cargo.item]
        return Parcel(
            packs=cargo.packs or 0.0,
            kg=self._stowage.measure_kg(lift, item),
            m3=self._stowage.measure_m3(lift, item),
            group=self._vehicles.find_group(item.item),
            apart=self._vehicles.list_apart(item.item),
        )

    def _pallet_goods(self, cargo: Cargo, packs: float) -> PalletGoods:
        item = self._items[cargo.item]
        return PalletGoods(
            packs=math.ceil(packs - 1e-6),
            kg=item.pack_kg,
            m3=item.pack_m3,
            fragile=item.fragile,
            group=self._pallets.find_group(item.item),
            apart=self._pallets.list_apart(item.item),
        )
