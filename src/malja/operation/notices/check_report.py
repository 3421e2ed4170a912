"""What was assumed, and what is worth knowing before planning, of an operation that is in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from malja.operation.lift_calendar import find_open_days
from malja.operation.notices.committed_cargo import find_unusual_cargo
from malja.operation.notices.food import find_empty_food_groups, find_nutrients_alone, find_unruled_food
from malja.operation.notices.idle_stock import find_idle_stock
from malja.operation.notices.reachable_goods import find_inhabited_sites, find_unreachable_goods
from malja.operation.notices.uncertain_figures import find_own_rows, find_uncertain_figures
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Tables
from malja.operation.rules.cell_bounds import row_problem
from malja.operation.rules.references import index_rows
from malja.problems import Problem, join_names


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSection:
    """Notices of one kind; `title` is a code of the language's section `check`."""

    title: Literal["assumed", "cannot_come", "dates", "fixed_cargo", "idle_stock", "sources"]
    notices: tuple[Problem, ...]


def check_report(operation: Operation) -> tuple[NoticeSection, ...]:
    """Everything worth knowing about an operation that is in order, by kind; kinds without a notice are left out."""
    sections = (
        NoticeSection(title="assumed", notices=(*operation.notices, *_assumed(operation))),
        NoticeSection(
            title="cannot_come",
            notices=(
                *find_unreachable_goods(operation),
                *find_empty_food_groups(operation),
                *find_unruled_food(operation),
                *_storage(operation),
            ),
        ),
        NoticeSection(title="idle_stock", notices=tuple(find_idle_stock(operation))),
        NoticeSection(title="dates", notices=tuple(_dates(operation))),
        NoticeSection(title="fixed_cargo", notices=tuple(find_unusual_cargo(operation))),
        NoticeSection(title="sources", notices=tuple(find_uncertain_figures(operation))),
    )
    return tuple(section for section in sections if section.notices)


def collect_notices(operation: Operation) -> tuple[Problem, ...]:
    """The notices of `check_report`, one after the other."""
    return tuple(notice for section in check_report(operation) for notice in section.notices)


def _assumed(tables: Tables) -> Iterator[Problem]:
    """Limits that nobody gave, and figures that change nothing."""
    yield from find_nutrients_alone(tables)
    if not find_inhabited_sites(tables):
        yield Problem(code="no_people", file="people")
    if not tables.lifts:
        yield Problem(code="no_lifts", file="lifts")
    roomy = [place.place for place in tables.places if place.storage_m3 is None and place.role != "source"]
    if roomy:
        yield Problem.at(None, "storage_unlimited", places=join_names(roomy))
    for lift in tables.lifts:
        if lift.mode == "flow" and lift.payload_kg is not None:
            yield row_problem("lifts", lift, "changes_nothing", "payload_kg", lift.payload_kg)
    endless = [lift.lift for lift in tables.lifts if _is_endless(lift)]
    if endless:
        yield Problem.at(None, "lifts_unlimited", lifts=join_names(endless))
    endless_goods = Counter(row.place for row in tables.supply if row.quantity is None)
    if endless_goods:
        said = [f"{place} ({goods})" for place, goods in endless_goods.items()]
        yield Problem.at(None, "supply_unlimited", places=join_names(said))
    idle = {"consumable": ("setup_days", "life_days"), "asset": ("max_per_person_day",)}
    for item in find_own_rows(tables, "items"):
        for column in idle[item.kind]:
            if getattr(item, column):
                yield row_problem("items", item, "changes_nothing", column, getattr(item, column))


def _is_endless(lift: Lift) -> bool:
    """Whether nothing says how much a lift carries at once: by weight, as a flow; by weight or volume, as a trip."""
    if lift.mode == "flow":
        return lift.kg_per_day is None
    return not lift.vehicle and (lift.payload_kg is None or lift.volume_m3 is None)


def _storage(tables: Tables) -> Iterator[Problem]:
    """Stock that is larger than the room for it; assets at a site stand, and take none."""
    items = index_rows(tables, "items")
    for place in tables.places:
        kept = [row for row in tables.stock if row.place == place.place]
        if place.role == "site":
            kept = [row for row in kept if items[row.item].kind == "consumable"]
        room = sum(row.quantity / items[row.item].pack_quantity * items[row.item].pack_m3 for row in kept)
        if place.storage_m3 is not None and room > place.storage_m3 * (1 + 1e-9):
            yield row_problem("places", place, "stock_over_storage", "storage_m3", place.storage_m3, m3=f"{room:,.4g}")


def _dates(tables: Tables) -> Iterator[Problem]:
    """Rows whose dates keep them out of the days that are planned."""
    last = tables.date(tables.horizon - 1)
    for move in tables.people:
        if tables.day(move.date) >= tables.days:
            until = tables.date(tables.days - 1)
            yield row_problem("people", move, "movement_too_late", "date", move.date, last=until)
    for service in tables.services:
        if service.since and service.since > last:
            yield row_problem("services", service, "begins_too_late", "from", service.since, last=last)
        if service.until and service.until < tables.start:
            yield row_problem("services", service, "ended_before", "to", service.until, start=tables.start)
    for supply in tables.supply:
        if supply.since and tables.day(supply.since) >= tables.days:
            yield row_problem(
                "supply", supply, "begins_too_late", "from", supply.since, last=tables.date(tables.days - 1)
            )
    for lift in tables.lifts:
        yield from _lift_dates(tables, lift)


def _lift_dates(tables: Tables, lift: Lift) -> Iterator[Problem]:
    """A lift that never leaves, or what leaves too late to be used."""
    open_days = np.flatnonzero(find_open_days(tables, lift))
    lag = lift.transit_days + index_rows(tables, "places")[lift.destination].handling_days
    if not len(open_days):
        until = tables.date(tables.days - 1)
        yield row_problem("lifts", lift, "lift_never_leaves", lift=lift.lift, start=tables.start, last=until)
        return
    first, last = int(open_days[0]), int(open_days[-1])
    if first + lag >= tables.horizon:
        yield row_problem("lifts", lift, "lift_in_vain", lift=lift.lift, last=tables.date(tables.horizon - 1))
    elif last + lag >= tables.horizon:
        latest = tables.date(tables.horizon - 1 - lag)
        yield row_problem("lifts", lift, "lift_too_late", lift=lift.lift, latest=latest)
