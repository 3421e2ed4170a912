"""Names that malja itself gives (needs, goods, groups, vehicles) in the language that is spoken."""

from __future__ import annotations

import re

from malja.language.numbers import in_digits, own_percent
from malja.language.speech import current

#: A number in a name that is no part of a type's designation (T95, BP-5, AquaForce 2000).
NUMERAL = re.compile(r"(?<![A-Za-z0-9./-])(?<![A-Za-z] )\d+(?:[.,]\d+)*(?![A-Za-z0-9/-])")


def said_name(name: str) -> str:
    """A name of the catalogue in the language that is spoken; a name that is the operation's own stays as it is."""
    own = current().language.names.get(name)
    return name if own is None else _in_own_digits(own)


def group_name(group: str) -> str:
    """A group of people in words; where the language has none for it, its id."""
    own = current().language.groups.get(group)
    return group if own is None else _in_own_digits(own)


def sector_name(sector: str) -> str:
    """A sector in words; where the language has none for it, as it is written."""
    return current().language.sectors.get(sector, sector)


def unit_name(unit: str) -> str:
    """A unit without a number, as the heading of a column has it; one the language does not know as it is written."""
    forms = current().language.units.get(unit)
    return forms["other"].replace("{n}", "").strip() if forms else unit


def _in_own_digits(name: str) -> str:
    speech = current()
    if speech.digits == "latin":
        return name
    return own_percent(NUMERAL.sub(lambda found: in_digits(found.group(), speech), name), speech)
