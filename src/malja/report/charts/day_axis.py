"""Days along an axis: which of them are named, and where they lie."""

from __future__ import annotations

import datetime

from malja.language.dates import MONTHS
from malja.language.numbers import say_number
from malja.language.say import say
from malja.report.charts.scales import choose_day_ticks

#: The most days named; more would overlap.
_MOST_DAYS = 5


def place_day_names(days: tuple[datetime.date, ...]) -> list[tuple[float, str]]:
    """Some days by name, and how far from the start each lies, in per cent."""
    named = choose_day_ticks(days[0], len(days), _MOST_DAYS)
    return [(round(100 * index / len(days), 2), say_axis_day(days[index])) for index in named]


def say_axis_day(date: datetime.date) -> str:
    """A date on an axis: day and month."""
    return say("report", "axis_day", day=say_number(date.day), month=say("date", MONTHS[date.month - 1]))
