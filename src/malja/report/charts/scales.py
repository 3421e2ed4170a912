"""From values and days to places on a picture, and the round numbers that an axis names."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A straight line from `low`..`high` to the coordinates `start`..`end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The coordinate of a value; what lies beyond the ends stays at the end."""
        span = self.high - self.low
        share = (value - self.low) / span if span > 0 else 0.0
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


def choose_ticks(most: float, count: int = 3) -> list[float]:
    """Round numbers from 0 on, the last at or above `most`, in about `count` steps of 1, 2, 2.5 or 5."""
    if not math.isfinite(most) or most <= 0:
        return [0.0, 1.0]
    rough = most / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * (1 - 1e-9)), 10 * power)
    steps = math.ceil(most / step - 1e-9)
    return [step * number for number in range(steps + 1)]


def choose_day_ticks(start: datetime.date, days: int, most: int = 5) -> list[int]:
    """Indices of the days that an axis names: the first, then one every n weeks (days, if there are few)."""
    if days <= most:
        return list(range(days))
    weeks = math.ceil(days / 7)
    step = 7 * math.ceil(weeks / most) if weeks > 1 else math.ceil(days / most)
    return list(range(0, days, step))
