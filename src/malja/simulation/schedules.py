"""What is to leave from now on, as malja plans it or as the rule of today fills it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from malja.cover.rule.fill_by_cover import fill_by_cover
from malja.lifts.plan.plan import Plan
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from malja.simulation.aged_items import find_own_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """What a lift is to carry on a day (of the whole operation): packs by item, committed cargo left out."""

    lift: str
    day: int
    packs: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Departures, and packs of assets to be bought at sites by day, place and item."""

    departures: tuple[Departure, ...]
    buys: dict[tuple[int, str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way of planning: its code, how it makes a schedule, and how many days before its need everything is to come."""

    code: str
    make: Callable[[Operation, int], Schedule]
    keep: int = 0


def plan_as_malja(
    operation: Operation, first: int, *, seconds: float | None = None, stop: Callable[[], bool] | None = None
) -> Schedule:
    """The schedule of malja's plan; the operation starts on day `first` of the whole one."""
    return read_schedule(operation, plan_lifts(operation, seconds=seconds, stop=stop), first)


def read_schedule(operation: Operation, plan: Plan, first: int) -> Schedule:
    """What a plan lets leave beyond committed cargo, and the assets that it buys at sites."""
    pack = {item.item: item.pack_quantity for item in operation.items}
    packs: dict[tuple[str, int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for trip in plan.trips:
        for line in trip.cargo:
            amount = line.quantity / pack[line.item] if line.packs is None else line.packs
            packs[trip.lift, operation.day(trip.leaves)][line.item] += amount
    for row in operation.committed:
        key = row.lift, operation.day(row.date)
        if key in packs:
            packs[key][row.item] -= row.packs
    sites = {place.place for place in operation.places if place.role == "site"}
    assets = {item.item for item in operation.items if item.kind == "asset"}
    buys: dict[tuple[int, str, str], float] = defaultdict(float)
    for buy in plan.buys:
        if buy.place in sites and buy.item in assets and find_own_name(buy.item) == buy.item:
            buys[first + operation.day(buy.date), buy.place, buy.item] += buy.quantity / pack[buy.item]
    return Schedule(departures=_departures(packs, first), buys=dict(buys))


def fill_as_today(operation: Operation, first: int, days: int | None = None) -> Schedule:
    """The schedule of the days-of-cover rule, for so many days."""
    packs: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    for (lift, item, day), amount in fill_by_cover(operation, days).loads.items():
        packs[lift, day][item] = amount
    return Schedule(departures=_departures(packs, first))


def hold_cover(operation: Operation, days: int) -> Operation:
    """The operation as it is planned to hold so many days of cover: sites seem to take so much longer to handle goods.

    Whoever plans it brings everything `days` before it is needed (a safety time).
    """
    if not days:
        return operation
    places = tuple(
        replace(place, handling_days=place.handling_days + days) if place.role == "site" else place
        for place in operation.places
    )
    return replace(operation, places=places)


def _departures(packs: dict[tuple[str, int], dict[str, float]], first: int) -> tuple[Departure, ...]:
    """In the order of days and lifts; several ages of an item are one item again."""
    departures = []
    for (lift, day), by_item in sorted(packs.items(), key=lambda one: (one[0][1], one[0][0])):
        own: dict[str, float] = defaultdict(float)
        for item, amount in by_item.items():
            if amount > 1e-9:
                own[find_own_name(item)] += amount
        if own and day >= 0:
            departures.append(Departure(lift=lift, day=first + day, packs=dict(own)))
    return tuple(departures)
