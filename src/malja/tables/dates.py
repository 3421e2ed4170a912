"""Dates as people and spreadsheets write them: ISO 8601, day/month/year in either order, and months alone."""

from __future__ import annotations

import calendar
import csv
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from malja.tables.numbers import to_plain_digits

#: Which part of 05/06/2026 comes first.
DayOrder = Literal["day", "month"]
MONTHS = 12

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T'](.*))?", re.ASCII)
_MIDNIGHT = re.compile(r"00:00(:00(\.0+)?)?Z?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII)
#: A time of day behind a date of any form.
_HOUR = re.compile(r"(.*\d{4}|\d{4}/.*\d)[T',]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:'?[AaPp][Mm])?", re.ASCII)
#: 31-Dec-26, 31 December 2026, 31 كانون الأول 2026; December 31, 2026. A month in words leaves one reading, so that its
#: year may have two digits.
_DAY_NAMED_MONTH = re.compile(r"(?P<day>\d{1,2})[-'/.]*(?P<name>[^\W\d]+(?:'[^\W\d]+)*)[-'/.,،]*(?P<year>\d{4}|\d{2})")
_NAMED_MONTH_DAY = re.compile(r"(?P<name>[^\W\d]+)\.?[-']+(?P<day>\d{1,2})[,'،]+(?P<year>\d{4})")
#: How Excel holds dates: days since 1899-12-30; these are from 1954 to 2119.
_SERIAL = re.compile(r"[2-7]\d{4}(\.0+)?", re.ASCII)
#: Also with the hour of midnight behind it, as databases write a day. Years of two digits are not read.
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:'+0?0:00(?::00)?)?", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})|(\d{4})[/-](\d{1,2})", re.ASCII)
_NAMED_MONTH = re.compile(r"([^\W\d]+(?:[ '][^\W\d]+)*)\.?[-'/]+(\d{2}|\d{4})")


class UnreadDateError(ValueError):
    """A text that is no date that can be read, with the code of the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AmbiguousDateError(ValueError):
    """A text that may be either of two days: `day_first` and `month_first`."""

    def __init__(self, day_first: datetime.date, month_first: datetime.date) -> None:
        super().__init__(f"{day_first} or {month_first}")
        self.day_first = day_first
        self.month_first = month_first


def parse_date(text: str, order: DayOrder | None = None) -> datetime.date:
    """The day that a text names.

    `order` decides between 5 June and 6 May for 05/06/2026, where the column it stands in has one. Raises
    AmbiguousDateError where nothing decides, UnreadDateError where the text is no date.
    """
    plain = to_plain_digits(text)
    if iso := _ISO.fullmatch(plain):
        if iso[4] is not None and not _MIDNIGHT.fullmatch(iso[4]):
            raise UnreadDateError("date_time_of_day")
        return _real(int(iso[1]), int(iso[2]), int(iso[3]))
    if year_first := _YEAR_FIRST.fullmatch(plain):
        return _real(*map(int, year_first.groups()))
    if named := _DAY_NAMED_MONTH.fullmatch(plain) or _NAMED_MONTH_DAY.fullmatch(plain):
        month = _month_numbers().get(named["name"].replace("'", " ").casefold())
        if month:
            return _real(_full_year(named["year"]), month, int(named["day"]))
    readings = _read_both(plain)
    if readings is None:
        raise UnreadDateError(_say_no_date(plain))
    if readings.only:
        return readings.only
    if readings.day_first is None or readings.month_first is None:
        raise UnreadDateError("date_unreal")
    if order is None:
        raise AmbiguousDateError(readings.day_first, readings.month_first)
    return readings.day_first if order == "day" else readings.month_first


def find_day_order(texts: Iterable[str]) -> DayOrder | None:
    """The order that all dates of a column share: some can be read in one order alone, and none in the other alone."""
    orders: set[DayOrder] = set()
    for text in texts:
        readings = _read_both(to_plain_digits(text))
        if readings and readings.day_first != readings.month_first:
            if readings.month_first is None:
                orders.add("day")
            elif readings.day_first is None:
                orders.add("month")
    return orders.pop() if len(orders) == 1 else None


def is_ambiguous_date(text: str) -> bool:
    """Whether a text is a date that may be either of two days."""
    readings = _read_both(to_plain_digits(text))
    return readings is not None and readings.only is None and None not in (readings.day_first, readings.month_first)


def find_month_end(text: str) -> datetime.date | None:
    """The last day of a month that stands without a day: Dec-26, 12/2026, كانون الأول 2026; None: it is no month."""
    plain = to_plain_digits(text)
    if numbers := _MONTH_YEAR.fullmatch(plain):
        month, year = (numbers[1], numbers[2]) if numbers[1] else (numbers[4], numbers[3])
        return _last_day(int(year), int(month))
    if named := _NAMED_MONTH.fullmatch(plain):
        number = _month_numbers().get(named[1].replace("'", " ").casefold())
        return _last_day(_full_year(named[2]), number) if number else None
    return None


def swap_day(date: datetime.date) -> datetime.date | None:
    """The other reading of a date whose day may be its month; None: there is none."""
    if date.day > MONTHS or date.day == date.month:
        return None
    return datetime.date(date.year, date.day, date.month)


@dataclass(frozen=True, slots=True)
class _Readings:
    """A date read with its day first and with its month first; None: there is no such day."""

    day_first: datetime.date | None
    month_first: datetime.date | None

    @property
    def only(self) -> datetime.date | None:
        """The day, where only one is possible."""
        if self.day_first == self.month_first or self.month_first is None:
            return self.day_first
        return self.month_first if self.day_first is None else None


def _read_both(plain: str) -> _Readings | None:
    """A date with its year last, read in both orders; None: the text has another form."""
    parts = _YEAR_LAST.fullmatch(plain)
    if parts is None:
        return None
    first, second, year = int(parts[1]), int(parts[3]), int(parts[4])
    return _Readings(_day(year, second, first), _day(year, first, second))


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _say_no_date(plain: str) -> str:
    """The code of what a text is instead of a date."""
    if _HOUR.fullmatch(plain):
        return "date_time_of_day"
    return "date_serial" if _SERIAL.fullmatch(plain) else "date_wanted"


def _full_year(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _real(year: int, month: int, day: int) -> datetime.date:
    date = _day(year, month, day)
    if date is None:
        raise UnreadDateError("date_unreal")
    return date


def _last_day(year: int, month: int) -> datetime.date | None:
    if not 1 <= month <= MONTHS or not 1 <= year <= 9999:
        return None
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


@cache
def _month_numbers() -> dict[str, int]:
    """The names of the months in English, French and Arabic, in lower case."""
    text = files("malja.tables").joinpath("months.csv").read_text(encoding="utf-8")
    return {row["name"].casefold(): int(row["month"]) for row in csv.DictReader(text.splitlines())}


#: 12 March, March 12, 12th of March, ١٢ آذار: a day without its year.
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?[-'/.]*(?:of'|de')?(?P<name>[^\W\d]+(?:'[^\W\d]+)*)\.?")
_MONTH_DAY = re.compile(r"(?P<name>[^\W\d]+)\.?[-']*(?P<day>\d{1,2})(?:st|nd|rd|th)?")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_spoken_day(text: str, today: datetime.date, *, ahead: bool) -> datetime.date | None:
    """The day that people mean by tomorrow, Thursday or 12 March, in English, French, Arabic and some other languages.

    `ahead`: what is spoken of comes, so that a Thursday is the next one and 12 March the next; otherwise it has been,
    and it is the last one. None: the text is no such day, or may be two: a Thursday that is said on a Thursday.
    """
    plain = to_plain_digits(text).casefold()
    said = _day_words().get(plain.replace("'", " ").strip(" ."))
    if said is not None and said[0] in "+-":
        return today + datetime.timedelta(days=int(said))
    if said is not None:
        away = (_WEEK.index(said) - today.weekday()) % 7
        return today + datetime.timedelta(days=away if ahead else away - 7) if away else None
    found = _DAY_MONTH.fullmatch(plain) or _MONTH_DAY.fullmatch(plain)
    month = _month_numbers().get(found["name"].replace("'", " ")) if found else None
    if found is None or month is None:
        return None
    years = [_day(today.year + more, month, int(found["day"])) for more in (-1, 0, 1)]
    days = [day for day in years if day is not None and (day >= today if ahead else day <= today)]
    return (min(days) if ahead else max(days)) if days else None


@cache
def _day_words() -> dict[str, str]:
    """The words for days, in lower case: days from today (+1), or a day of the week (thu)."""
    text = files("malja.tables").joinpath("day_words.csv").read_text(encoding="utf-8")
    return {row["word"].casefold().replace("'", " "): row["means"] for row in csv.DictReader(text.splitlines())}
