"""A quick answer: what is short now, what runs out first, what to ask for on the next flight."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from malja.catalogue.facts import TIERS, Item, Need, Tier
from malja.cover.cover import Cover, find_covers, list_first_to_run_out
from malja.lifts.plan.plan import Plan, Trip
from malja.lifts.search.planning import plan_lifts
from malja.operation.counted_contents import list_counted_contents
from malja.operation.operation import Operation
from malja.operation.rows import Lift
from malja.operation.stowage import StowageTable
from malja.quick.questions import Answers
from malja.quick.rough_operation import build_rough_operation

#: A need counts as short after the flight from this share of it that is missing.
_SLIGHT = 0.01

#: So long after the flight what is still short is looked at: what it brought is set up by then.
_SETTLED_DAYS = 7

#: The planner may take this long, in seconds, and stop this near to the best (share of each aim).
SECONDS, GAP = 20.0, 0.01

#: Less than this share of a pack is rounding of the solver, not a wish.
_PACK_DUST = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An item to ask for: whole packs, units, kilograms and cubic metres in all, and the needs it is for."""

    item: Item
    packs: int
    quantity: float
    kg: float
    m3: float
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """A need that is short a week after the flight all the same: at its gravest tier, the share that is missing."""

    need: Need
    tier: Tier
    short: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickAnswer:
    """The answer: `now` is short today, `later` runs out within the horizon, each the earliest and gravest first.

    `asks` fit the flight, in the tables' order; `still` is short a week after it, the gravest first; `settled` is that
    day.
    """

    answers: Answers
    operation: Operation
    now: tuple[Cover, ...]
    later: tuple[Cover, ...]
    plan: Plan
    asks: tuple[Ask, ...]
    settled: datetime.date
    still: tuple[Still, ...]

    @property
    def lifts(self) -> tuple[Lift, ...]:
        """What comes next, a lift for each type of vehicle, with the kg and m3 that one vehicle carries."""
        return self.operation.lifts


def give_quick_answer(answers: Answers, today: datetime.date) -> QuickAnswer:
    """Answer for a site of which little is known; see `malja.quick.rough_operation` for what is assumed.

    Packs are planned as fractions, which takes a moment only, and then made whole within what the flight carries.
    """
    operation = build_rough_operation(answers, today)
    covers = list_first_to_run_out(find_covers(operation))
    made = plan_lifts(replace(operation, whole_packs=False), seconds=SECONDS, gap=GAP)
    settled = operation.date(min(answers.flight + _SETTLED_DAYS, operation.horizon - 1))
    return QuickAnswer(
        answers=answers,
        operation=operation,
        now=tuple(one for one in covers if one.short),
        later=tuple(one for one in covers if not one.short),
        plan=made,
        asks=choose_asks(operation, made),
        settled=settled,
        still=find_still_short(operation, made, settled),
    )


def choose_asks(operation: Operation, made: Plan) -> tuple[Ask, ...]:
    """The cargo of what comes next in whole packs, in the tables' order.

    Of each trip whole packs of what the plan carries first, then the packs it carries the largest part of, as long
    as they fit.
    """
    items = {item.item: item for item in operation.items}
    packs: dict[str, int] = {}
    for trip in made.trips:
        lift = next(one for one in operation.lifts if one.lift == trip.lift)
        for name, number in _choose_load(operation, lift, trip, items).items():
            packs[name] = packs.get(name, 0) + number
    return tuple(_ask(operation, item, packs[item.item]) for item in operation.items if packs.get(item.item))


def _choose_load(operation: Operation, lift: Lift, trip: Trip, items: dict[str, Item]) -> dict[str, int]:
    """The whole packs of a trip, by item."""
    wanted: dict[str, float] = {}
    for cargo in trip.cargo:
        wanted[cargo.item] = wanted.get(cargo.item, 0.0) + (cargo.packs or 0.0)
    packs = {name: math.floor(number + _PACK_DUST) for name, number in wanted.items()}
    for name in sorted(wanted, key=lambda name: packs[name] - wanted[name]):
        more = {**packs, name: packs[name] + 1}
        if wanted[name] - packs[name] > _PACK_DUST and _fits(operation, lift, trip.vehicles or 1, more, items):
            packs = more
    return packs


def _fits(operation: Operation, lift: Lift, vehicles: int, packs: dict[str, int], items: dict[str, Item]) -> bool:
    """Whether packs fit so many vehicles as they are stowed: with their boxes, pallets and the room that is lost."""
    stowage = StowageTable(operation)
    room = stowage.find_capacity(lift, margin=True)
    kg = sum(stowage.measure_kg(lift, items[name]) * number for name, number in packs.items())
    m3 = sum(stowage.measure_m3(lift, items[name]) * number for name, number in packs.items())
    return kg <= vehicles * room.payload_kg and m3 <= vehicles * room.volume_m3


def _ask(operation: Operation, item: Item, packs: int) -> Ask:
    gives = {content.need for content in list_counted_contents(operation) if content.item == item.item}
    return Ask(
        item=item,
        packs=packs,
        quantity=packs * item.pack_quantity,
        kg=packs * item.pack_kg,
        m3=packs * item.pack_m3,
        needs=tuple(need for need in operation.needs if need.need in gives),
    )


def find_still_short(operation: Operation, made: Plan, date: datetime.date) -> tuple[Still, ...]:
    """What is short on a day, each need at its gravest tier, the gravest tier and the weightiest need first."""
    needs = {need.need: need for need in operation.needs}
    short = [
        Still(need=needs[row.need], tier=tier, short=row.short[tier])
        for row in made.coverage
        if row.date == date
        for tier in _gravest(row.short)
    ]
    return tuple(sorted(short, key=lambda one: (TIERS.index(one.tier), -one.short * one.need.weight)))


def _gravest(short: dict[Tier, float]) -> Iterable[Tier]:
    return [tier for tier in TIERS if short.get(tier, 0.0) > _SLIGHT][:1]
