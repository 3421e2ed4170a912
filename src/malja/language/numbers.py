"""Numbers in the language that is spoken: `malja.quantities` with the digits, marks and units of people.

What comes back is text that still knows its number, so that the words around it can agree with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Self

from malja import quantities
from malja.language.languages import Counted, load_language
from malja.language.plurals import find_plural_form
from malja.language.speech import DIGIT_SETS, Speech, current_speech

_ARABIC_PERCENT = re.compile(r"(?<=[٠-٩])%")


class SaidNumber(str):
    """A number as it is said; `plain`: the same in Latin digits with a point and no marks, "" if it is no number."""

    __slots__ = ("plain",)
    plain: str

    def __new__(cls, said: str, plain: str) -> Self:
        """The text, and the number that it says."""
        figure = super().__new__(cls, said)
        figure.plain = plain
        return figure


def say_digits(latin: str) -> SaidNumber:
    """A number written as in English (8,000.5), with the digits and marks of the language that is spoken."""
    return SaidNumber(write_digits(latin, current_speech()), latin.replace(",", ""))


def say_number(number: float, figures: int = 6) -> SaidNumber:
    """The number without exponent and without needless zeros; not finite: ValueError."""
    return say_digits(quantities.format_number(number, figures))


def say_about(number: float) -> SaidNumber:
    """The number to two significant figures, grouped by thousands."""
    return say_digits(quantities.format_about(number))


def say_people(number: float) -> SaidNumber:
    """A number of persons, whole and not rounded further; at least 1 when there is anybody."""
    return say_digits(quantities.format_people(number))


def say_percent(share: float) -> SaidNumber:
    """A share as whole per cent, without the sign; 100 is only said of all, and 0 only of nothing."""
    return say_digits(quantities.format_percent(share))


def say_amount(number: float, unit: str, figures: int = quantities.SIGNIFICANT_FIGURES) -> str:
    """A number with its unit, to `figures` digits, in the larger unit where it has four; no unit: the number alone."""
    value, said = quantities.convert_to_larger_unit(quantities.round_figures(number, figures), unit)
    return say_with_unit(say_number(value, figures), said)


def say_with_unit(number: SaidNumber, unit: str) -> str:
    """A figure and its unit in the language that is spoken; a unit it does not know stands as it is."""
    units = current_speech().language.units
    if not unit:
        return number
    return choose_counted(units[unit], number, current_speech()) if unit in units else f"{number} {unit}"


def choose_counted(words: Counted, number: SaidNumber, speech: Speech) -> str:
    """The words that follow a number, in the form that the number asks for."""
    form = _form(speech.language.code, number.plain) if number.plain else "other"
    return words.get(form, words["other"]).replace("{n}", number)


@lru_cache(maxsize=8192)
def _form(code: str, number: str) -> str:
    return find_plural_form(load_language(code).plural, number)


def use_own_percent(text: str, speech: Speech) -> str:
    """The text with the per cent sign that belongs to its digits: Arabic ones have their own."""
    return _ARABIC_PERCENT.sub("٪", text) if speech.digits == "arab" else text


def write_digits(latin: str, speech: Speech) -> str:
    """Digits and their marks, as English writes them, in those of a speech; what is no number stays."""
    digits, decimal, group = DIGIT_SETS[speech.digits]
    decimal, group = decimal or speech.language.decimal, group or speech.language.group
    return latin.translate(str.maketrans("0123456789.,", f"{digits}{decimal}{group}"))
