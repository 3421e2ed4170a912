"""Lots: goods of one item with one last usable day.

Shelf life counts all days since the goods were fresh, waiting in hubs included, so goods that can expire within the
horizon are tracked by the day on which they were fresh; all others are one lot.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.solver.matrix import Ints
from malja.operation.operation import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Lots:
    """Goods by item and last usable day: `item[n]`, `last[n]` (a day; `horizon` where they outlast it)."""

    item: Ints
    last: Ints
    first_birth: Ints
    """By item: the birth day of its first lot; later births follow one by one, the last lot holds all later ones."""
    offset: Ints
    """By item: the number of its first lot; `offset[i + 1]` ends it."""

    def find_lot(self, item: int, birth: int) -> int:
        """The lot of an item that was fresh on a day."""
        first, end = int(self.offset[item]), int(self.offset[item + 1])
        return min(max(first + birth - int(self.first_birth[item]), first), end - 1)

    def find_lots_by_birth(self, item: int, days: int) -> Ints:
        """The lots of what is fresh on days 0..days-1."""
        first, end = self.offset[item], self.offset[item + 1]
        lots: Ints = np.clip(first + np.arange(days) - self.first_birth[item], first, end - 1)
        return lots


def split_into_lots(operation: Operation) -> Lots:
    """The lots of an operation, item by item, the oldest first."""
    horizon = operation.horizon
    earliest = min([0, *(operation.day(row.date) for row in operation.committed)])
    item, last, first_birth, offset = [], [], [], [0]
    for n, row in enumerate(operation.items):
        shelf = row.shelf_life_days
        births = range(0) if shelf is None else range(earliest, horizon - 1 - shelf)
        item += [n] * (len(births) + 1)
        last += [*(birth + (shelf or 0) for birth in births), horizon]
        first_birth.append(earliest if len(births) else 0)
        offset.append(len(item))
    return Lots(
        item=np.array(item, dtype=np.int64),
        last=np.array(last, dtype=np.int64),
        first_birth=np.array(first_birth, dtype=np.int64),
        offset=np.array(offset, dtype=np.int64),
    )
