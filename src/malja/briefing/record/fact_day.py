"""The day of what is recorded: today where none is given, as long as the site lives in these days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from malja.facts.fact import Fact
from malja.language.dates import say_date
from malja.language.say import say
from malja.problems import Problem, Refused
from malja.site.site import Site
from malja.tables.cells import read_cell
from malja.tables.columns import Column

#: Stands for the day of a fact that has none yet.
NO_DAY = datetime.date.min
#: Today is only taken for granted so many days after the site's last: one forgotten day must not move an exercise,
#: or a site that is written down late, to another time for good.
_QUIET_DAYS = 14


def is_of_these_days(today: datetime.date, last: datetime.date) -> bool:
    """Whether today can be taken for granted after a site's last day: it comes not before it, nor long after."""
    return 0 <= (today - last).days <= _QUIET_DAYS


def read_typed_day(text: str) -> datetime.date:
    """The day that was typed, NO_DAY if none was. Raises Refused (column `happened`) for anything else."""
    day = read_cell(text, Column(name="happened", kind="date"), None)
    if isinstance(day, Problem):
        raise Refused([day])
    return day if isinstance(day, datetime.date) else NO_DAY


def date_facts(site: Site, facts: Iterable[Fact], by: str) -> tuple[Fact, ...]:
    """The facts, those without a day as of today.

    Raises Refused (column `happened`) where a day is missing and today lies before the site's last day, or more than
    14 days after it, with what else stands against the facts.
    """
    given = tuple(facts)
    if all(fact.happened != NO_DAY for fact in given):
        return given
    today, last = site.today, site.state().last and site.last_day
    if last is None or is_of_these_days(today, last):
        return date_by(given, today)
    missing = Problem(code="day_unsaid", column="happened", values=(("last", str(last)), ("today", str(today))))
    raise Refused([missing, *site.problems(date_by(given, last), by=by)])


def date_by(facts: Iterable[Fact], day: datetime.date) -> tuple[Fact, ...]:
    """The facts, those without a day as of this one."""
    return tuple(replace(fact, happened=day) if fact.happened == NO_DAY else fact for fact in facts)


def say_recorded(what: str, day: datetime.date, last: datetime.date | None) -> str:
    """That something was recorded; its day is named where it is not that of the site's last fact before."""
    if day == last:
        return say("record", "recorded", what=what)
    return say("record", "recorded_for", date=say_date(day), what=what)
