"""How a day's packs are shared out among its vehicles."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from malja.report.loads import Room

#: What a sum of rounded weights may be above the limit: a share of it.
SLACK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Packs of one kind: how many, and what one of them weighs and takes up."""

    packs: float
    kg: float
    m3: float


def shared_out(parcels: Sequence[Parcel], vehicles: int, each: Room) -> list[list[float]] | None:
    """Packs by parcel and vehicle, none beyond what `each` vehicle carries; None when no way was found.

    Whole packs stay whole: first fit, the largest first, by several measures of large. Other loads, and loads that
    nothing limits, are shared out evenly.
    """
    if vehicles < 1:
        return None
    if any(not float(parcel.packs).is_integer() for parcel in parcels):
        return [[parcel.packs / vehicles] * vehicles for parcel in parcels]
    if math.isinf(each.kg) and math.isinf(each.m3):
        return [_evenly(int(parcel.packs), vehicles) for parcel in parcels]
    measures: tuple[Callable[[Parcel], float], ...] = (
        lambda parcel: max(_share(parcel.kg, each.kg), _share(parcel.m3, each.m3)),
        lambda parcel: parcel.kg,
        lambda parcel: parcel.m3,
        lambda parcel: _share(parcel.kg, each.kg) + _share(parcel.m3, each.m3),
    )
    for measure in measures:
        found = _first_fit(parcels, vehicles, each, measure)
        if found is not None:
            return found
    return None


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _evenly(packs: int, vehicles: int) -> list[float]:
    """Whole packs as evenly as can be, the first vehicles taking one more."""
    each, more = divmod(packs, vehicles)
    return [float(each + (number < more)) for number in range(vehicles)]


def _first_fit(
    parcels: Sequence[Parcel], vehicles: int, each: Room, measure: Callable[[Parcel], float]
) -> list[list[float]] | None:
    """Every kind, the largest first, into the first vehicles that have room for it."""
    kg = [each.kg * (1 + SLACK)] * vehicles
    m3 = [each.m3 * (1 + SLACK)] * vehicles
    shared = [[0.0] * vehicles for _ in parcels]
    for number in sorted(range(len(parcels)), key=lambda index: -measure(parcels[index])):
        parcel, left = parcels[number], int(parcels[number].packs)
        for vehicle in range(vehicles):
            taken = min(left, _fitting(kg[vehicle], parcel.kg), _fitting(m3[vehicle], parcel.m3))
            shared[number][vehicle] = float(taken)
            kg[vehicle] -= taken * parcel.kg
            m3[vehicle] -= taken * parcel.m3
            left -= taken
        if left:
            return None
    return shared


def _fitting(room: float, one: float) -> int:
    """How many fit; so many that it never matters where nothing limits them."""
    return 10**12 if one <= 0 or math.isinf(room) else max(0, math.floor(room / one + SLACK))
