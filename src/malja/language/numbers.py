"""Numbers in the language that is spoken: `malja.quantities` with the digits, marks and units of people.

What comes back is text that still knows its number, so that the words around it can agree with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Self

from malja import quantities
from malja.language.languages import Counted, language
from malja.language.plurals import plural_form
from malja.language.speech import DIGITS, Speech, current

ARABIC_PERCENT = re.compile(r"(?<=[٠-٩])%")


class Figure(str):
    """A number as it is said; `plain`: the same in Latin digits with a point and no marks, "" if it is no number."""

    __slots__ = ("plain",)
    plain: str

    def __new__(cls, said: str, plain: str) -> Self:
        """The text, and the number that it says."""
        figure = super().__new__(cls, said)
        figure.plain = plain
        return figure


def figure(latin: str) -> Figure:
    """A number written as in English (8,000.5), with the digits and marks of the language that is spoken."""
    return Figure(in_digits(latin, current()), latin.replace(",", ""))


def plain(number: float, figures: int = 6) -> Figure:
    """The number without exponent and without needless zeros; not finite: ValueError."""
    return figure(quantities.plain(number, figures))


def about(number: float) -> Figure:
    """The number to two significant figures, grouped by thousands."""
    return figure(quantities.about(number))


def about_people(number: float) -> Figure:
    """A number of persons to two figures; whole, and at least 1 when there is anybody."""
    return figure(quantities.about_people(number))


def percent(share: float) -> Figure:
    """A share as whole per cent, without the sign; 100 is only said of all, and 0 only of nothing."""
    return figure(quantities.percent(share))


def amount(number: float, unit: str, figures: int = quantities.FIGURES) -> str:
    """A number with its unit, to `figures` digits, in the larger unit where it has four; no unit: the number alone."""
    value, said = quantities.in_larger_unit(quantities.rounded(number, figures), unit)
    return with_unit(plain(value, figures), said)


def with_unit(number: Figure, unit: str) -> str:
    """A figure and its unit in the language that is spoken; a unit it does not know stands as it is."""
    units = current().language.units
    if not unit:
        return number
    return counted(units[unit], number, current()) if unit in units else f"{number} {unit}"


def counted(words: Counted, number: Figure, speech: Speech) -> str:
    """The words that follow a number, in the form that the number asks for."""
    form = _form(speech.language.code, number.plain) if number.plain else "other"
    return words.get(form, words["other"]).replace("{n}", number)


@lru_cache(maxsize=8192)
def _form(code: str, number: str) -> str:
    return plural_form(language(code).plural, number)


def own_percent(text: str, speech: Speech) -> str:
    """The text with the per cent sign that belongs to its digits: Arabic ones have their own."""
    return ARABIC_PERCENT.sub("٪", text) if speech.digits == "arab" else text


def in_digits(latin: str, speech: Speech) -> str:
    """Digits and their marks, as English writes them, in those of a speech; what is no number stays."""
    digits, decimal, group = DIGITS[speech.digits]
    decimal, group = decimal or speech.language.decimal, group or speech.language.group
    return latin.translate(str.maketrans("0123456789.,", f"{digits}{decimal}{group}"))
