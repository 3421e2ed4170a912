"""Consignments smaller than the least sensible one: a carton of oil here, a box of soap there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from malja.lifts.plan.plan import SmallConsignments, Trip
from malja.operation.rows import Tables
from malja.operation.rules.references import index_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallConsignment:
    """Packs of an item on a trip, fewer than the `least` that are worth sending."""

    lift: str
    leaves: datetime.date
    item: str
    packs: float
    least: int


def list_small_consignments(tables: Tables, trips: Iterable[Trip]) -> tuple[SmallConsignment, ...]:
    """What is planned in fewer packs than `min_consignment_packs` on a lift and day, in the order of the trips.

    Packs that a sender has fixed count, but what is fixed alone is no choice of the plan's.
    """
    items = index_rows(tables, "items")
    fixed: dict[tuple[str, datetime.date, str], int] = {}
    for row in tables.committed:
        key = (row.lift, row.date, row.item)
        fixed[key] = fixed.get(key, 0) + row.packs
    found = []
    for trip in trips:
        for cargo in trip.cargo:
            least = items[cargo.item].min_consignment_packs
            if cargo.packs is None or least is None or cargo.packs > least - 1e-6:
                continue
            if cargo.packs > fixed.get((trip.lift, trip.leaves, cargo.item), 0) + 1e-6:
                found.append(
                    SmallConsignment(
                        lift=trip.lift, leaves=trip.leaves, item=cargo.item, packs=cargo.packs, least=least
                    )
                )
    return tuple(found)


def charge_small_consignments(tables: Tables, trips: Iterable[Trip]) -> SmallConsignments | None:
    """How many consignments are small and what splitting them costs; None where no item says what is small."""
    if all(item.min_consignment_packs is None for item in tables.items):
        return None
    small = len(list_small_consignments(tables, trips))
    return SmallConsignments(small=small, charge=small * tables.split_price)
