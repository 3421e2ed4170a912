"""Two plans compared, in words: what each comes to, which trips change, and who is short of what for how long."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby

from malja.briefing.operation.compare_plans import LoadChange, PlanChanges, ShortageChange, TripChange
from malja.language.dates import say_date
from malja.language.numbers import say_about, say_amount, say_people
from malja.language.say import say
from malja.operation.rows import Tables
from malja.report.data_names import Names
from malja.report.print_daily_page import DailyBlock

#: So many trips that change are told with their goods, so many goods of each, and so many shortages of a tier.
_MOST_TRIPS, _MOST_GOODS, _MOST_SHORTAGES = 6, 8, 12


def describe_changes(changes: PlanChanges, tables: Tables, before: str, after: str) -> Iterator[DailyBlock]:
    """What `malja compare` says; `before` and `after`: what the plans are called here."""
    names = Names(tables)
    days = say("compare", "days", first=say_date(changes.first), last=say_date(changes.last))
    same = (say("compare", "same"),) if changes.is_same else ()
    yield DailyBlock(title=say("compare", "title", before=before, after=after), lines=(days, *same))
    if changes.is_same:
        return
    yield _tell_aims(changes, names)
    yield from _tell_trips(changes, names)
    yield from _tell_shortages(changes, names)


def _tell_aims(changes: PlanChanges, names: Names) -> DailyBlock:
    if not changes.aims:
        return DailyBlock(title=say("compare", "aims"), lines=(say("compare", "aims_apart"),))
    rows = [
        (
            say("compare", "aim_cost", currency=changes.currency)
            if aim.aim == "cost"
            else say("compare", "aim_person_days", tier=names.aim(aim.aim)),
            str(say_about(aim.before)),
            str(say_about(aim.after)),
        )
        for aim in changes.aims
    ]
    return DailyBlock(title=say("compare", "aims"), rows=(_heads(), *rows), figures=(1, 2))


def _heads() -> tuple[str, str, str]:
    return "", say("compare", "head_before"), say("compare", "head_after")


def _tell_trips(changes: PlanChanges, names: Names) -> Iterator[DailyBlock]:
    loads = {
        key: list(rows) for key, rows in groupby(changes.loads, key=lambda one: (one.leaves, one.lift, one.origin))
    }
    trips = {(one.leaves, one.lift, one.origin): one for one in changes.trips}
    changed = sorted({*loads, *trips})
    if not changed:
        yield DailyBlock(title=say("compare", "trips_same"))
        return
    yield DailyBlock(title=say("compare", "trips", number=len(changed)))
    for leaves, lift, origin in changed[:_MOST_TRIPS]:
        key = (leaves, lift, origin)
        rows = loads.get(key, [])
        more = len(rows) - _MOST_GOODS
        cells = [_load_cells(row, names) for row in rows[:_MOST_GOODS]]
        cells += [(say("compare", "more_goods", number=more), "", "")] if more > 0 else []
        told = (_heads(), *cells) if cells else ()
        yield DailyBlock(title=_say_trip(leaves, lift, trips.get(key)), rows=told, figures=(1, 2))
    if len(changed) > _MOST_TRIPS:
        yield DailyBlock(title=say("compare", "more_trips", number=len(changed) - _MOST_TRIPS))


def _say_trip(leaves: datetime.date, lift: str, trip: TripChange | None) -> str:
    about = {"date": say_date(leaves), "lift": lift}
    if trip is None:
        return say("compare", "trip_loaded_otherwise", **about)
    before, after = say_amount(trip.kg_before, "kg"), say_amount(trip.kg_after, "kg")
    if not trip.kg_before and not trip.vehicles_before:
        return say("compare", "trip_new", **about, after=after)
    if not trip.kg_after and not trip.vehicles_after:
        return say("compare", "trip_gone", **about, before=before)
    return say("compare", "trip_changed", **about, before=before, after=after)


def _load_cells(load: LoadChange, names: Names) -> tuple[str, ...]:
    return names.item(load.item), say_amount(load.kg_before, "kg"), say_amount(load.kg_after, "kg")


def _tell_shortages(changes: PlanChanges, names: Names) -> Iterator[DailyBlock]:
    """A block for each tier: the needs that are short for longer or shorter, on how many days and for how many."""
    if not changes.shortages:
        yield DailyBlock(title=say("compare", "shortages_same"))
    sites = {one.place for one in changes.shortages}
    for tier, rows in groupby(changes.shortages, key=lambda one: one.tier):
        told = list(rows)
        cells = [_shortage_cells(one, names, several_sites=len(sites) > 1) for one in told[:_MOST_SHORTAGES]]
        more = len(told) - len(cells)
        cells += [(say("compare", "more_shortages", number=more), "", "", "")] if more > 0 else []
        heads = (*_heads(), say("compare", "head_people"))
        yield DailyBlock(title=say("compare", "shortages", tier=names.aim(tier)), rows=(heads, *cells), figures=(3,))
    if changes.same_shortages:
        yield DailyBlock(title=say("compare", "same_shortages", number=changes.same_shortages))


def _shortage_cells(one: ShortageChange, names: Names, *, several_sites: bool) -> tuple[str, str, str, str]:
    need, place = names.need(one.need), names.place(one.place)
    return (
        say("compare", "need_at", need=need, place=place) if several_sites else need,
        _say_days(one.days_before),
        _say_days(one.days_after),
        str(say_people(max(one.people_before, one.people_after))),
    )


def _say_days(days: int) -> str:
    return say("compare", "days_short", days=days) if days else say("compare", "not_short")
