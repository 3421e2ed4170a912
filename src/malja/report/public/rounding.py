"""How figures are made coarse before they leave (docs/threat-model.md says why just so)."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from malja.cover.severity import NOTICED_SHARE
from malja.quantities import round_figures
from malja.report.public.figures import PublicCount, Week

#: Fewer people than this are not counted out.
FEW_PEOPLE = 10
#: From how many people on they are rounded to which number.
PEOPLE_STEPS = ((20_000, 1_000), (1_000, 100), (200, 50), (0, 10))


def round_people(number: float) -> PublicCount:
    """People to the nearest 100 or so, by their number; None: fewer than ten, but somebody."""
    if number <= 0:
        return 0
    if number < FEW_PEOPLE:
        return None
    step = next(step for least, step in PEOPLE_STEPS if number >= least)
    return step * math.floor(number / step + 0.5)


def round_quantity(number: float) -> float:
    """An amount to two digits."""
    return round_figures(number, 2)


def round_missing(share: float) -> int:
    """A share that is missing, in tens of per cent: 0 only if nothing is missed, 100 only if all is."""
    if share <= NOTICED_SHARE:
        return 0
    if share >= 1 - NOTICED_SHARE:
        return 100
    return min(90, max(10, 10 * math.floor(10 * share + 0.5)))


def find_week(date: datetime.date) -> Week:
    """The week in which a date lies; its month is that of its Thursday, as ISO 8601 does it with years."""
    year, number, _ = date.isocalendar()
    return Week(year=year, number=number, month=datetime.date.fromisocalendar(year, number, 4).month)


def assign_weeks(start: datetime.date, days: int) -> tuple[Week, ...]:
    """The week to which each day is assigned: days of a partial week go to the whole week next to it.

    Otherwise a week of one day would reveal a day. Fewer days than a week belong to the week in which they begin.
    """
    each = [find_week(start + datetime.timedelta(days=day)) for day in range(days)]
    if not each:
        return ()
    whole = [one for one in dict.fromkeys(each) if each.count(one) == 7]
    if not whole:
        return (each[0],) * days
    return tuple(_nearest(one, whole) for one in each)


def _nearest(one: Week, whole: Sequence[Week]) -> Week:
    return min(max(one, whole[0]), whole[-1])
