"""Whether a day's packs can be shared out whole among its vehicles."""

from __future__ import annotations

import math
from collections.abc import Callable

#: Packs of one kind: how many, kilograms of one, cubic metres of one.
Parcel = tuple[int, float, float]
Room = tuple[float, float]

#: Steps of the exact search before it gives up.
PATIENCE = 200_000


def can_split(parcels: list[Parcel], vehicles: int, payload: float | None, volume: float | None) -> bool:
    """Whether a split was found: first fit, largest first, by several measures of large; then a small exact search."""
    kg = math.inf if payload is None else payload * (1 + 1e-9) + 1e-12
    m3 = math.inf if volume is None else volume * (1 + 1e-9) + 1e-12
    parcels = [parcel for parcel in parcels if parcel[0] > 0]
    if any(one_kg > kg or one_m3 > m3 for _, one_kg, one_m3 in parcels) or (parcels and vehicles < 1):
        return False
    measures: list[Callable[[Parcel], float]] = [
        lambda parcel: max(parcel[1] / kg, parcel[2] / m3),
        lambda parcel: parcel[1],
        lambda parcel: parcel[2],
        lambda parcel: parcel[1] / kg + parcel[2] / m3,
    ]
    rooms = [(kg, m3)] * vehicles
    ordered = [sorted(parcels, key=measure, reverse=True) for measure in measures]
    return any(_first_fit(parcels, rooms) for parcels in ordered) or _search(ordered[0], rooms, [PATIENCE])


def _fitting(parcel: Parcel, room: Room) -> int:
    """How many of the packs fit into the room."""
    count, kg, m3 = parcel
    by_kg = count if kg <= 0 or math.isinf(room[0]) else math.floor(room[0] / kg + 1e-9)
    by_m3 = count if m3 <= 0 or math.isinf(room[1]) else math.floor(room[1] / m3 + 1e-9)
    return max(0, min(count, by_kg, by_m3))


def _less(room: Room, parcel: Parcel, count: int) -> Room:
    """The room that is left beside `count` of the packs."""
    return room[0] - count * parcel[1], room[1] - count * parcel[2]


def _first_fit(parcels: list[Parcel], rooms: list[Room]) -> bool:
    """Put each kind into the first vehicles with room."""
    rooms = list(rooms)
    for count, kg, m3 in parcels:
        left = count
        for number, room in enumerate(rooms):
            taken = _fitting((left, kg, m3), room)
            rooms[number] = _less(room, (left, kg, m3), taken)
            left -= taken
        if left:
            return False
    return True


def _search(parcels: list[Parcel], rooms: list[Room], patience: list[int]) -> bool:
    """Try every sharing of the first kind over the vehicles, then of the rest."""
    if not parcels:
        return True
    return _share(parcels[0], parcels[1:], rooms, 0, patience)


def _share(parcel: Parcel, rest: list[Parcel], rooms: list[Room], number: int, patience: list[int]) -> bool:
    """Try every number of these packs in vehicle `number`, most first."""
    patience[0] -= 1
    if patience[0] < 0:
        return False
    if parcel[0] == 0:
        return _search(rest, rooms, patience)
    if number == len(rooms):
        return False
    for taken in range(_fitting(parcel, rooms[number]), -1, -1):
        after = [*rooms[:number], _less(rooms[number], parcel, taken), *rooms[number + 1 :]]
        if _share((parcel[0] - taken, parcel[1], parcel[2]), rest, after, number + 1, patience):
            return True
    return False
