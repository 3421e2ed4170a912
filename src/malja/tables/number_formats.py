"""What a cell of a workbook shows where its number format makes it something else: 00123, 1.00E+10, Dec-26."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from malja.tables.sheets import Shown

#: What a format may hold beside digits: quoted words, one sign behind a backslash, colours and conditions in brackets.
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_LEADING_ZEROS = re.compile(r"[0\- ()/+.]*0[0\- ()/+.]*", re.ASCII)


def apply_format(value: int | float, number_format: str) -> int | float | Shown:
    """The number, with the text that its format shows where that has zeros before it or an exponent."""
    if number_format == "General":
        return value
    first = number_format.split(";")[0]
    bare = _LITERAL.sub("", first)
    if "E+" in bare.upper():
        decimals = len(re.sub(r"[^0#?]", "", bare.upper().split("E")[0].partition(".")[2]))
        return Shown(value, f"{value:.{decimals}E}")
    if value >= 0 and float(value).is_integer() and _pads(first):
        return Shown(value, _fill_zeros(int(value), first))
    return value


def apply_date_format(value: datetime.date, number_format: str) -> datetime.date | Shown:
    """The date, or the month that is all that its format shows."""
    first = _LITERAL.sub("", number_format.split(";")[0]).lower()
    if re.search(r"[dhs]", first) or not re.search(r"[my]", first):
        return value
    return Shown(value, f"{value.year:04}-{value.month:02}", is_month=True)


@lru_cache(maxsize=256)
def _pads(number_format: str) -> bool:
    """Whether a format writes zeros before whole numbers, such as 00000 or 0000-000-000; decimals do not count."""
    bare = _LITERAL.sub("", number_format)
    return bool(_LEADING_ZEROS.fullmatch(bare)) and bare.count("0") > 1 and "." not in bare


def _fill_zeros(value: int, number_format: str) -> str:
    """The digits of a number put into a format's zeros from the right, its other signs between them."""
    signs = re.findall(r'"[^"]*"|\\.|\[[^\]]*\]|.', number_format)
    digits = list(str(value))
    shown: list[str] = []
    zeros = sum(sign == "0" for sign in signs)
    for sign in reversed(signs):
        if sign != "0":
            shown.append("" if sign.startswith(("[", "_", "*")) else sign.strip('"').removeprefix("\\"))
            continue
        zeros -= 1
        shown.append(digits.pop() if digits else "0")
        if zeros == 0:
            shown += reversed(digits)
    return "".join(reversed(shown))
