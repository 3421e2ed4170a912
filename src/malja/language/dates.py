"""Dates as people say them: Tue 11 March."""

from __future__ import annotations

import datetime

from malja.language.say import say

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def say_date(date: datetime.date) -> str:
    """The date with its day of the week, in words, in the language that is spoken: Tue 11 March."""
    weekday = say("date", _WEEKDAYS[date.weekday()])
    month = say("date", MONTHS[date.month - 1])
    return say("date", "said", weekday=weekday, day=date.day, month=month)
