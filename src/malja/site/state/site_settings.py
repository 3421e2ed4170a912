"""Read the site's own settings; what another device wrote in a form that can't be read is a doubt, not a figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from malja.facts.doubt import Doubt, doubt_id
from malja.facts.reading import decimal_text
from malja.problems import Problem
from malja.site.state.register import TableRegister
from malja.site.state.tables import SITE_TABLE
from malja.tables.cells import read_cell

_MEALS = next(column for column in SITE_TABLE.columns if column.name == "meals_per_day")


def read_meals_per_person(register: TableRegister) -> Decimal | None:
    """The meals that the kitchens are to cook for each person a day; None: not set, or not readable."""
    told = (register.row(SITE_TABLE.name) or {}).get(_MEALS.name, "")
    value = read_cell(told, _MEALS, None) if told else None
    return Decimal(decimal_text(value)) if isinstance(value, float) else None


def find_unreadable_settings(register: TableRegister) -> Iterator[Doubt]:
    """A doubt for each of the site's settings that can't be read, until it is set again."""
    cells = register.row(SITE_TABLE.name) or {}
    for column in SITE_TABLE.columns:
        told = cells.get(column.name, "")
        day = register.told_on(SITE_TABLE.name)
        if day is not None and isinstance(read_cell(told, column, None), Problem):
            yield Doubt(
                id=doubt_id("setting_unreadable", column.name, told),
                code="setting_unreadable",
                values=(("column", column.name), ("value", told[:60])),
                happened=day,
            )
