"""The day of what is recorded: today where none is told, as long as the site lives in these days; and its name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from malja import clock
from malja.cli.record.record_words import words
from malja.language.dates import say_date
from malja.problems import Problem, Refused

if TYPE_CHECKING:
    from malja.facts.fact import Fact
    from malja.site.site import Site

#: Stands for the day of a fact that was told without one.
NO_DAY = datetime.date.min
#: Today is only taken for granted so many days after the site's last: one forgotten day must not move an exercise,
#: or a site that is written down late, to another time for good.
QUIET_DAYS = 14


def dated(site: Site, facts: Iterable[Fact], by: str) -> tuple[Fact, ...]:
    """The facts, those told without a day as of today.

    Raises Refused where a day is missing and today lies before the site's last day, or more than QUIET_DAYS after it,
    with what else stands against the facts.
    """
    told = tuple(facts)
    if all(fact.happened != NO_DAY for fact in told):
        return told
    today, last = clock.today(), site.state().last and site.last_day
    if last is None or 0 <= (today - last).days <= QUIET_DAYS:
        return on_day(told, today)
    unsaid = Problem(code="day_unsaid", file="--on", values=(("last", str(last)), ("today", str(today))))
    raise Refused([unsaid, *site.problems(on_day(told, last), by=by)])


def on_day(facts: Iterable[Fact], day: datetime.date) -> tuple[Fact, ...]:
    """The facts, those told without a day as of this one."""
    return tuple(replace(fact, happened=day) if fact.happened == NO_DAY else fact for fact in facts)


def recorded(what: str, day: datetime.date, last: datetime.date | None) -> str:
    """The line that says what was recorded; the day is named where it is not that of the site's last fact before."""
    return words("recorded", what=what) if day == last else words("recorded_for", date=say_date(day), what=what)
