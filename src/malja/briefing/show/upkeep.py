"""Pledges and daily readings in words: for the status page, the requests page and their own commands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from malja.briefing.phrases import say_decimal, say_item, say_place, say_units
from malja.briefing.show.rows import AnswerPart, rows_or
from malja.language.clean_text import cut_text
from malja.language.dates import say_date
from malja.language.names import say_name
from malja.language.numbers import say_with_unit
from malja.language.say import say
from malja.operation.rows import Tables
from malja.report.print_daily_page import DailyBlock
from malja.site.site import Site
from malja.site.state.names import KnownNames
from malja.site.state.state import State
from malja.site.status.upkeep import PledgeStatus, list_pledges, list_utilities
from malja.stock.upkeep.utilities import LEAST_CHLORINE, MOST_CHLORINE, UTILITY_UNITS, UtilityReading

#: So much of what is promised stands in a page's cell.
_LONGEST = 38


def describe_pledges(state: State, day: datetime.date) -> Iterator[AnswerPart]:
    """Every pledge, those that are there or were withdrawn last."""
    cells = [
        _pledge_cells(one, cut_text(_say_goods(state, one), _LONGEST)) for one in list_pledges(state, day, ended=True)
    ]
    yield rows_or(cells, say("upkeep", "no_pledges"))
    if cells:
        yield say("upkeep", "not_counted")


def describe_utilities(state: State, day: datetime.date) -> Iterator[AnswerPart]:
    """The last reading of each, and what to do about those that are alerts."""
    readings = list_utilities(state, day)
    yield rows_or((_reading_cells(state.known, one) for one in readings), say("upkeep", "no_readings"), figures=(2,))
    yield from (say_alert(state.known, one) for one in readings if one.is_alert)


def pledges_block(pledges: Sequence[PledgeStatus], tables: Tables | None, most: int) -> Iterator[DailyBlock]:
    """The part of a page on pledges that are not there yet; nothing where there is none."""
    if not pledges:
        return
    items = {item.item: item for item in tables.items} if tables else {}

    def goods(one: PledgeStatus) -> str:
        item = items.get(one.item)
        name = say_name(item.name, item.names) if item else one.item
        amount = say_with_unit(say_decimal(one.quantity), item.unit if item else "")
        return say("upkeep", "goods", quantity=amount, item=name) if one.item else one.what

    rows = [
        (say("upkeep", "named", goods=cut_text(goods(one), _LONGEST), pledge=one.pledge), *_pledge_cells(one, "")[2:])
        for one in pledges[:most]
    ]
    if len(pledges) > len(rows):
        rows.append((say("status", "more", number=len(pledges) - len(rows)), "", ""))
    late = any(one.stands == "overdue" for one in pledges)
    lines = (say("upkeep", "not_counted"),)
    yield DailyBlock(title=say("upkeep", "pledges"), lines=lines, rows=tuple(rows), grave=late)


def utilities_block(known: KnownNames, readings: Sequence[UtilityReading], most: int) -> Iterator[DailyBlock]:
    """The part of a page on daily readings, alerts first; nothing where nothing was read."""
    if readings:
        alerts = tuple(say_alert(known, one) for one in readings if one.is_alert)
        rows = tuple(_reading_cells(known, one) for one in readings[:most])
        yield DailyBlock(title=say("upkeep", "utilities"), lines=alerts, rows=rows, figures=(2,), grave=bool(alerts))


def say_open_pledges(site: Site, as_of: datetime.date | None) -> Iterable[str]:
    """The pledges that are not there yet, in lines for the page of requests; nothing where there is none."""
    day, state = site.evening(as_of)
    pledges = list_pledges(state, day)
    if not pledges:
        return
    yield say("upkeep", "pledges")
    for one in pledges:
        yield "  " + say(
            "upkeep", "line", goods=_say_goods(state, one), organisation=one.organisation, stands=_stands(one)
        )
    yield "  " + say("upkeep", "not_counted")


def say_alert(known: KnownNames, one: UtilityReading) -> str:
    """What a reading that is an alert means, and what to do."""
    code = "chlorine_low" if one.amount < LEAST_CHLORINE else "chlorine_high"
    limits = {"least": say_decimal(LEAST_CHLORINE), "most": say_decimal(MOST_CHLORINE)}
    return say("upkeep", code, where=say_point(known, one), amount=say_decimal(one.amount), **limits)


def say_reading(known: KnownNames, one: UtilityReading) -> str:
    """A reading in a few words: what was read, where, how much."""
    what = say("upkeep", one.key.utility)
    return say("upkeep", "reading", what=what, where=say_point(known, one), amount=say_amount_read(one))


def _pledge_cells(one: PledgeStatus, goods: str) -> tuple[str, ...]:
    return one.pledge, goods, one.organisation, _stands(one)


def _stands(one: PledgeStatus) -> str:
    return say("upkeep", f"pledge_{one.stands}", date=say_date(one.due), via=one.via)


def _say_goods(state: State, one: PledgeStatus) -> str:
    if not one.item:
        return one.what
    return say(
        "upkeep", "goods", quantity=say_units(state, one.item, one.quantity), item=say_item(state.known, one.item)
    )


def _reading_cells(known: KnownNames, one: UtilityReading) -> tuple[str, ...]:
    return say("upkeep", one.key.utility), say_point(known, one), say_amount_read(one), say_date(one.key.day)


def say_amount_read(one: UtilityReading) -> str:
    """The amount with its unit; latrines and hours are what the reading is called."""
    if one.key.utility == "chlorine":
        return say("upkeep", "milligrams_a_litre", amount=say_decimal(one.amount))
    unit = UTILITY_UNITS[one.key.utility]
    return say_with_unit(say_decimal(one.amount), unit) if unit == "l" else str(say_decimal(one.amount))


def say_point(known: KnownNames, one: UtilityReading) -> str:
    """The place of a reading, with the tap, well, tank or generator where one was named."""
    place = say_place(known, one.key.place)
    return say("upkeep", "at_point", point=one.key.point, place=place) if one.key.point else place
