"""Numbers as people write them: Western, Arabic-Indic and Persian digits, with separators only where they are clear."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from malja.tables.invisible_marks import remove_invisible

_GROUP = "'"
_TO_PLAIN = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹−" + "٬’ \u00a0\u2009\u202f",
    "01234567890123456789-" + _GROUP * 6,
)
_ENDLESS = re.compile(r"[+-]?(nan|inf|infinity|∞)", re.IGNORECASE)
_POINT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
#: One separator with three digits behind it: 1,500 or 1.500 may be a thousand and a half, or one and a half.
_THOUSAND_OR_PART = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
#: Each spelling that has one reading only, with the sign of its groups and the sign of its decimals.
_CLEAR: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"[+-]?\d+٫\d+", re.ASCII), _GROUP, "٫"),
    (re.compile(r"[+-]?\d{1,3}('\d{3})+(٫\d+)?", re.ASCII), _GROUP, "٫"),
    (re.compile(r"[+-]?\d{1,3}('\d{3})+\.\d+", re.ASCII), _GROUP, "."),
    (re.compile(r"[+-]?\d{1,3}('\d{3})+,\d+", re.ASCII), _GROUP, ","),
    (re.compile(r"[+-]?\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})", re.ASCII), ",", "."),
    (re.compile(r"[+-]?\d{1,3}((\.\d{3})+,\d+|(\.\d{3}){2,})", re.ASCII), ".", ","),
)


#: A long number as a spreadsheet saves it: the digits behind the point are all that is left of it.
_SHORTENED = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+\d{2,3}", re.ASCII)
#: A spreadsheet holds and shows so many digits of a number; what stands behind them is noise.
SHOWN_DIGITS = 15


class AmbiguousNumberError(ValueError):
    """The text can be read as two different numbers: `readings`."""

    def __init__(self, text: str, *readings: float) -> None:
        super().__init__(text)
        self.readings = readings


def to_plain_digits(text: str) -> str:
    """The text with Arabic-Indic and Persian digits turned into 0 to 9, stripped, without invisible marks."""
    return remove_invisible(text).translate(_TO_PLAIN)


def parse_number(text: str, *, decimal_comma: bool = False) -> float | None:
    """The number a text spells (may be infinite or nan), or None when it spells none.

    `decimal_comma`: where one comma stands between digits it is a decimal comma. Raises AmbiguousNumberError for 1,5
    and 1,500 without it, and for 1,500 and 1.500 with it.
    """
    plain = to_plain_digits(text)
    if _ENDLESS.fullmatch(plain):
        return float("nan")
    if _POINT.fullmatch(plain):
        if decimal_comma and _THOUSAND_OR_PART.fullmatch(plain):
            raise _thousand_or_part(plain)
        return float(plain)
    if _COMMA.fullmatch(plain):
        if _THOUSAND_OR_PART.fullmatch(plain):
            raise _thousand_or_part(plain)
        if not decimal_comma:
            raise AmbiguousNumberError(text)
        return float(plain.replace(",", "."))
    for pattern, group, decimal in _CLEAR:
        if pattern.fullmatch(plain):
            return float(plain.replace(group, "").replace(decimal, "."))
    return None


def may_hold_thousand_points(texts: Iterable[str], *, anyhow: bool) -> bool:
    """Whether each sign in a column's numbers is a point before three digits, and none of a thousand lacks it.

    `anyhow`: also where no number ends with a nought (1.300), which decimals that a program writes never do.
    """
    numbers = [number for number in map(to_plain_digits, texts) if number]
    marked = [number for number in numbers if re.search(r"\D", number.lstrip("+-"))]
    if not marked or not all("." in number and _THOUSAND_OR_PART.fullmatch(number) for number in marked):
        return False
    if any(number not in marked and len(number.lstrip("+-0")) > 3 for number in numbers):
        return False
    return anyhow or any(number.endswith("0") for number in marked)


def is_shortened_number(text: str) -> bool:
    """Whether a text is what a spreadsheet has left of a long number: 9.63944E+11."""
    return bool(_SHORTENED.fullmatch(remove_invisible(text)))


def round_as_shown(number: float) -> float:
    """The number to the 15 digits that a spreadsheet shows: 49.680000000000007 is 49.68."""
    return float(f"{number:.{SHOWN_DIGITS}g}") if math.isfinite(number) else number


def _thousand_or_part(plain: str) -> AmbiguousNumberError:
    return AmbiguousNumberError(plain, float(re.sub("[.,]", "", plain)), float(plain.replace(",", ".")))
