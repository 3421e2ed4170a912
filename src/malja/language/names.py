"""Names that malja itself gives (needs, goods, groups, vehicles) in the language that is spoken."""

from __future__ import annotations

from malja.language.speech import current


def said_name(name: str) -> str:
    """A name of the catalogue in the language that is spoken; a name that is the operation's own stays as it is."""
    return current().language.names.get(name, name)


def group_name(group: str) -> str:
    """A group of people in words; where the language has none for it, its id."""
    return current().language.groups.get(group, group)


def sector_name(sector: str) -> str:
    """A sector in words; where the language has none for it, as it is written."""
    return current().language.sectors.get(sector, sector)


def unit_name(unit: str) -> str:
    """A unit without a number, as the heading of a column has it; one the language does not know as it is written."""
    forms = current().language.units.get(unit)
    return forms["other"].replace("{n}", "").strip() if forms else unit
