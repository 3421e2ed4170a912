"""Dates as people say them: Tue 11 March."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from malja.language.say import say, say_list

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def say_date(date: datetime.date) -> str:
    """The date with its day of the week, in words, in the language that is spoken: Tue 11 March."""
    weekday = say("date", _WEEKDAYS[date.weekday()])
    month = say("date", MONTHS[date.month - 1])
    return say("date", "said", weekday=weekday, day=date.day, month=month)


def say_date_of_year(date: datetime.date) -> str:
    """The date with its year, in words: 1 June 2025; for days that may lie years ahead, such as an expiry."""
    return say("date", "of_year", day=date.day, month=say("date", MONTHS[date.month - 1]), year=date.year)


def say_weekdays(days: Iterable[int]) -> str:
    """Days of the week by their numbers, Monday being 0, as a list: Tue, Thu."""
    return say_list([say("date", _WEEKDAYS[day]) for day in days])
