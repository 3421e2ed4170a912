"""How the packages of a consignment go on pallets, so that each pallet has a label.

What fills whole pallets stands by itself; what is left of several goods shares one. Goods with a UN number and goods of
the cold chain share with nothing else. Where the vehicle has pallets of its own (`stowage`), the plan has stacked them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from malja.lifts.plan.pallets import StackedPallet
from malja.lifts.solver.tolerances import WEIGHT_TOLERANCE
from malja.report.papers.consignments import ConsignedLine, Consignment
from malja.report.papers.ranges import say_ranges

#: A label still reads well with so many lines.
_MOST_LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PalletSize:
    """What a pallet holds at most, gross: kilograms, cubic metres.

    Assumed where nothing else is said: 1.2 m x 1.0 m, loaded 1.5 m high, 1,000 kg.
    """

    kg: float = 1000.0
    m3: float = 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPallet:
    """Packages of one line on a pallet, from number `first` to `last`."""

    consigned: ConsignedLine
    first: int
    last: int

    @property
    def packs(self) -> int:
        """How many packages."""
        return self.last - self.first + 1

    @property
    def kg(self) -> float:
        """Gross kilograms."""
        return self.consigned.kg * self.packs / (self.consigned.packs or 1.0)

    @property
    def m3(self) -> float:
        """Cubic metres."""
        return self.consigned.m3 * self.packs / (self.consigned.packs or 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pallet:
    """A pallet, its number among those of the consignment, and what stands on it."""

    number: int
    of: int
    lines: tuple[OnPallet, ...]
    positions: int = 1
    """The positions that it takes: several for a package larger than one."""

    @property
    def kg(self) -> float:
        """Gross kilograms."""
        return sum(line.kg for line in self.lines)

    @property
    def m3(self) -> float:
        """Cubic metres."""
        return sum(line.m3 for line in self.lines)


def load_pallets(consignment: Consignment, size: PalletSize) -> tuple[Pallet, ...]:
    """The pallets of a consignment, in the order of its lines; none where its packages have no numbers.

    A package that is larger than a pallet gets a pallet of its own. `size` counts where the vehicle has no pallets of
    its own; where it has, these are the pallets that the plan counts, from below upwards.
    """
    if consignment.stacked is not None:
        return _list_stacked(consignment, consignment.stacked)
    full: list[list[OnPallet]] = []
    rest: list[OnPallet] = []
    for line in consignment.lines:
        if line.first is None or line.last is None:
            return ()
        most = _most(line, size)
        starts = range(line.first, line.last + 1, most)
        parts = [OnPallet(consigned=line, first=at, last=min(line.last, at + most - 1)) for at in starts]
        full += [[part] for part in parts if part.packs == most]
        rest += [part for part in parts if part.packs < most]
    loads = sorted([*full, *_together(rest, size)], key=lambda load: load[0].first)
    return tuple(Pallet(number=number, of=len(loads), lines=tuple(load)) for number, load in enumerate(loads, 1))


def _list_stacked(consignment: Consignment, stacked: Sequence[StackedPallet]) -> tuple[Pallet, ...]:
    """The plan's pallets, with the numbers of the packages on each."""
    if any(line.first is None for line in consignment.lines):
        return ()
    line_of = {line.line.item: line for line in consignment.lines}
    items = [cargo.item for cargo in consignment.trip.cargo if cargo.quantity]
    gone: dict[str, int] = {}
    found = []
    for number, pallet in enumerate(stacked, 1):
        lines = []
        for at, packs in pallet.packs.items():
            line = line_of[items[at]]
            first = (line.first or 1) + gone.get(items[at], 0)
            gone[items[at]] = gone.get(items[at], 0) + packs
            lines.append(OnPallet(consigned=line, first=first, last=first + packs - 1))
        found.append(Pallet(number=number, of=len(stacked), lines=tuple(lines), positions=pallet.positions))
    return tuple(found)


def say_pallets(line: ConsignedLine, loads: Sequence[Pallet]) -> str:
    """The numbers of the pallets that a line stands on, as ranges: 1-4, 9; "" where there are none."""
    return say_ranges(pallet.number for pallet in loads if any(part.consigned is line for part in pallet.lines))


def _most(line: ConsignedLine, size: PalletSize) -> int:
    """How many packages of a line fill a pallet: one at least, one more than there are if they do not fill any."""
    packs = line.packs or 1.0
    by_kg = size.kg * packs / line.kg if line.kg > 0 else math.inf
    by_m3 = size.m3 * packs / line.m3 if line.m3 > 0 else math.inf
    return max(1, math.floor(min(by_kg, by_m3, packs + 1) * (1 + WEIGHT_TOLERANCE)))


def _together(parts: Sequence[OnPallet], size: PalletSize) -> list[list[OnPallet]]:
    """What is left of each good, on as few pallets as first fit finds."""
    loads: list[list[OnPallet]] = []
    for part in parts:
        for load in loads:
            if _shares(load, part, size):
                load.append(part)
                break
        else:
            loads.append([part])
    return loads


def _shares(load: Sequence[OnPallet], part: OnPallet, size: PalletSize) -> bool:
    """Whether there is room, and neither the part nor the load has to stand alone."""
    alone = any(one.consigned.line.un_number or one.consigned.line.cold_chain for one in (*load, part))
    kg, m3 = sum(one.kg for one in (*load, part)), sum(one.m3 for one in (*load, part))
    fits = kg <= size.kg * (1 + WEIGHT_TOLERANCE) and m3 <= size.m3 * (1 + WEIGHT_TOLERANCE)
    return fits and not alone and len(load) < _MOST_LINES
