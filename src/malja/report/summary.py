"""The plan in short, as figures: what is urgent, what is short, what limits it, the next trips, what to ask for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from malja.catalogue.facts import TIERS
from malja.cover.urgency import Urgency
from malja.lifts.model.vehicle_loading import Room
from malja.lifts.plan.plan import Limit, Plan, Trip
from malja.operation.headcount import count_present
from malja.operation.rows import Tables
from malja.report.limits import find_step_worth
from malja.report.reasons import Loaded, sort_loaded
from malja.report.shortfalls import Shortfall, find_shortfalls
from malja.report.trip_loads import find_fixed_quantity, find_room
from malja.report.unpriced import Unpriced, find_unpriced
from malja.report.words import Words

#: The most shortfalls, trips, limits, cargo lines, items and urgent needs of the summary; the rest is counted.
MOST_SHORTFALLS, _MOST_TRIPS, MOST_LIMITS, MOST_LOADED, MOST_ASKED, MOST_URGENT = 12, 3, 4, 10, 12, 3

#: Less than this share of the most that the same harm comes to, in weighted person-days, makes no headline.
_HEADLINE_SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One of the next trips: what it carries, by what it is for, the most urgent first, and its vehicles' room."""

    trip: Trip
    room: Room
    loaded: tuple[Loaded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """An item to buy or ask for in all: units, kilograms, cost, and the first day on which it must be at hand.

    `priced`: the price of all of it is known.
    """

    item: str
    quantity: float
    kg: float
    cost: float
    first: datetime.date
    priced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What stands in the summary of a plan; `slight`: shortfalls too small to list; `headline` None: nothing is short.

    `urgencies`: what is short or runs out if nothing more comes, the gravest harm first.

    `people`: the most people at all sites together on a day that the plan covers.
    """

    plan: Plan
    urgencies: tuple[Urgency, ...] = ()
    headline: Shortfall | None
    shortfalls: tuple[Shortfall, ...]
    slight: int
    people: float
    limits: tuple[Limit, ...]
    coming: tuple[Coming, ...]
    trips: int
    asked: tuple[AskedItem, ...]
    cost: float
    unpriced: Unpriced


def summarise_plan(operation: Tables, plan: Plan, urgencies: tuple[Urgency, ...] = ()) -> Summary:
    """The summary of a plan for a field worker, the most urgent first; `urgencies`: of the operation."""
    shortfalls, slight = find_shortfalls(operation, plan)
    leaving = _next(plan)
    words = Words(operation)
    unpriced = find_unpriced(operation, plan)
    cost = next((aim.value for aim in plan.aims if aim.aim == "cost"), 0.0)
    return Summary(
        plan=plan,
        urgencies=urgencies,
        headline=find_headline(shortfalls),
        shortfalls=shortfalls,
        slight=slight,
        people=_people(operation),
        limits=_limits(plan.limits),
        coming=tuple(_coming(operation, plan, number, words) for number in leaving[:_MOST_TRIPS]),
        trips=len(leaving),
        asked=_asked(operation, plan, unpriced),
        cost=cost,
        unpriced=unpriced,
    )


def find_headline(shortfalls: Iterable[Shortfall]) -> Shortfall | None:
    """The first of the shortfalls, in the order of all lacks, that is not a small one beside those of the same harm."""
    in_order = tuple(shortfalls)
    gravest = [one for one in in_order if one.severity.harm == in_order[0].severity.harm]
    most = max((one.weight * one.person_days for one in gravest), default=0.0)
    return next((one for one in gravest if one.weight * one.person_days >= _HEADLINE_SHARE * most), None)


def _next(plan: Plan) -> list[int]:
    """Numbers of the trips by day of leaving; a plan that only goes by road shows the road's days."""
    numbers = [n for n, trip in enumerate(plan.trips) if trip.vehicles] or list(range(len(plan.trips)))
    return sorted(numbers, key=lambda number: plan.trips[number].leaves)


def _coming(operation: Tables, plan: Plan, number: int, words: Words) -> Coming:
    trip = plan.trips[number]
    loaded = [
        Loaded(cargo=cargo, fixed=find_fixed_quantity(operation, trip, cargo.item) >= cargo.quantity * (1 - 1e-9))
        for cargo in trip.cargo
    ]
    return Coming(trip=trip, room=find_room(operation, trip), loaded=sort_loaded(words, loaded))


def _limits(limits: Iterable[Limit]) -> tuple[Limit, ...]:
    """Limits in the order of the aims they hold back, then of what a step more of them is worth."""
    order = (*TIERS, "cost")
    return tuple(sorted(limits, key=lambda limit: (order.index(limit.aim), -find_step_worth(limit))))


def _asked(operation: Tables, plan: Plan, unpriced: Unpriced) -> tuple[AskedItem, ...]:
    """What has to be bought or requested in all, the heaviest first."""
    items = {item.item: item for item in operation.items}
    asked: dict[str, AskedItem] = {}
    for buy in plan.buys:
        before = asked.get(buy.item)
        item = items[buy.item]
        asked[buy.item] = AskedItem(
            item=buy.item,
            quantity=buy.quantity + (before.quantity if before else 0.0),
            kg=buy.quantity / item.pack_quantity * item.pack_kg + (before.kg if before else 0.0),
            cost=buy.cost + (before.cost if before else 0.0),
            first=min(buy.date, before.first) if before else buy.date,
            priced=buy.item not in unpriced.goods,
        )
    return tuple(sorted(asked.values(), key=lambda one: -one.kg))


def _people(operation: Tables) -> float:
    """The most people at all sites together on any day."""
    return max((float(sum(heads)) for heads in zip(*count_present(operation).values(), strict=True)), default=0.0)
