"""Whether a day's packs can be shared out among its vehicles so that what must be kept apart is."""

from __future__ import annotations

import math
from itertools import combinations, combinations_with_replacement

from .splitting import Parcel, can_split

#: Steps of the exact search before it gives up.
PATIENCE = 50_000


def can_share(
    parcels: list[Parcel], apart: set[tuple[int, int]], vehicles: int, payload: float | None, volume: float | None
) -> bool:
    """Whether a way was found: every choice of kinds that may meet in each vehicle, and a search within each.

    `apart`: pairs of positions in `parcels`, the lower first.
    """
    there = [number for number, parcel in enumerate(parcels) if parcel[0] > 0]
    apart = {(low, high) for low, high in apart if low in there and high in there}
    kg = math.inf if payload is None else payload * (1 + 1e-9) + 1e-12
    m3 = math.inf if volume is None else volume * (1 + 1e-9) + 1e-12
    if not apart:
        return can_split(parcels, vehicles, payload, volume) or _share_evenly(
            parcels, _by_size(parcels, there, kg, m3), [set(there)] * vehicles, (kg, m3)
        )
    alike = _alike(there, apart)
    choosy = [kinds for kinds in alike if any(pair[0] in kinds or pair[1] in kinds for pair in apart)]
    free = set(there) - set().union(*choosy)
    groups = _largest_groups(choosy, apart)
    ordered = sorted(_by_size(parcels, there, kg, m3), key=lambda number: number in free)
    choices = [
        [free | group for group in chosen]
        for chosen in combinations_with_replacement(groups, vehicles)
        if set().union(*choosy) <= set().union(*chosen)
    ]
    # First fit in every choice before the whole search of any.
    return any(
        _search(parcels, ordered, holds, [(kg, m3)] * vehicles, 0, [patience])
        for patience in ((vehicles + 2) * len(there), PATIENCE)
        for holds in choices
    ) or any(_share_evenly(parcels, ordered, holds, (kg, m3)) for holds in choices)


def _share_evenly(parcels: list[Parcel], ordered: list[int], holds: list[set[int]], room: tuple[float, float]) -> bool:
    """As much of each kind into each vehicle that may hold it but a few packs, and a search for those left over.

    Where weight and volume are both nearly used up, this finds what first fit does not.
    """
    return any(_share_but(few, parcels, ordered, holds, room) for few in (0, 1, 2, 4))


def _share_but(
    few: int, parcels: list[Parcel], ordered: list[int], holds: list[set[int]], room: tuple[float, float]
) -> bool:
    """Evenly but so many packs of each kind a vehicle."""
    rooms, left = [room] * len(holds), [*parcels]
    for number in ordered:
        count, kg, m3 = parcels[number]
        vehicles = [vehicle for vehicle, kinds in enumerate(holds) if number in kinds]
        each = max(0, count // max(1, len(vehicles)) - few)
        for vehicle in vehicles:
            rooms[vehicle] = (rooms[vehicle][0] - each * kg, rooms[vehicle][1] - each * m3)
        left[number] = (count - each * len(vehicles), kg, m3)
    if not rooms or min(min(one) for one in rooms) < 0:
        return False
    return _search(left, [number for number in ordered if left[number][0]], holds, rooms, 0, [PATIENCE])


def _by_size(parcels: list[Parcel], there: list[int], kg: float, m3: float) -> list[int]:
    """The largest first, as a share of what a vehicle takes."""
    return sorted(there, key=lambda number: -max(parcels[number][1] / kg, parcels[number][2] / m3))


def _alike(there: list[int], apart: set[tuple[int, int]]) -> list[set[int]]:
    """Kinds that must be kept apart from the same others, together."""
    found: dict[frozenset[int], set[int]] = {}
    for number in there:
        others = frozenset(pair[0] + pair[1] - number for pair in apart if number in pair)
        found.setdefault(others, set()).add(number)
    return list(found.values())


def _largest_groups(choosy: list[set[int]], apart: set[tuple[int, int]]) -> list[set[int]]:
    """The sets of kinds that may all meet, none of them within another."""
    found: list[set[int]] = []
    for size in range(len(choosy), 0, -1):
        for chosen in combinations(choosy, size):
            group = set().union(*chosen)
            meets = any(low in group and high in group for low, high in apart)
            if not meets and not any(group <= larger for larger in found):
                found.append(group)
    return found


def _search(
    parcels: list[Parcel],
    ordered: list[int],
    holds: list[set[int]],
    rooms: list[tuple[float, float]],
    number: int,
    patience: list[int],
) -> bool:
    """Try every sharing of the first kind over the vehicles that may hold it, most first, then of the rest."""
    patience[0] -= 1
    if patience[0] < 0:
        return False
    if not ordered:
        return True
    count, kg, m3 = parcels[ordered[0]]
    if count == 0:
        return _search(parcels, ordered[1:], holds, rooms, 0, patience)
    if number == len(rooms):
        return False
    room = rooms[number]
    most = 0
    if ordered[0] in holds[number]:
        by_kg = count if kg <= 0 or math.isinf(room[0]) else math.floor(room[0] / kg + 1e-9)
        by_m3 = count if m3 <= 0 or math.isinf(room[1]) else math.floor(room[1] / m3 + 1e-9)
        most = max(0, min(count, by_kg, by_m3))
    for taken in range(most, -1, -1):
        left = [*parcels]
        left[ordered[0]] = (count - taken, kg, m3)
        after = [*rooms]
        after[number] = (room[0] - taken * kg, room[1] - taken * m3)
        if _search(left, ordered, holds, after, number + 1, patience):
            return True
    return False
