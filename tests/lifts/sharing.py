"""Whether a day's packs can be shared out among its vehicles so that what must be kept apart is."""

from __future__ import annotations

import math
from itertools import combinations, combinations_with_replacement

from .program import CONSTANT, Program, UnsolvedError, added, plus
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
        return can_split(parcels, vehicles, payload, volume) or _solve(parcels, there, apart, vehicles, (kg, m3))
    alike = _alike(there, apart)
    choosy = [kinds for kinds in alike if any(pair[0] in kinds or pair[1] in kinds for pair in apart)]
    free = set(there) - set().union(*choosy)
    groups = _largest_groups(choosy, apart)
    ordered = sorted(there, key=lambda number: (number in free, -max(parcels[number][1] / kg, parcels[number][2] / m3)))
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
    ) or _solve(parcels, there, apart, vehicles, (kg, m3))


def _solve(
    parcels: list[Parcel], there: list[int], apart: set[tuple[int, int]], vehicles: int, room: tuple[float, float]
) -> bool:
    """The same as a small programme in whole packs: where weight and volume are both nearly used up no search ends."""
    if vehicles < 1:
        return False
    program = Program()
    aboard = {(n, v): program.column(upper=parcels[n][0], whole=True) for n in there for v in range(vehicles)}
    for number in there:
        shared = added(aboard[number, vehicle] for vehicle in range(vehicles))
        program.equal(shared, {CONSTANT: float(parcels[number][0])})
    for vehicle in range(vehicles):
        for size, most in enumerate(room, start=1):
            if not math.isinf(most):
                # In shares of the room, so that the solver's tolerance means the same of kilograms and cubic metres.
                load = plus(*((float(parcels[number][size]) / most, aboard[number, vehicle]) for number in there))
                program.at_most(load, 1.0)
        for low, high in sorted(apart):
            chosen = program.column(upper=1, whole=True)
            program.at_most(aboard[low, vehicle], plus((parcels[low][0], chosen)))
            program.at_most(
                aboard[high, vehicle], plus((parcels[high][0], {CONSTANT: 1.0}), (-parcels[high][0], chosen))
            )
    try:
        program.least({}, [])
    except UnsolvedError:
        return False
    return True


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
