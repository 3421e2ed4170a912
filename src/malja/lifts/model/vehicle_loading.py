"""How whole packs are shared out among the vehicles of a day (docs/model.md, `add_packs_per_vehicle`)."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from malja.lifts.solver.tolerances import WEIGHT_TOLERANCE

#: Steps after which the search for a way to share out gives up.
_MAX_STEPS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What vehicles carry: kilograms and cubic metres, infinite where nothing limits it."""

    kg: float
    m3: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Packs of one kind: how many, and what one of them weighs and takes up aboard.

    `group`: which of the goods it is that must not lie beside all others (-1: it may), `apart`: groups it must be kept
    apart from, none of them in its vehicle.
    """

    packs: float
    kg: float
    m3: float
    group: int = -1
    apart: frozenset[int] = frozenset()


def share_out_packs(parcels: Sequence[Parcel], vehicles: int, each: Room) -> list[list[float]] | None:
    """Packs by parcel and vehicle, within what `each` vehicle carries; None where no way was found.

    Whole packs stay whole: first fit, the largest first, by several measures of large; then a short search. Other
    loads, and loads without a limit, are shared out evenly.
    """
    if vehicles < 1:
        return None
    together = not have_to_part(parcels)
    if any(not float(parcel.packs).is_integer() for parcel in parcels):
        return [[parcel.packs / vehicles] * vehicles for parcel in parcels] if together else None
    if math.isinf(each.kg) and math.isinf(each.m3) and together:
        return [_share_evenly(int(parcel.packs), vehicles) for parcel in parcels]
    orders = _orders(parcels, each)
    for order in orders:
        shared, left = _first_fit(parcels, order, vehicles, each)
        if not any(left):
            return shared
    if not _fits_by_sum(parcels, vehicles, each):
        return None
    for order, match in itertools.product(orders, (False, True)):
        shared, left = _share_level(parcels, order, vehicles, each, match=match)
        if not any(left):
            return shared
    return _Search(parcels, orders[0], vehicles, each).search()


def fit_packs(planned: Sequence[Parcel], committed: Sequence[Parcel], vehicles: int, each: Room) -> list[int]:
    """How many whole packs of each planned parcel can go together with all `committed` ones.

    What stays behind is as little of a vehicle as can be, not as few packs: a kit for a thousand is one pack.
    """
    parcels, first = (*committed, *planned), len(committed)
    least = [int(parcel.packs) for parcel in planned]
    for order in _orders(parcels, each):
        committed_first = sorted(order, key=lambda number: number >= first)
        for share in (_first_fit, _share_level, functools.partial(_share_level, match=True)):
            _, left = share(parcels, committed_first, vehicles, each)
            if not any(left[:first]) and _fill(planned, left[first:], each) < _fill(planned, least, each):
                least = left[first:]
    return [int(parcel.packs) - left for parcel, left in zip(planned, least, strict=True)]


def _fill(parcels: Sequence[Parcel], packs: Sequence[int], each: Room) -> tuple[float, int]:
    """The share of a vehicle that so many packs of each fill, by weight and volume together; and how many they are."""
    shares = (_share(one.kg, each.kg) + _share(one.m3, each.m3) for one in parcels)
    return sum(number * share for number, share in zip(packs, shares, strict=True)), sum(packs)


def count_vehicles(parcels: Sequence[Parcel], each: Room, most: int) -> int:
    """The fewest vehicles that whole packs can be shared out to, at least one; `most` where even those are too few."""
    kg, m3 = sum_parcels(parcels)
    vehicles = count_vehicles_by_sum(kg, each.kg, m3, each.m3, most)
    while vehicles < most and share_out_packs(parcels, vehicles, each) is None:
        vehicles += 1
    return vehicles


def count_vehicles_by_sum(kg: float, payload: float, m3: float, volume: float, most: int) -> int:
    """The vehicles that a load takes by weight and volume alone: at least one, at most `most`."""
    by_kg = math.ceil(kg / payload - WEIGHT_TOLERANCE) if 0 < payload < math.inf else 1
    by_m3 = math.ceil(m3 / volume - WEIGHT_TOLERANCE) if 0 < volume < math.inf else 1
    return max(1, min(most, max(by_kg, by_m3)))


def sum_parcels(parcels: Sequence[Parcel]) -> tuple[float, float]:
    """Kilograms and cubic metres of all packs."""
    return sum(one.packs * one.kg for one in parcels), sum(one.packs * one.m3 for one in parcels)


def have_to_part(parcels: Sequence[Parcel]) -> bool:
    """Whether any two of the parcels must not lie in one vehicle."""
    there = {parcel.group for parcel in parcels if parcel.packs > 0}
    return any(parcel.packs > 0 and parcel.apart & there for parcel in parcels)


def _orders(parcels: Sequence[Parcel], each: Room) -> list[list[int]]:
    """Numbers of the parcels, the largest first, by several measures of large."""
    measures: tuple[Callable[[Parcel], float], ...] = (
        lambda parcel: max(_share(parcel.kg, each.kg), _share(parcel.m3, each.m3)),
        lambda parcel: parcel.kg,
        lambda parcel: parcel.m3,
        lambda parcel: _share(parcel.kg, each.kg) + _share(parcel.m3, each.m3),
    )
    numbers = range(len(parcels))
    orders = [sorted(numbers, key=[-measure(parcel) for parcel in parcels].__getitem__) for measure in measures]
    if have_to_part(parcels):
        # What must be kept apart chooses its vehicles first, group by group.
        orders = [sorted(order, key=lambda n: (not parcels[n].apart, parcels[n].group)) for order in orders] + orders
    return orders


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _fits_by_sum(parcels: Sequence[Parcel], vehicles: int, each: Room) -> bool:
    """Whether the packs fit together, and each of them by itself."""
    kg, m3 = sum_parcels(parcels)
    fits = kg <= vehicles * each.kg * (1 + WEIGHT_TOLERANCE) and m3 <= vehicles * each.m3 * (1 + WEIGHT_TOLERANCE)
    return fits and all(
        parcel.packs == 0 or (_count_fitting(each.kg, parcel.kg) > 0 and _count_fitting(each.m3, parcel.m3) > 0)
        for parcel in parcels
    )


def _share_evenly(packs: int, vehicles: int) -> list[float]:
    """Whole packs as evenly as can be, the first vehicles taking one more."""
    each, more = divmod(packs, vehicles)
    return [float(each + (number < more)) for number in range(vehicles)]


def _first_fit(
    parcels: Sequence[Parcel], order: Sequence[int], vehicles: int, each: Room
) -> tuple[list[list[float]], list[int]]:
    """Each kind, in this order, into the first vehicles that have room for it; and how many of each are left over."""
    kg = [each.kg * (1 + WEIGHT_TOLERANCE)] * vehicles
    m3 = [each.m3 * (1 + WEIGHT_TOLERANCE)] * vehicles
    shared = [[0.0] * vehicles for _ in parcels]
    left = [int(parcel.packs) for parcel in parcels]
    for number in order:
        parcel = parcels[number]
        for vehicle in range(vehicles):
            if parcel.apart and not _may_join(parcels, shared, number, vehicle):
                continue
            taken = min(left[number], _count_fitting(kg[vehicle], parcel.kg), _count_fitting(m3[vehicle], parcel.m3))
            shared[number][vehicle] = float(taken)
            kg[vehicle] -= taken * parcel.kg
            m3[vehicle] -= taken * parcel.m3
            left[number] -= taken
    return shared, left


def _share_level(
    parcels: Sequence[Parcel], order: Sequence[int], vehicles: int, each: Room, *, match: bool = False
) -> tuple[list[list[float]], list[int]]:
    """Pack by pack, in this order, into the vehicle that is least full; and how many of each are left over.

    Where both weight and volume are nearly used up, first fit fills one vehicle with what is heavy, the next with what
    is bulky; level vehicles have both left for what comes last. With `match` into the one whose room is most alike:
    what is heavy where more weight than volume is left.
    """
    kg, m3 = [0.0] * vehicles, [0.0] * vehicles
    most_kg, most_m3 = each.kg * (1 + WEIGHT_TOLERANCE), each.m3 * (1 + WEIGHT_TOLERANCE)
    shared = [[0.0] * vehicles for _ in parcels]
    left = [0] * len(parcels)
    for number in order:
        parcel = parcels[number]
        for taken in range(int(parcel.packs)):
            free = [
                vehicle
                for vehicle in range(vehicles)
                if kg[vehicle] + parcel.kg <= most_kg
                and m3[vehicle] + parcel.m3 <= most_m3
                and not (parcel.apart and not _may_join(parcels, shared, number, vehicle))
            ]
            if not free:
                left[number] = int(parcel.packs) - taken
                break
            full = [(_share(kg[one], each.kg), _share(m3[one], each.m3)) for one in free]
            if match:
                rank = [-_match(parcel, each, 1.0 - heavy, 1.0 - bulky) for heavy, bulky in full]
            else:
                rank = [max(one) for one in full]
            best = free[rank.index(min(rank))]
            shared[number][best] += 1.0
            kg[best] += parcel.kg
            m3[best] += parcel.m3
    return shared, left


def _match(parcel: Parcel, each: Room, kg_left: float, m3_left: float) -> float:
    """How alike a pack and the room left are in weight and volume: the cosine of their shares of a vehicle."""
    one = (_share(parcel.kg, each.kg), _share(parcel.m3, each.m3))
    return (one[0] * kg_left + one[1] * m3_left) / max(1e-12, math.hypot(*one) * math.hypot(kg_left, m3_left))


def _may_join(parcels: Sequence[Parcel], shared: list[list[float]], number: int, vehicle: int) -> bool:
    """Whether nothing in the vehicle must be kept apart from a parcel."""
    apart = parcels[number].apart
    return not any(packs[vehicle] > 0 and other.group in apart for other, packs in zip(parcels, shared, strict=True))


def _count_fitting(room: float, one: float) -> int:
    """How many fit; a very large number where nothing limits them."""
    return 10**12 if one <= 0 or math.isinf(room) else max(0, math.floor(room / one + WEIGHT_TOLERANCE))


class _Search:
    """Tries every number of every kind in every vehicle, most first, until its steps are used up."""

    def __init__(self, parcels: Sequence[Parcel], order: Sequence[int], vehicles: int, each: Room) -> None:
        self._parcels, self._order, self._vehicles = parcels, order, vehicles
        self._kg = [each.kg * (1 + WEIGHT_TOLERANCE)] * vehicles
        self._m3 = [each.m3 * (1 + WEIGHT_TOLERANCE)] * vehicles
        self._shared = [[0.0] * vehicles for _ in parcels]
        self._steps_left = _MAX_STEPS

    def search(self) -> list[list[float]] | None:
        """A way to share the packs out, or None."""
        return self._shared if self._place(0, 0, self._packs(0)) else None

    def _packs(self, kind: int) -> int:
        return int(self._parcels[self._order[kind]].packs) if kind < len(self._order) else 0

    def _place(self, kind: int, vehicle: int, left: int) -> bool:
        self._steps_left -= 1
        if kind == len(self._order):
            return True
        if self._steps_left < 0:
            return False
        if left == 0:
            return self._place(kind + 1, 0, self._packs(kind + 1))
        if vehicle == self._vehicles:
            return False
        number = self._order[kind]
        parcel = self._parcels[number]
        most = min(left, _count_fitting(self._kg[vehicle], parcel.kg), _count_fitting(self._m3[vehicle], parcel.m3))
        if parcel.apart and not _may_join(self._parcels, self._shared, number, vehicle):
            most = 0
        for taken in range(most, -1, -1):
            self._take(number, vehicle, taken)
            if self._place(kind, vehicle + 1, left - taken):
                return True
            self._take(number, vehicle, -taken)
        return False

    def _take(self, number: int, vehicle: int, packs: int) -> None:
        self._shared[number][vehicle] += packs
        self._kg[vehicle] -= packs * self._parcels[number].kg
        self._m3[vehicle] -= packs * self._parcels[number].m3
