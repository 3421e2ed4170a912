"""What a cell of a workbook shows by its number format, where that is not its value: 00123, LOT-45, 12.50, 50%, Dec-26.

Formats follow ECMA-376 Part 1, 18.8.30: up to three sections for numbers, digits 0 and #, literals, % and scaling.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from malja.tables.numbers import SHOWN_DIGITS, round_as_shown
from malja.tables.sheets import Shown, Unreadable

#: What a format may hold beside digits: quoted words, one sign behind a backslash, colours and conditions in brackets.
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
#: A part of a format, in the order in which it must be looked for.
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.|\*.)|\[\$(?P<sign>[^\]-]*)[^\]]*\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<digit>[0#])|(?P<mark>[.,%])|(?P<plain>[-+() $:'!^&~{}=])",
    re.IGNORECASE | re.ASCII,
)
_SECTION_END = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*')
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+", re.IGNORECASE)
#: A format has at most 255 signs, so that no number that it shows has more digits.
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a format: `whole` and `decimals` hold its digits (0, #) and its words, which are marked with =.

    `scale`: the power of ten that the number shown is of the number held (2 for %, -3 for each comma behind).
    """

    whole: tuple[str, ...]
    decimals: tuple[str, ...]
    scale: int
    has_general: bool

    @property
    def digits(self) -> int:
        return sum(sign in ("0", "#") for sign in self.whole + self.decimals)


def apply_format(value: int | float, number_format: str) -> int | float | Shown:
    """The number, with the text that its format shows where that says something else.

    The text is blank where the format shows nothing, or what can't be told here: fractions, conditions, padding.
    Separators of thousands are no part of it: 1,234,567 is 1234567.
    """
    if number_format.casefold() in ("general", "@") or abs(value) >= 10.0**SHOWN_DIGITS:
        return value
    bare = _LITERAL.sub("", number_format.split(";")[0])
    if "E+" in bare.upper():
        decimals = len(re.sub(r"[^0#?]", "", bare.upper().split("E")[0].partition(".")[2]))
        return Shown(value, f"{value:.{decimals}E}")
    sections = _sections(number_format)
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[place]
    if section is None or value != value:
        return Shown(value, "")
    shown = _show(Decimal(repr(round_as_shown(float(value)))), section)
    minus = "-" if value < 0 and place == 0 and re.search("[1-9]", shown) else ""
    return Shown(value, minus + shown, scaled=section.scale != 0)


def apply_date_format(value: datetime.date, number_format: str) -> datetime.date | Shown | Unreadable:
    """The date, or the month that is all that its format shows; Unreadable where it shows less."""
    first = _LITERAL.sub("", number_format.split(";")[0]).lower()
    if re.search(r"[dhs]", first) or not re.search(r"[my]", first):
        return value
    if "m" not in first or "y" not in first:
        return Unreadable(code="date_part_shown", value=f"{value.year:04}" if "y" in first else f"{value.month:02}")
    return Shown(value, f"{value.year:04}-{value.month:02}", is_month=True)


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[_Section | None, ...]:
    """The sections of a format for numbers: above nothing, below it, nothing; None: one that can't be told here."""
    texts: list[str] = []
    rest = number_format
    while len(texts) < 3:
        end = _SECTION_END.match(rest)
        texts.append(end[0] if end else "")
        rest = rest[len(texts[-1]) :]
        if not rest.startswith(";"):
            break
        rest = rest[1:]
    return tuple(map(_section, texts))


def _section(text: str) -> _Section | None:
    signs: list[str] = []
    scale = place = 0
    has_general = False
    while place < len(text):
        part = _PART.match(text, place)
        if part is None or (part["bracket"] and not _COLOUR.fullmatch(part["bracket"])):
            return None
        place = part.end()
        has_general = has_general or part["general"] is not None
        scale += 2 if part["mark"] == "%" else 0
        words = (
            part["quoted"] or part["escaped"] or part["sign"] or part["plain"] or ("%" if part["mark"] == "%" else "")
        )
        signs += [part["digit"] or part["mark"]] if part["digit"] or part["mark"] in (".", ",") else []
        signs += ["General"] if part["general"] else ["=" + words] if words else []
    if not signs or signs.count(".") > 1:
        return None
    point = signs.index(".") if "." in signs else len(signs)
    whole, decimals = signs[:point], signs[point + 1 :]
    scale -= 3 * (_count_scaling_commas(whole) + _count_scaling_commas(decimals))
    return _Section(
        tuple(sign for sign in whole if sign != ","),
        tuple(sign for sign in decimals if sign != ","),
        scale,
        has_general,
    )


def _count_scaling_commas(signs: Sequence[str]) -> int:
    """The commas behind the last digit of a part: each makes a thousandth of the number shown."""
    marks = "".join(sign for sign in signs if sign in ("0", "#", ","))
    return len(marks) - len(marks.rstrip(",")) if marks.strip(",") else 0


def _show(value: Decimal, section: _Section) -> str:
    """The text of a number without its sign, its digits put into the format's from the point outwards."""
    shown = abs(value).scaleb(section.scale)
    if section.has_general:
        number = f"{shown.normalize():f}"
        return "".join(number if sign == "General" else sign.removeprefix("=") for sign in section.whole).strip()
    if not section.digits:
        return "".join(sign.removeprefix("=") for sign in section.whole).strip()
    places = sum(sign in ("0", "#") for sign in section.decimals)
    rounded = shown.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    whole, _, part = f"{rounded:f}".partition(".")
    before = _fill_whole(whole.lstrip("0"), section.whole)
    behind = _fill_decimals(part, section.decimals)
    return (before + ("." if places else "") + behind).strip()


def _fill_whole(number: str, signs: Sequence[str]) -> str:
    """The digits put into a format's from the right, its words between them; what is left goes before the first."""
    digits, shown = list(number), list[str]()
    left = sum(sign in ("0", "#") for sign in signs)
    for sign in reversed(signs):
        if sign not in ("0", "#"):
            shown.append(sign.removeprefix("="))
            continue
        left -= 1
        shown.append(digits.pop() if digits else "0" if sign == "0" else "")
        if left == 0:
            shown += reversed(digits)
            digits = []
    return "".join(reversed(shown))


def _fill_decimals(number: str, signs: Sequence[str]) -> str:
    """The decimals, of which a # shows none of the zeros at the end."""
    digits, shown = iter(number), list[str]()
    needed = max((place for place, sign in enumerate(signs) if sign == "0"), default=-1)
    for place, sign in enumerate(signs):
        if sign not in ("0", "#"):
            shown.append(sign.removeprefix("="))
            continue
        digit = next(digits)
        rest = number[sum(one in ("0", "#") for one in signs[:place]) :]
        shown.append(digit if place <= needed or rest.strip("0") else "")
    return "".join(shown)
