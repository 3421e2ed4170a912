"""Who came and who left, as rows of the table people: recorded up to the evening before, expected from then on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence

from malja.catalogue.groups import EVERYONE
from malja.people.headcount import Day
from malja.problems import Problem
from malja.site.operation.reconcile import RecordedFigures, RowKey, read_figure, read_key, reconcile_rows
from malja.site.operation.sheets import Cells

PEOPLE_SHEET = "people"


def build_movements(expected: Sequence[Cells], days: Iterable[Day], start: datetime.date) -> list[Cells]:
    """The rows of people: of each day before `start` what was recorded, from `start` on what the table expects.

    Every arrival and departure stays on its day, since what people keep is asked for all who have come. What a count
    found more or less than arrivals and departures give counts as come or gone on the day of the count.
    """
    figures: dict[RowKey, Cells] = {}
    for cells in expected:
        _, date = key = read_key(PEOPLE_SHEET, cells)
        nobody = not read_figure(PEOPLE_SHEET, "arrivals", cells) and not read_figure(PEOPLE_SHEET, "departures", cells)
        if not isinstance(date, datetime.date) or date >= start or nobody:
            figures[key] = cells
    return reconcile_rows(PEOPLE_SHEET, expected, {**figures, **_recorded(days, start)})


def find_unrecorded_days(expected: Sequence[Cells], days: Iterable[Day], start: datetime.date) -> Iterator[Problem]:
    """A notice for each day that is over, of which people were expected and nothing was recorded on it or since."""
    last: dict[str, datetime.date] = {}
    for day in days:
        if day.group == EVERYONE and day.date < start:
            last[day.place] = max(day.date, last.get(day.place, day.date))
    for cells in expected:
        place, date = read_key(PEOPLE_SHEET, cells)
        arrivals, departures = (
            read_figure(PEOPLE_SHEET, "arrivals", cells),
            read_figure(PEOPLE_SHEET, "departures", cells),
        )
        over = isinstance(date, datetime.date) and date < start and date > last.get(str(place), datetime.date.min)
        if over and (arrivals or departures):
            yield Problem.at(
                None, "site_people_not_recorded", place=place, date=date, arrivals=arrivals, departures=departures
            )


def split_days_by_site(days: Iterable[Day], sites: Collection[str]) -> tuple[list[Day], list[Problem]]:
    """The days at places where people live, and a notice for each other place at which devices told of people."""
    known: list[Day] = []
    elsewhere: dict[str, int] = {}
    for day in days:
        if day.place in sites:
            known.append(day)
        elif day.group == EVERYONE:
            elsewhere[day.place] = day.present
    return known, [
        Problem.at(None, "site_people_elsewhere", place=place, number=number)
        for place, number in elsewhere.items()
        if number
    ]


def _recorded(days: Iterable[Day], start: datetime.date) -> RecordedFigures:
    figures: dict[RowKey, Cells] = {}
    before: dict[str, int] = {}
    for day in days:
        if day.group != EVERYONE or day.date >= start:
            continue
        found = day.present - before.get(day.place, 0) - (day.arrivals - day.departures)
        before[day.place] = day.present
        come, gone = day.arrivals + max(0, found), day.departures + max(0, -found)
        if come or gone:
            figures[day.place, day.date] = {"arrivals": str(come), "departures": str(gone)}
    return figures
