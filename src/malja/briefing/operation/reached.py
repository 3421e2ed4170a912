"""What was reached at a live site until the evening of a day, in sentences: the first half of a report's response."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja.briefing.phrases import say_decimal
from malja.language.dates import say_date
from malja.language.numbers import say_number
from malja.language.say import say
from malja.site.site import Site
from malja.site.state.state import State
from malja.site.status.status import list_rounds, list_stores

#: The days that a report looks back on, and the most rounds it names, the latest.
_DAYS, _MOST_ROUNDS = 7, 3


def say_reached(site: Site, as_of: datetime.date | None = None) -> tuple[str, ...]:
    """What happened in the week up to a day (if not given, the last one): only what there is to tell.

    Whom rounds served of those present, meals cooked, flights that landed and were verified, what the clinic counted.
    """
    day, state = site.evening(as_of)
    since = day - datetime.timedelta(days=_DAYS - 1)
    said = [
        *_rounds(state, since, day),
        *_meals(state, since, day),
        *_flights(state, since, day),
        *_clinic(state, since, day),
    ]
    if not said:
        return ()
    return (say("two_pages", "reached_since", first=say_date(since), last=say_date(day)), *said)


def _rounds(state: State, since: datetime.date, day: datetime.date) -> Iterator[str]:
    """The latest rounds that ran in these days: tokens and persons served, how many persons are left."""
    ran = [one for one in list_rounds(state, day, closed=True) if one.closed is None or one.closed >= since]
    for one in sorted(ran, key=lambda total: total.opened)[-_MOST_ROUNDS:]:
        left = max((item.persons_left for item in one.items if item.persons_left), default=0)
        code = "reached_round_left" if left else "reached_round"
        served = {"persons": say_decimal(one.persons), "tokens": say_decimal(one.tokens), "left": say_decimal(left)}
        yield say("two_pages", code, round=one.round, date=say_date(one.opened), **served)


def _meals(state: State, since: datetime.date, day: datetime.date) -> Iterator[str]:
    """Meals cooked in all kitchens, and on how many days."""
    places = [place for place, role in state.known.roles().items() if role == "site"]
    kitchens = {store for place in places for store in list_stores(state, place)}
    cooked = state.kitchen.cooked(kitchens, since, day)
    if meals := sum(cooked.values()):
        days = len({when for _, when in cooked})
        yield say("two_pages", "reached_meals", meals=say_decimal(meals), days=days)


def _flights(state: State, since: datetime.date, day: datetime.date) -> Iterator[str]:
    """Flights that landed in these days, and how many of them were counted and verified."""
    landed = [one for one in state.flights.flights.values() if one.landed is not None and since <= one.landed <= day]
    if landed:
        verified = sum(one.verified is not None for one in landed)
        yield say("two_pages", "reached_flights", landed=say_number(len(landed)), verified=say_number(verified))


def _clinic(state: State, since: datetime.date, day: datetime.date) -> Iterator[str]:
    """Cases and deaths that the clinics counted in the last week that began before the day and within reach."""
    counted = list(state.clinic.counts())
    weeks = {cell.week for cell, _ in counted if since - datetime.timedelta(days=_DAYS) < cell.week <= day}
    if weeks:
        last = max(weeks)
        counts = [count for cell, count in counted if cell.week == last]
        cases, deaths = sum(count.cases for count in counts), sum(count.deaths for count in counts)
        yield say(
            "two_pages", "reached_clinic", date=say_date(last), cases=say_number(cases), deaths=say_number(deaths)
        )
