"""Weekly counts put together: how complete they are, and what they add up to. For the site's health workers only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from malja.stock.clinic.clinic import WEEK, Clinic, WeekCell, WeekCount
from malja.stock.kinds import ILLNESSES

#: A week's counts are in time until the Tuesday after it (practice of EWARS bulletins).
_IN_TIME_UNTIL = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Of one place: counts (a week of a syndrome) that are due since `first`, said, said in time, and missing.

    A week is due when it is over. A count of a syndrome that is not due is no part of this.
    """

    place: str
    first: datetime.date
    weeks: int
    due: int
    reported: int
    in_time: int
    missing: tuple[WeekCell, ...]

    @property
    def weeks_complete(self) -> int:
        """Weeks of which every syndrome was counted."""
        return self.weeks - len({cell.week for cell in self.missing})


@dataclass(frozen=True, slots=True, kw_only=True)
class IllnessTotal:
    """Cases and deaths of one syndrome at one place over some weeks, and how many weeks of it were counted."""

    place: str
    illness: str
    weeks: int
    counted: WeekCount


def find_completeness(
    clinic: Clinic, day: datetime.date, *, places: Sequence[str] = (), illnesses: Sequence[str] = ILLNESSES
) -> tuple[Completeness, ...]:
    """How complete the weekly counts are on the evening of a day, by place.

    A place's counts are due since the first week it counted; `places` that never counted, since the site's first week.
    """
    said = {cell: day_said for cell, day_said in clinic.first_reported() if day_said <= day}
    firsts: dict[str, datetime.date] = {}
    for cell in said:
        firsts[cell.place] = min(firsts.get(cell.place, cell.week), cell.week)
    if not firsts:
        return ()
    earliest = min(firsts.values())
    firsts = {**dict.fromkeys(places, earliest), **firsts}
    return tuple(_of_place(place, firsts[place], said, day, illnesses) for place in sorted(firsts))


def sum_counts(
    clinic: Clinic, *, since: datetime.date = datetime.date.min, until: datetime.date = datetime.date.max
) -> tuple[IllnessTotal, ...]:
    """Cases and deaths by place and syndrome of the weeks that begin in these days, both counted."""
    sums: dict[tuple[str, str], list[WeekCount]] = {}
    for cell, counted in clinic.counts():
        if since <= cell.week <= until:
            sums.setdefault((cell.place, cell.illness), []).append(counted)
    return tuple(
        IllnessTotal(
            place=place, illness=illness, weeks=len(counts), counted=WeekCount(*map(sum, zip(*counts, strict=True)))
        )
        for (place, illness), counts in sorted(sums.items())
    )


def _list_weeks(first: datetime.date, day: datetime.date) -> Iterable[datetime.date]:
    """The first days of the weeks from `first` on that are over on the evening of a day."""
    weeks = max(0, ((day - first).days + 1) // WEEK.days)
    return (first + number * WEEK for number in range(weeks))


def _find_deadline(week: datetime.date) -> datetime.date:
    """The last day on which the counts of a week are in time: the first Tuesday after its seven days."""
    end = week + WEEK
    return end + datetime.timedelta(days=(_IN_TIME_UNTIL - end.weekday()) % 7)


def _of_place(
    place: str, first: datetime.date, said: dict[WeekCell, datetime.date], day: datetime.date, illnesses: Sequence[str]
) -> Completeness:
    weeks = tuple(_list_weeks(first, day))
    due = tuple(WeekCell(place, week, illness) for week in weeks for illness in illnesses)
    there = [cell for cell in due if cell in said]
    return Completeness(
        place=place,
        first=first,
        weeks=len(weeks),
        due=len(due),
        reported=len(there),
        in_time=sum(said[cell] <= _find_deadline(cell.week) for cell in there),
        missing=tuple(cell for cell in due if cell not in said),
    )
