"""What was assumed, and what is worth knowing before planning, of an operation that is in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from malja.operation.figures import found
from malja.operation.fixed_cargo import fixed_cargo
from malja.operation.operation import Operation
from malja.operation.reach import listed, lived_in, what_cannot_come
from malja.operation.references import names
from malja.operation.rows import Lift, Tables
from malja.operation.uncertain import own, uncertain
from malja.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Notices of one kind; `title` is a code of the language's section `check`."""

    title: Literal["assumed", "cannot_come", "dates", "fixed_cargo", "sources"]
    notices: tuple[Problem, ...]


def check_report(operation: Operation) -> tuple[Section, ...]:
    """Everything worth knowing about an operation that is in order, by kind; kinds without a notice are left out."""
    sections = (
        Section(title="assumed", notices=(*operation.notices, *_assumed(operation))),
        Section(title="cannot_come", notices=(*what_cannot_come(operation), *_storage(operation))),
        Section(title="dates", notices=tuple(_dates(operation))),
        Section(title="fixed_cargo", notices=tuple(fixed_cargo(operation))),
        Section(title="sources", notices=tuple(uncertain(operation))),
    )
    return tuple(section for section in sections if section.notices)


def notices(operation: Operation) -> tuple[Problem, ...]:
    """The notices of `check_report`, one after the other."""
    return tuple(notice for section in check_report(operation) for notice in section.notices)


def _assumed(tables: Tables) -> Iterator[Problem]:
    """Limits that nobody gave, and figures that change nothing."""
    if not lived_in(tables):
        yield Problem(code="no_people", file="people")
    if not tables.lifts:
        yield Problem(code="no_lifts", file="lifts")
    roomy = [place.place for place in tables.places if place.storage_m3 is None and place.role != "source"]
    if roomy:
        yield Problem.at(None, "storage_unlimited", places=listed(roomy))
    for lift in tables.lifts:
        if lift.mode == "flow" and lift.payload_kg is not None:
            yield found("lifts", lift, "changes_nothing", "payload_kg", lift.payload_kg)
    endless = [lift.lift for lift in tables.lifts if _is_endless(lift)]
    if endless:
        yield Problem.at(None, "lifts_unlimited", lifts=listed(endless))
    endless_goods = Counter(row.place for row in tables.supply if row.quantity is None)
    if endless_goods:
        said = [f"{place} ({goods})" for place, goods in endless_goods.items()]
        yield Problem.at(None, "supply_unlimited", places=listed(said))
    idle = {"consumable": ("setup_days", "life_days"), "asset": ("max_per_person_day",)}
    for item in own(tables, "items"):
        for column in idle[item.kind]:
            if getattr(item, column):
                yield found("items", item, "changes_nothing", column, getattr(item, column))


def _is_endless(lift: Lift) -> bool:
    """Whether nothing says how much a lift carries at once: by weight, as a flow; by weight or volume, as a trip."""
    if lift.mode == "flow":
        return lift.kg_per_day is None
    return not lift.vehicle and (lift.payload_kg is None or lift.volume_m3 is None)


def _storage(tables: Tables) -> Iterator[Problem]:
    """Stock that is larger than the room for it; assets at a site stand, and take none."""
    items = names(tables, "items")
    for place in tables.places:
        kept = [row for row in tables.stock if row.place == place.place]
        if place.role == "site":
            kept = [row for row in kept if items[row.item].kind == "consumable"]
        room = sum(row.quantity / items[row.item].pack_quantity * items[row.item].pack_m3 for row in kept)
        if place.storage_m3 is not None and room > place.storage_m3 * (1 + 1e-9):
            yield found("places", place, "stock_over_storage", "storage_m3", place.storage_m3, m3=f"{room:,.4g}")


def _dates(tables: Tables) -> Iterator[Problem]:
    """Rows whose dates keep them out of the days that are planned."""
    last = tables.date(tables.horizon - 1)
    for move in tables.people:
        if tables.day(move.date) >= tables.days:
            until = tables.date(tables.days - 1)
            yield found("people", move, "movement_too_late", "date", move.date, last=until)
    for service in tables.services:
        if service.since and service.since > last:
            yield found("services", service, "begins_too_late", "from", service.since, last=last)
        if service.until and service.until < tables.start:
            yield found("services", service, "ended_before", "to", service.until, start=tables.start)
    for supply in tables.supply:
        if supply.since and tables.day(supply.since) >= tables.days:
            yield found("supply", supply, "begins_too_late", "from", supply.since, last=tables.date(tables.days - 1))
    for lift in tables.lifts:
        yield from _lift_dates(tables, lift)


def _lift_dates(tables: Tables, lift: Lift) -> Iterator[Problem]:
    """A lift that never leaves, or what leaves too late to be used."""
    first = max(0, tables.day(lift.first)) if lift.first else 0
    last = min(tables.days - 1, tables.day(lift.last)) if lift.last else tables.days - 1
    lag = lift.transit_days + names(tables, "places")[lift.destination].handling_days
    if last < first:
        until = tables.date(tables.days - 1)
        yield found("lifts", lift, "lift_never_leaves", lift=lift.lift, start=tables.start, last=until)
    elif first + lag >= tables.horizon:
        yield found("lifts", lift, "lift_in_vain", lift=lift.lift, last=tables.date(tables.horizon - 1))
    elif last + lag >= tables.horizon:
        latest = tables.date(tables.horizon - 1 - lag)
        yield found("lifts", lift, "lift_too_late", lift=lift.lift, latest=latest)
