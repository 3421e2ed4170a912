"""How whole packs go on pallets: full pallets of one good first, heavy goods below, fragile ones on top."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

#: A pallet is full to a rounding error.
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class PalletGoods:
    """Whole packs of one good: what one weighs and takes up, and what must not stand on its pallet.

    `group`: which of the goods it is that must be kept apart from others (-1: none), `apart`: the groups of those.
    """

    packs: int
    kg: float
    m3: float
    fragile: bool = False
    group: int = -1
    apart: frozenset[int] = frozenset()


@dataclass(slots=True, kw_only=True)
class StackedPallet:
    """What stands on a pallet from below: (number of the good, packs), and the positions that it takes."""

    packs: dict[int, int] = field(default_factory=dict)
    positions: int = 1
    kg: float = 0.0
    m3: float = 0.0

    def put(self, number: int, packs: int, goods: PalletGoods) -> None:
        """Add packs of a good."""
        self.packs[number] = self.packs.get(number, 0) + packs
        self.kg += packs * goods.kg
        self.m3 += packs * goods.m3


def stack_pallets(
    goods: Sequence[PalletGoods], most: int, most_kg: float = math.inf, most_m3: float = math.inf
) -> list[StackedPallet]:
    """The pallets that packs take, by first fit: at most `most` positions, each of so many kilograms and cubic metres.

    A pack that is larger than a position takes several. What first fit finds no position for is spread over the pallets
    that have most room, so that no more positions are taken than there are.
    """
    order = sorted(range(len(goods)), key=lambda n: (goods[n].fragile, -goods[n].kg, n))
    stacked, rest = _stack_full(goods, order, most, most_kg, most_m3)
    for number in order:
        left = rest.get(number, 0)
        if not left:
            continue
        one = goods[number]
        fitting = [pallet for pallet in stacked if _count_room(pallet, one, most_kg, most_m3, goods) > 0]
        whole = [p for p in fitting if _count_room(p, one, most_kg, most_m3, goods) >= left]
        if whole:
            whole[0].put(number, left, one)
            continue
        if sum(pallet.positions for pallet in stacked) < most:
            stacked.append(StackedPallet())
            stacked[-1].put(number, left, one)
            continue
        for pallet in fitting:
            taken = min(left, _count_room(pallet, one, most_kg, most_m3, goods))
            if taken:
                pallet.put(number, taken, one)
                left -= taken
        if left:
            _spread(stacked, number, left, goods)
    for pallet in stacked:
        pallet.packs = {number: pallet.packs[number] for number in order if number in pallet.packs}
    return stacked


def count_positions(stacked: Sequence[StackedPallet], most: int) -> int:
    """The positions that pallets take, never more than there are."""
    return min(most, sum(pallet.positions for pallet in stacked))


def _stack_full(
    goods: Sequence[PalletGoods], order: Sequence[int], most: int, most_kg: float, most_m3: float
) -> tuple[list[StackedPallet], dict[int, int]]:
    """Pallets that packs of one good fill, as far as there are positions, and how many packs are left of each."""
    stacked: list[StackedPallet] = []
    rest: dict[int, int] = {}
    for number in order:
        one = goods[number]
        size = max(one.kg / most_kg, one.m3 / most_m3)
        a_pallet = math.floor(1 / size + _CLOSE) if size > 0 else one.packs + 1
        for packs in _list_full(one.packs, a_pallet):
            pallet = StackedPallet(positions=max(1, math.ceil(size - _CLOSE)))
            pallet.put(number, packs, one)
            stacked.append(pallet)
        rest[number] = one.packs % a_pallet if a_pallet else 0
    while len(stacked) > 1 and sum(pallet.positions for pallet in stacked) > most:
        for number, packs in stacked.pop().packs.items():
            rest[number] += packs
    return stacked, rest


def _list_full(packs: int, a_pallet: int) -> Iterator[int]:
    """The packs of each full pallet; a pack larger than a position stands alone."""
    yield from [max(1, a_pallet)] * (packs // max(1, a_pallet))


def _count_room(
    pallet: StackedPallet, one: PalletGoods, most_kg: float, most_m3: float, goods: Sequence[PalletGoods]
) -> int:
    """How many packs of a good a pallet still takes; none beside what it must be kept apart from."""
    if pallet.positions > 1 or any(goods[number].group in one.apart for number in pallet.packs):
        return 0
    rooms = [
        (most - taken) / each * (1 + _CLOSE)
        for most, taken, each in ((most_kg, pallet.kg, one.kg), (most_m3, pallet.m3, one.m3))
        if each > 0 and math.isfinite(most)
    ]
    return math.floor(max(0.0, min(one.packs, *rooms)) + _CLOSE) if rooms else one.packs


def _spread(stacked: Sequence[StackedPallet], number: int, left: int, goods: Sequence[PalletGoods]) -> None:
    """Put packs one by one on the lightest pallets, beside nothing that they must be kept apart from if that can be."""
    apart = goods[number].apart
    may = [pallet for pallet in stacked if not any(goods[other].group in apart for other in pallet.packs)]
    for _ in range(left):
        min(may or stacked, key=lambda pallet: (pallet.m3 / pallet.positions, pallet.kg)).put(number, 1, goods[number])
