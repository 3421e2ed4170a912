"""One cell: from what stands in a file to a value of its column's kind, or a problem that says what would be right."""

from __future__ import annotations

import dataclasses
import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from malja.problems import Origin, Problem
from malja.tables.columns import CellKind, Column, Value, read_bounds
from malja.tables.dates import AmbiguousDateError, DayOrder, UnreadDateError, find_month_end, parse_date, swap_day
from malja.tables.formula_guard import unguard_formula
from malja.tables.invisible_marks import remove_invisible, strip_invisible
from malja.tables.numbers import (
    SHOWN_DIGITS,
    AmbiguousNumberError,
    is_shortened_number,
    parse_number,
    round_as_shown,
    to_plain_digits,
)
from malja.tables.sheets import Raw, Shown, Unreadable, is_blank
from malja.tables.time_zone_names import find_time_zone, suggest_time_zone
from malja.tables.weekdays import read_weekdays

_LONGEST_CELL = 1_000
#: An id has so many characters at most.
LONGEST_KEY = 100
EARLIEST_DATE = datetime.date(1900, 1, 1)
LATEST_DATE = datetime.date(2999, 12, 31)


@cache
def _read_yes_no() -> dict[str, bool]:
    """What people write for yes and no, each in the language they were asked in (yes_no.csv)."""
    text = files("malja.tables").joinpath("yes_no.csv").read_text(encoding="utf-8")
    return {word: answer == "yes" for answer, word in (line.split(",") for line in text.splitlines()[1:])}


class _WrongError(Exception):
    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclasses.dataclass(frozen=True, slots=True)
class _Habits:
    """How a file writes what can be read in two ways."""

    decimal_comma: bool
    day_order: DayOrder | None
    days_swapped: bool


def read_cell(
    raw: Raw,
    column: Column,
    origin: Origin | None,
    *,
    decimal_comma: bool = False,
    day_order: DayOrder | None = None,
    days_swapped: bool = False,
) -> Value | Problem:
    """The cell's value by its column's kind; the default where it is blank; a Problem where it can't be read.

    Numbers come as float in the column's unit, whole numbers as int, dates as date, yes and no as bool. `decimal_comma`
    and `day_order`: how the file, or the column, writes 1,5 and 05/06/2026 (None: not known). `days_swapped`: Excel has
    probably taken days for months in the column's date cells.
    """
    if isinstance(raw, Unreadable):
        lost = raw.code == "date_time_of_day" and column.kind in ("text", "key")
        return Problem.at(origin, "text_became_date" if lost else raw.code, column.name, raw.value, **dict(raw.values))
    if is_blank(raw):
        return Problem.at(origin, "missing_value", column.name) if column.required else column.default
    try:
        if isinstance(raw, str) and len(raw) > _LONGEST_CELL:
            raise _WrongError("cell_long", length=len(raw), most=_LONGEST_CELL)
        if isinstance(raw, Shown):
            raw = _choose_shown(raw, column)
        return _READERS[column.kind](raw, column, _Habits(decimal_comma, day_order, days_swapped))
    except _WrongError as wrong:
        midnight = isinstance(raw, datetime.datetime) and raw.time() == datetime.time()
        problem = Problem.at(origin, wrong.code, column.name, str(raw)[:10] if midnight else raw)
        # Bounds and right values are ours, not the user's, and stand in full however many they are.
        return dataclasses.replace(problem, values=tuple((name, str(said)) for name, said in wrong.values.items()))


def _choose_shown(shown: Shown, column: Column) -> Raw:
    """What counts of a formatted cell: its text for words and ids, its value for amounts."""
    if isinstance(shown.value, datetime.date) and column.kind in ("text", "key"):
        return shown.value  # Excel's date, whatever of it is shown: the text that was typed is lost
    if shown.is_month:
        return shown.text
    if column.kind == "any":
        return shown.text if _PADDED.search(shown.text) else shown.value
    if column.kind in _AS_SHOWN:
        if not shown.text and (column.exact or column.kind == "key"):
            raise _WrongError("format_hides", held=shown.value)
        return shown.text or shown.value
    if shown.scaled and not (column.most is not None and column.most <= 1.0):
        raise _WrongError("format_scales", shown=shown.text, held=shown.value)
    return shown.value


def _text(raw: Raw, column: Column, habits: _Habits) -> Value:
    if isinstance(raw, datetime.datetime):
        if column.exact:
            raise _WrongError("text_became_date")
        return raw.date().isoformat() if raw.time() == datetime.time() else raw.isoformat(" ")
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | datetime.date):
        raise _WrongError("not_text")
    if isinstance(raw, datetime.date):
        return raw.isoformat()
    text = _written(raw)
    if column.exact:
        _refuse_shortened(raw, text)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\r\n" for sign in text):
        raise _WrongError("text_control")
    if "\ufffe" in text or "\uffff" in text:
        raise _WrongError("text_control")
    return unguard_formula(text)


def _key(raw: Raw, column: Column, habits: _Habits) -> Value:
    if isinstance(raw, datetime.datetime):
        raise _WrongError("text_became_date")
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise _WrongError("not_key")
    key = unicodedata.normalize("NFC", unguard_formula(_written(raw)))
    _refuse_shortened(raw, key)
    if not key.isprintable():
        raise _WrongError("key_invisible")
    if key.startswith("#") and not column.may_start_with_hash:
        raise _WrongError("key_comment")
    if len(key) > LONGEST_KEY:
        raise _WrongError("key_long", length=len(key), most=LONGEST_KEY)
    return key


def _choice(raw: Raw, column: Column, habits: _Habits) -> Value:
    choice = remove_invisible(_written(raw)).lower() if isinstance(raw, str | int | float) else ""
    if choice not in column.choices:
        raise _WrongError("not_a_choice", choices=", ".join(column.choices))
    return choice


def _number(raw: Raw, column: Column, habits: _Habits) -> float:
    number, bounds = _finite(raw, column, habits), read_bounds(column)
    if fault := bounds.find_fault(number):
        # Noise behind the digits that a spreadsheet shows breaks no bound.
        if not bounds.find_fault(shown := round_as_shown(number)):
            return shown
        code, bound = fault
        raise _WrongError(code, **{"most" if code == "number_above" else "least": _written(bound)})
    return number + 0.0  # no negative zero


def _worded_number(raw: Raw, column: Column, habits: _Habits) -> Value:
    """The number; where it may be worded also its text, which begins with a digit, for whoever knows what it counts."""
    try:
        return _whole(raw, column, habits) if column.kind == "whole" else _number(raw, column, habits)
    except _WrongError as wrong:
        text = remove_invisible(raw).strip() if isinstance(raw, str) else ""
        unread = wrong.code == "number_wanted" or (wrong.code == "number_two_readings" and not habits.decimal_comma)
        if column.worded and unread and text[:1].isdigit():
            return text
        raise


def _finite(raw: Raw, column: Column, habits: _Habits) -> float:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise _WrongError("number_wanted")
    try:
        number = _parse_text(raw, habits) if isinstance(raw, str) else float(raw)
    except AmbiguousNumberError as ambiguous:
        number = _choose_reading(ambiguous, column)
    except OverflowError as beyond:
        raise _WrongError("number_not_finite") from beyond
    if number is None:
        raise _WrongError("number_wanted")
    if not math.isfinite(number):
        raise _WrongError("number_not_finite")
    return number


def _parse_text(text: str, habits: _Habits) -> float | None:
    return parse_number(unguard_formula(strip_invisible(text)), decimal_comma=habits.decimal_comma)


def _whole(raw: Raw, column: Column, habits: _Habits) -> Value:
    number = round_as_shown(_number(raw, column, habits))
    if not number.is_integer():
        raise _WrongError("number_not_whole")
    return int(number)


def _choose_reading(ambiguous: AmbiguousNumberError, column: Column) -> float:
    """The only reading that the column's bounds allow."""
    bounds = read_bounds(column)
    whole = column.kind == "whole"
    allowed = [one for one in ambiguous.readings if not bounds.find_fault(one) and (one.is_integer() or not whole)]
    if len(allowed) == 1:
        return allowed[0]
    if not ambiguous.readings:
        # The reading shown is made of the value itself: another number would be taken for its correction.
        decimal = to_plain_digits(str(ambiguous)).replace(",", ".")
        raise _WrongError("number_ambiguous", one=decimal) from ambiguous
    one, other = (f"{reading:.15g}" for reading in ambiguous.readings)
    raise _WrongError("number_two_readings", one=one, other=other) from ambiguous


def _refuse_shortened(raw: Raw, text: str) -> None:
    """Refuse a long number of which a spreadsheet has kept the first digits only: 9.63944E+11."""
    if is_shortened_number(text):
        raise _WrongError("digits_lost")
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) >= 10.0**SHOWN_DIGITS:
        raise _WrongError("digits_lost")


def _date(raw: Raw, column: Column, habits: _Habits) -> Value:
    if isinstance(raw, datetime.datetime):
        if raw.time() != datetime.time():
            raise _WrongError("date_time_of_day")
        if habits.days_swapped and (other := swap_day(raw.date())):
            raise _WrongError("date_swapped", one=raw.date(), other=other)
        return _within(raw.date())
    if isinstance(raw, datetime.date):
        return _within(raw)
    if isinstance(raw, int | float):
        raw = str(raw)
    if not isinstance(raw, str):
        raise _WrongError("date_wanted")
    try:
        return _within(parse_date(unguard_formula(strip_invisible(raw)), habits.day_order))
    except AmbiguousDateError as two:
        raise _WrongError("date_two_readings", one=two.day_first, other=two.month_first) from two
    except UnreadDateError as wrong:
        month_end = find_month_end(raw)
        if month_end is None:
            raise _WrongError(wrong.code) from wrong
        if not column.month_end:
            raise _WrongError("date_month_only") from wrong
        return _within(month_end)


def _within(date: datetime.date) -> datetime.date:
    if not EARLIEST_DATE <= date <= LATEST_DATE:
        raise _WrongError("date_far", earliest=EARLIEST_DATE, latest=LATEST_DATE)
    return date


def _yes_no(raw: Raw, column: Column, habits: _Habits) -> Value:
    if isinstance(raw, bool):
        return raw
    answer = _read_yes_no().get(remove_invisible(_written(raw)).lower()) if isinstance(raw, str | int | float) else None
    if answer is None:
        raise _WrongError("not_yes_no")
    return answer


def _numbers(raw: Raw, column: Column, habits: _Habits) -> Value:
    texts = re.split(r"[;,\s]+", raw.strip(" []();,\t\r\n")) if isinstance(raw, str) else [raw]
    return tuple(_number(text, column, habits) for text in texts)


def _time_zone(raw: Raw, column: Column, habits: _Habits) -> Value:
    name = _written(raw) if isinstance(raw, str) else str(raw)
    zone = find_time_zone(name)
    if zone is None:
        near = suggest_time_zone(name)
        raise _WrongError("time_zone_near", near=near) if near else _WrongError("time_zone_unknown")
    return zone.key


def _weekdays(raw: Raw, column: Column, habits: _Habits) -> Value:
    days = read_weekdays(_written(raw)) if isinstance(raw, str) else None
    if days is None:
        raise _WrongError("weekdays_wrong")
    return days


def _any(raw: Raw, column: Column, habits: _Habits) -> Value:
    return None if isinstance(raw, Unreadable | Shown) else raw


def _written(raw: str | float) -> str:
    """The text a spreadsheet would show: whole floats without their point."""
    if isinstance(raw, str):
        return strip_invisible(raw)
    if isinstance(raw, float) and math.isfinite(raw):
        raw = round_as_shown(raw)
        return str(int(raw)) if raw.is_integer() else str(raw)
    return str(raw)


#: Kinds of which a cell says what it shows (00123), not what it holds (123).
_AS_SHOWN: frozenset[CellKind] = frozenset({"text", "key", "choice"})
#: Zeros before a number, or an exponent: what makes of a number a text in a cell that may hold either.
_PADDED = re.compile(r"(?<![\d.,])0\d|\dE[+]\d")

_READERS: Mapping[CellKind, Callable[[Raw, Column, _Habits], Value]] = {
    "text": _text,
    "key": _key,
    "choice": _choice,
    "number": _worded_number,
    "whole": _worded_number,
    "date": _date,
    "yes_no": _yes_no,
    "numbers": _numbers,
    "time_zone": _time_zone,
    "weekdays": _weekdays,
    "any": _any,
}
