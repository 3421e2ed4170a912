"""Read the site's own settings; what another device wrote in a form that can't be read is a doubt, not a figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from malja.facts.doubt import Doubt, doubt_id
from malja.facts.reading import decimal_text
from malja.operation.settings import WEEKDAYS
from malja.problems import Problem
from malja.site.state.register import TableRegister
from malja.site.state.tables import OPERATION_TABLE, SITE_TABLE
from malja.tables.cells import read_cell
from malja.tables.time_zone_names import find_time_zone

_MEALS = next(column for column in SITE_TABLE.columns if column.name == "meals_per_day")


def read_meals_per_person(register: TableRegister) -> Decimal | None:
    """The meals that the kitchens are to cook for each person a day; None: not set, or not readable."""
    told = (register.row(SITE_TABLE.name) or {}).get(_MEALS.name, "")
    value = read_cell(told, _MEALS, None) if told else None
    return Decimal(decimal_text(value)) if isinstance(value, float) else None


def read_time_zone(register: TableRegister) -> ZoneInfo | None:
    """The time zone whose date is today's at the site; None: not set or not readable, so that the device's counts."""
    name = (register.row(OPERATION_TABLE.name) or {}).get("time_zone", "")
    return find_time_zone(name) if name else None


def read_first_weekday(register: TableRegister) -> int:
    """The day on which the clinic's weeks begin, from 0 (Monday, also where it is not set or not readable) to 6."""
    name = (register.row(OPERATION_TABLE.name) or {}).get("week_starts", "")
    return WEEKDAYS.index(name) if name in WEEKDAYS else 0


def find_unreadable_settings(register: TableRegister) -> Iterator[Doubt]:
    """A doubt for each of the site's settings that can't be read, until it is set again."""
    clock_settings = (column for column in OPERATION_TABLE.columns if column.name in ("time_zone", "week_starts"))
    columns = [(SITE_TABLE.name, column) for column in SITE_TABLE.columns]
    for table, column in (*columns, *((OPERATION_TABLE.name, column) for column in clock_settings)):
        told = (register.row(table) or {}).get(column.name, "")
        day = register.told_on(table)
        if day is not None and isinstance(read_cell(told, column, None), Problem):
            yield Doubt(
                id=doubt_id("setting_unreadable", column.name, told),
                code="setting_unreadable",
                values=(("column", column.name), ("value", told[:60])),
                happened=day,
            )
