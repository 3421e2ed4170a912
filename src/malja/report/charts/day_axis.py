"""Days along an axis: which of them are named, and where they lie."""

from __future__ import annotations

import datetime

from malja.language.dates import MONTHS
from malja.language.numbers import plain
from malja.language.say import say
from malja.report.charts.scales import day_ticks

#: So many days are named at most; more would run into one another.
MOST = 5


def day_axis(days: tuple[datetime.date, ...]) -> list[tuple[float, str]]:
    """Some days by name, and how far from the start each lies, in per cent."""
    named = day_ticks(days[0], len(days), MOST)
    return [(round(100 * index / len(days), 2), _day(days[index])) for index in named]


def _day(date: datetime.date) -> str:
    return say("report", "axis_day", day=plain(date.day), month=say("date", MONTHS[date.month - 1]))
