"""How long goods last against a daily demand: the longest that any way of using them can last.

Each good has an amount, a last day of use and, with a ration or a machine's output, a most per day. What remains is a
question of flow: amounts to days. The days are filled one after the other; where goods left over may not be used on a
day (ration) but those used on other days may, they change places (an augmenting path). By the theorem of max-flow and
min-cut no other order of use lasts longer, so that it does not matter which good people take first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from malja.needs.requirements import DailyAmounts

#: Shares of a day's demand below this are rounding, not hunger.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Good:
    """Goods that are used up: `amount` in all, usable through day `until`, at most `per_day[t]` on day t (inf: any).

    Amounts are in the unit of what they are set against; `per_day` has the shape (horizon,).
    """

    amount: float
    until: int
    per_day: DailyAmounts


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The first day that cannot be met in full, how much of that day's demand can be, and what the days after it lack.

    `unmet`: from `day` on, as many days as were asked for, fewer at the end of the horizon.
    """

    day: int
    met: float
    unmet: tuple[float, ...]


def find_end(demand: DailyAmounts, goods: Sequence[Good], *, days: int = 1) -> End | None:
    """The first day whose demand, with all days before it met, goods cannot meet; None: they last throughout.

    `demand` has the shape (horizon,) and is not negative, in the unit of the goods' amounts. `days`: of how many days
    from then on it is said what they lack; each takes what the days before it leave.
    """
    filling = _Filling(demand, _pooled(demand, goods))
    for day, wanted in enumerate(demand):
        met = filling.fill(day, float(wanted))
        if wanted - met > ROUNDING * wanted:
            after = range(day + 1, min(day + days, len(demand)))
            lacks = (max(0.0, float(demand[one]) - filling.fill(one, float(demand[one]))) for one in after)
            return End(day=day, met=met, unmet=(float(wanted) - met, *lacks))
    return None


def _pooled(demand: DailyAmounts, goods: Sequence[Good]) -> list[Good]:
    """The goods, those first that end first; what has no daily limit and ends on the same day is one good."""
    free: dict[int, float] = {}
    limited: list[Good] = []
    for good in goods:
        until = min(good.until, len(demand) - 1)
        if until < 0 or good.amount <= 0.0:
            continue
        if np.all(good.per_day[: until + 1] >= demand[: until + 1]):
            free[until] = free.get(until, 0.0) + good.amount
        else:
            limited.append(replace(good, until=until))
    endless = np.full(len(demand), np.inf)
    pooled = [Good(amount=amount, until=until, per_day=endless) for until, amount in free.items()]
    return sorted([*limited, *pooled], key=lambda good: good.until)


class _Filling:
    """What each good gives on each day so far: `given[good][day]`, within the daily limits `most`; what is `left`."""

    def __init__(self, demand: DailyAmounts, goods: Sequence[Good]) -> None:
        self.left = [good.amount for good in goods]
        self.given: list[list[float]] = [[0.0] * len(demand) for _ in goods]
        self.most: list[list[float]] = [
            [*np.minimum(good.per_day, demand)[: good.until + 1].tolist(), *[0.0] * (len(demand) - good.until - 1)]
            for good in goods
        ]

    def fill(self, day: int, wanted: float) -> float:
        """Give a day as much as can be given, at most what is wanted, taking nothing from the days before."""
        met = 0.0
        tiny = ROUNDING * wanted / 10
        while wanted - met > tiny:
            path = self._path(day, tiny)
            if path is None:
                break
            met += self._move(path, wanted - met)
        return met

    def _path(self, day: int, tiny: float) -> list[tuple[int, int]] | None:
        """The shortest chain day, good, other day, other good ... to a good with something left: pairs (good, day)."""
        came: dict[int, tuple[int, int | None]] = {}
        days: deque[tuple[int, int | None]] = deque([(day, None)])
        seen = {day}
        while days:
            at, through = days.popleft()
            for good, left in enumerate(self.left):
                if good in came or self.most[good][at] - self.given[good][at] <= tiny:
                    continue
                came[good] = (at, through)
                if left > tiny:
                    return self._traced(good, came)
                others = [other for other, given in enumerate(self.given[good]) if given > tiny and other not in seen]
                seen.update(others)
                days.extend((other, good) for other in others)
        return None

    @staticmethod
    def _traced(last: int, came: dict[int, tuple[int, int | None]]) -> list[tuple[int, int]]:
        path: list[tuple[int, int]] = []
        good: int | None = last
        while good is not None:
            day, through = came[good]
            path.append((good, day))
            good = through
        return path[::-1]

    def _move(self, path: list[tuple[int, int]], wanted: float) -> float:
        """Let each good of the chain give more on its day and less on the next one's; the last gives what is left."""
        room = [self.most[good][day] - self.given[good][day] for good, day in path]
        taken = [self.given[good][day] for (good, _), (_, day) in pairwise(path)]
        step = min(wanted, self.left[path[-1][0]], *room, *taken)
        for good, day in path:
            self.given[good][day] += step
        for (good, _), (_, day) in pairwise(path):
            self.given[good][day] -= step
        self.left[path[-1][0]] -= step
        return step
