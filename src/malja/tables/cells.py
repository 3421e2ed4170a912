"""One cell: from what stands in a file to a value of its column's kind, or a problem that says what would be right."""

from __future__ import annotations

import dataclasses
import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Mapping

from malja.problems import Origin, Problem
from malja.tables.bounds import read_bounds
from malja.tables.columns import Column, Kind, Value
from malja.tables.formula_guard import unguard_formula
from malja.tables.numbers import AmbiguousNumberError, parse_number, to_plain_digits
from malja.tables.sheets import Raw, Unreadable, is_blank
from malja.tables.time_zones import find_time_zone, suggest_time_zone

_LONGEST_CELL = 1_000
_LONGEST_KEY = 100
EARLIEST_DATE = datetime.date(1900, 1, 1)
LATEST_DATE = datetime.date(2999, 12, 31)

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T'](.*))?", re.ASCII)
_MIDNIGHT = re.compile(r"00:00(:00(\.0+)?)?Z?", re.ASCII)
_YES_NO = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
#: People answer in the language they are asked in.
_YES_NO |= {"نعم": True, "لا": False}


class _WrongError(Exception):
    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_cell(raw: Raw, column: Column, origin: Origin | None, *, decimal_comma: bool = False) -> Value | Problem:
    """The cell's value by its column's kind; the default where it is blank; a Problem where it can't be read.

    Numbers come as float in the column's unit, whole numbers as int, dates as date, yes and no as bool.
    """
    if isinstance(raw, Unreadable):
        return Problem.at(origin, raw.code, column.name, raw.value, **dict(raw.values))
    if is_blank(raw):
        return Problem.at(origin, "missing_value", column.name) if column.required else column.default
    try:
        if isinstance(raw, str) and len(raw) > _LONGEST_CELL:
            raise _WrongError("cell_long", length=len(raw), most=_LONGEST_CELL)
        return _READERS[column.kind](raw, column, decimal_comma)
    except _WrongError as wrong:
        problem = Problem.at(origin, wrong.code, column.name, raw)
        # Bounds and right values are ours, not the user's, and stand in full however many they are.
        return dataclasses.replace(problem, values=tuple((name, str(said)) for name, said in wrong.values.items()))


def _text(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | datetime.date):
        raise _WrongError("not_text")
    if isinstance(raw, datetime.date):
        return raw.isoformat()
    text = _written(raw)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\r\n" for sign in text):
        raise _WrongError("text_control")
    if "\ufffe" in text or "\uffff" in text:
        raise _WrongError("text_control")
    return unguard_formula(text)


def _key(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise _WrongError("not_key")
    key = unicodedata.normalize("NFC", unguard_formula(_written(raw)))
    if not key.isprintable():
        raise _WrongError("key_invisible")
    if key.startswith("#"):
        raise _WrongError("key_comment")
    if len(key) > _LONGEST_KEY:
        raise _WrongError("key_long", length=len(key), most=_LONGEST_KEY)
    return key


def _choice(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    choice = _written(raw).lower() if isinstance(raw, str | int | float) else ""
    if choice not in column.choices:
        raise _WrongError("not_a_choice", choices=", ".join(column.choices))
    return choice


def _number(raw: Raw, column: Column, decimal_comma: bool) -> float:
    number = _finite(raw, decimal_comma)
    if fault := read_bounds(column).find_fault(number):
        code, bound = fault
        raise _WrongError(code, **{"most" if code == "number_above" else "least": _written(bound)})
    return number + 0.0  # no negative zero


def _finite(raw: Raw, decimal_comma: bool) -> float:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise _WrongError("number_wanted")
    try:
        number = parse_number(raw, decimal_comma=decimal_comma) if isinstance(raw, str) else float(raw)
    except AmbiguousNumberError as ambiguous:
        raise _WrongError("number_ambiguous") from ambiguous
    except OverflowError as beyond:
        raise _WrongError("number_not_finite") from beyond
    if number is None:
        raise _WrongError("number_wanted")
    if not math.isfinite(number):
        raise _WrongError("number_not_finite")
    return number


def _whole(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    number = _number(raw, column, decimal_comma)
    if not number.is_integer():
        raise _WrongError("number_not_whole")
    return int(number)


def _date(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    if isinstance(raw, datetime.datetime):
        if raw.time() != datetime.time():
            raise _WrongError("date_time_of_day")
        return _within(raw.date())
    if isinstance(raw, datetime.date):
        return _within(raw)
    found = _DATE.fullmatch(to_plain_digits(raw)) if isinstance(raw, str) else None
    if found is None:
        raise _WrongError("date_wanted")
    if found[4] is not None and not _MIDNIGHT.fullmatch(found[4]):
        raise _WrongError("date_time_of_day")
    try:
        return _within(datetime.date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError as nonsense:
        raise _WrongError("date_unreal") from nonsense


def _within(date: datetime.date) -> datetime.date:
    if not EARLIEST_DATE <= date <= LATEST_DATE:
        raise _WrongError("date_far", earliest=EARLIEST_DATE, latest=LATEST_DATE)
    return date


def _yes_no(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    if isinstance(raw, bool):
        return raw
    answer = _YES_NO.get(_written(raw).lower()) if isinstance(raw, str | int | float) else None
    if answer is None:
        raise _WrongError("not_yes_no")
    return answer


def _numbers(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    texts = re.split(r"[;,\s]+", raw.strip(" []();,\t\r\n")) if isinstance(raw, str) else [raw]
    return tuple(_number(text, column, decimal_comma) for text in texts)


def _time_zone(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    name = _written(raw) if isinstance(raw, str) else str(raw)
    zone = find_time_zone(name)
    if zone is None:
        near = suggest_time_zone(name)
        raise _WrongError("time_zone_near", near=near) if near else _WrongError("time_zone_unknown")
    return zone.key


def _any(raw: Raw, column: Column, decimal_comma: bool) -> Value:
    return None if isinstance(raw, Unreadable) else raw


def _written(raw: str | float) -> str:
    """The text a spreadsheet would show: whole floats without their point."""
    if isinstance(raw, str):
        return raw.strip()
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


_READERS: Mapping[Kind, Callable[[Raw, Column, bool], Value]] = {
    "text": _text,
    "key": _key,
    "choice": _choice,
    "number": _number,
    "whole": _whole,
    "date": _date,
    "yes_no": _yes_no,
    "numbers": _numbers,
    "time_zone": _time_zone,
    "any": _any,
}
