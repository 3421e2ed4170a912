"""Dates of birth, to the day, the month or the year, and how likely two of them are one person's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log2
from typing import NamedTuple

from malja.names.register.weights import WEIGHTS

_PARTS = re.compile(r"\d+")
#: Years that are read as such, so that a day is not taken for one.
_EARLIEST, _LATEST = 1850, 2200


class Birth(NamedTuple):
    """A year, and the month and the day where they are known; the first of January tells the year alone."""

    year: int
    month: int = 0
    day: int = 0


@lru_cache(maxsize=1 << 16)
def read_birth(text: str) -> Birth | None:
    """A date as written: 2019-05-03, 3/5/2019 (the day first), 2019-05, 2019; None where no year can be read."""
    numbers = [int(part) for part in _PARTS.findall(text.split("T")[0])][:3]
    if len(numbers) > 1 and numbers[0] <= 31 and _EARLIEST <= numbers[-1] <= _LATEST:
        numbers.reverse()
    if not numbers or not _EARLIEST <= numbers[0] <= _LATEST:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    if month > 12 >= day > 0:
        month, day = day, month
    if not 1 <= month <= 12 or (month, day) == (1, 1):
        return Birth(year)
    return Birth(year, month, day if 1 <= day <= 31 else 0)


class BirthRarity:
    """How often years and dates are told in a register, and so what two that agree speak for."""

    def __init__(self, births: Iterable[Birth | None]) -> None:
        told = [birth for birth in births if birth]
        self._rows = len(told)
        self._years = Counter(birth.year for birth in told)
        self._days = Counter(birth for birth in told if birth.day)
        self._weights: dict[tuple[Birth, Birth], float] = {}

    def weigh(self, one: Birth | None, other: Birth | None) -> float:
        """Bits for one person; 0 where either is not known."""
        if one is None or other is None:
            return 0.0
        key = (one, other) if one < other else (other, one)
        found = self._weights.get(key)
        if found is None:
            found = self._weights[key] = self._weigh(*key)
        return found

    def _weigh(self, one: Birth, other: Birth) -> float:
        if one.day and other.day:
            if one == other:
                share = (self._days[one] - 1 + 0.5) / (self._rows + 1)
                return min(WEIGHTS.day_most, max(0.0, log2(WEIGHTS.day_same / max(share, 1e-9))))
            if (one.year, one.month, one.day) == (other.year, other.day, other.month):
                return min(WEIGHTS.day_most, log2(WEIGHTS.day_exchanged * 20_000))
            if _figures_apart(one, other) == 1:
                return min(WEIGHTS.day_most, log2(WEIGHTS.day_figure * 20_000 / 20))
            if one.year == other.year:
                return log2(WEIGHTS.day_other / self._share(one.year, 0))
        elif one.month and other.month and one.year == other.year:
            more = log2(12 * 0.85) if one.month == other.month else log2(0.2)
            return self._years_apart(one.year, 0) + more
        bits = self._years_apart(one.year, abs(one.year - other.year))
        return min(bits, -2.0) if one.day and other.day else bits

    def _years_apart(self, year: int, apart: int) -> float:
        known = WEIGHTS.years_apart
        if apart < len(known):
            return max(WEIGHTS.years_differ, min(WEIGHTS.year_most, log2(known[apart] / self._share(year, apart))))
        if apart == 10:
            return max(WEIGHTS.years_differ, log2(WEIGHTS.ten_years_apart / self._share(year, apart)))
        return WEIGHTS.years_differ

    def _share(self, year: int, apart: int) -> float:
        """The share of people who are born so many years apart from this one, blended with one in sixty."""
        years = {year - apart, year + apart}
        counted = sum(self._years[one] for one in years) - (1 if not apart else 0)
        return (max(counted, 0) + 100 * len(years) / 60) / (self._rows + 100)


def _figures_apart(one: Birth, other: Birth) -> int:
    """How many figures differ between two dates."""
    pairs = zip(f"{one.year}{one.month:02d}{one.day:02d}", f"{other.year}{other.month:02d}{other.day:02d}", strict=True)
    return sum(a != b for a, b in pairs)
