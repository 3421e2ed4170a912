"""Names that malja itself gives (needs, goods, groups, vehicles) in the language that is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable

from malja.language.numbers import use_own_percent, write_digits
from malja.language.speech import current_speech

#: A number in a name that is no part of a type's designation (T95, BP-5, AquaForce 2000).
_NUMERAL = re.compile(r"(?<![A-Za-z0-9./-])(?<![A-Za-z] )\d+(?:[.,]\d+)*(?![A-Za-z0-9/-])")


def say_name(name: str, names: Iterable[tuple[str, str]] = ()) -> str:
    """A name of the catalogue in the language that is spoken; a name that is the operation's own stays as it is.

    `names`: what an operation's tables call it, by the code of a language; the one of this language goes before.
    """
    spoken = current_speech().language.code
    for language, told in names:
        if language == spoken:
            return told
    own = current_speech().language.names.get(name)
    return name if own is None else _in_own_digits(own)


def say_group(group: str) -> str:
    """A group of people in words; where the language has none for it, its id."""
    own = current_speech().language.groups.get(group)
    return group if own is None else _in_own_digits(own)


def say_sector(sector: str) -> str:
    """A sector in words; where the language has none for it, as it is written."""
    return current_speech().language.sectors.get(sector, sector)


def say_food_group(food_group: str) -> str:
    """A group of food in words; where the language has none for it, as it is written."""
    return current_speech().language.food_groups.get(food_group, food_group)


def say_unit(unit: str) -> str:
    """A unit without a number, as the heading of a column has it; one the language does not know as it is written."""
    forms = current_speech().language.units.get(unit)
    return forms.get("one", forms["other"]).replace("{n}", "").strip() if forms else unit


def _in_own_digits(name: str) -> str:
    speech = current_speech()
    if speech.digits == "latin":
        return name
    return use_own_percent(_NUMERAL.sub(lambda found: write_digits(found.group(), speech), name), speech)
