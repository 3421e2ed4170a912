"""Measure how much of each daily need is really used: what kitchens, clinics and facilities took from the stores."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from malja.catalogue.citations import cite_source
from malja.catalogue.facts import Need, Source
from malja.language.say import say
from malja.operation.counted_contents import list_counted_contents
from malja.operation.rows import Tables
from malja.people.headcount import Headcount
from malja.problems import Problem
from malja.quantities import format_number
from malja.site.operation.reconcile import JOURNAL_DOCUMENT
from malja.site.state.state import State
from malja.stock.ledger.accounts import USED
from malja.stock.ledger.ledger import Ledger

#: A rate is known from so many days on, and taken of so many at most.
_LEAST_DAYS, _MOST_DAYS = 7, 28
#: An item must have been used on so many days, and no day may have taken more than this share of it: kits that are
#: opened, or a tank that is filled once, say nothing of how fast they are used up.
_LARGEST_DAY = 1 / 3
_FIGURES = 3

#: What was used of an item on each day, in units.
_Days = Mapping[datetime.date, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What was used of a daily need per unit of its group and day, from `since` to `until`, by goods alone.

    `used` is in the need's unit; what services gave (a borehole's water) comes on top and is not known.
    """

    need: str
    name: str
    unit: str
    used: float
    target: float | None
    since: datetime.date
    until: datetime.date

    @property
    def days(self) -> int:
        """Days that were measured."""
        return (self.until - self.since).days + 1

    @property
    def is_more(self) -> bool:
        """Whether more is used than the target asks."""
        return self.target is not None and self.used > self.target


def measure_rates(tables: Tables, state: State) -> tuple[Rate, ...]:
    """The real rates of use that are known on the evening before `tables.start`, in the order of the needs.

    Goods that were used (kitchen, clinic, facilities) over 7 days or more, the last 28 at most, for each unit of the
    group that was there. What was given out into people's hands does not count: nobody knows how fast it is used up.
    """
    until = tables.start - datetime.timedelta(days=1)
    used = _keep_regular(_sum_use(state.ledger, until))
    shares = {group.group: group.share for group in tables.groups}
    sites = [place.place for place in tables.places if place.role == "site"]
    rates = (
        _rate(need, sum_contents(need, tables, used), until, shares, state.headcount, sites) for need in tables.needs
    )
    return tuple(rate for rate in rates if rate)


def apply_rates(tables: Tables, known: Iterable[Rate]) -> tuple[tuple[Need, ...], tuple[Problem, ...]]:
    """The needs, each of which more is used than its target asked for at the real rate; and a notice for each."""
    more = {rate.need: rate for rate in known if rate.is_more}
    needs = tuple(_raise_target(need, more[need.need]) if need.need in more else need for need in tables.needs)
    return needs, tuple(_notice(rate) for rate in more.values())


def _raise_target(need: Need, rate: Rate) -> Need:
    target = format_number(need.target or 0.0)
    span = {"since": rate.since, "until": rate.until, "days": rate.days}
    said = cite_source(need.source)
    note = say(
        "site",
        "rate_note_cited" if said else "rate_note",
        used=format_number(rate.used),
        target=target,
        cited=said,
        **span,
    )
    source = Source(document=JOURNAL_DOCUMENT, basis="derived", note=note)
    return dataclasses.replace(need, target=rate.used, source=source, read_at=None)


def _notice(rate: Rate) -> Problem:
    values = {"used": format_number(rate.used), "target": format_number(rate.target or 0.0), "unit": rate.unit}
    return Problem.at(None, "site_rate_higher", need=rate.name, days=rate.days, **values)


def _sum_use(ledger: Ledger, until: datetime.date) -> dict[str, dict[datetime.date, float]]:
    """What was used of each item on each of the last days."""
    since = until - datetime.timedelta(days=_MOST_DAYS - 1)
    items: dict[str, dict[datetime.date, float]] = {}
    for total in ledger.postings(accounts=(USED,), since=since, until=until):
        days = items.setdefault(total.item, {})
        days[total.day] = days.get(total.day, 0.0) + float(total.quantity)
    return items


def find_regular_items(ledger: Ledger, until: datetime.date) -> frozenset[str]:
    """The items whose use of late spreads over days, so that what was put to use was used up."""
    return frozenset(_keep_regular(_sum_use(ledger, until)))


def _keep_regular(items: Mapping[str, _Days]) -> dict[str, _Days]:
    """The items whose use spreads over days."""
    return {
        item: days
        for item, days in items.items()
        if len(days) >= _LEAST_DAYS and 0 < max(days.values()) <= _LARGEST_DAY * sum(days.values())
    }


def sum_contents(need: Need, tables: Tables, used: Mapping[str, _Days]) -> dict[datetime.date, float]:
    """What goods gave of a need, in its unit, by the units of each item that were used or given on each day."""
    days: dict[datetime.date, float] = {}
    for content in list_counted_contents(tables):
        if content.need == need.need and content.how == "use":
            for day, quantity in used.get(content.item, {}).items():
                days[day] = days.get(day, 0.0) + content.quantity * quantity
    return days


def _rate(
    need: Need,
    days: _Days,
    until: datetime.date,
    shares: Mapping[str, float],
    headcount: Headcount,
    sites: Iterable[str],
) -> Rate | None:
    if need.kind != "daily" or not days:
        return None
    since = min(days)
    there = sum(headcount.present(site, until=day) for site in sites for day in list_days(since, until))
    units = shares[need.group] * there
    if (until - since).days + 1 < _LEAST_DAYS or not units:
        return None
    used = _round(sum(days.values()) / units)
    return Rate(need=need.need, name=need.name, unit=need.unit, used=used, target=need.target, since=since, until=until)


def list_days(since: datetime.date, until: datetime.date) -> Iterator[datetime.date]:
    """The days from one to another, both included."""
    return (since + datetime.timedelta(days=day) for day in range((until - since).days + 1))


def _round(number: float) -> float:
    """The number to so many significant figures, as short as it is said."""
    return float(f"{number:.{_FIGURES}g}") if math.isfinite(number) else number
