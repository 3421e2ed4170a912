"""What if: the next flight fails; a rough figure is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from malja.catalogue.facts import TIERS, Tier
from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.variables import SHORTFALL_PIECE, SHORTFALL_SLOPES
from malja.lifts.plan.plan import Plan, Trip
from malja.lifts.search.rounding import TIER_WEIGHT_RATIO, weigh_objectives
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Effort, minimise
from malja.lifts.what_if.fixed_trips import (
    find_missing_shares,
    find_next_trip,
    fix_planned_trips,
    read_missing_shares,
    shorten_horizon,
    sum_carried,
)
from malja.lifts.what_if.rough_figures import RoughFigure, estimate_weight, list_rough_figures
from malja.operation.operation import Operation
from malja.problems import Failed, Problem

#: A requirement of which less than this share more is missing is not worth a word.
_NOTICED = 0.005
#: What was short already weighs so little beside what becomes short.
_OLD = 1e-3
#: So many days behind the next trip are planned again; its load hangs on fewer of them.
_AHEAD, _AHEAD_OF_LOAD = 21, 10
#: So many days behind these count, on which nothing leaves any more.
_RESERVE = 2
#: So many changes of a load are said, none of less than so many kilograms.
_MAX_CHANGES, _LEAST_KG = 5, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A need at a site that is shorter without the flight: first to last day on which it is, people at most concerned.

    `worst`: the largest share missing without the flight, `before`: with it, on that day. `person_days`: how many more.
    """

    place: str
    need: str
    tier: Tier
    first: datetime.date
    last: datetime.date
    people: float
    worst: float
    before: float
    person_days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightFails:
    """What happens if the next flight does not come and nothing takes its place; its fixed cargo is lost too.

    The later trips leave on the plan's days; what they carry is planned again, with fractions of packs (`packs`).
    `trip` is None where no trip is planned. `falls`: worst tier first, then the first day. `more`: person-days more by
    tier.
    """

    trip: Trip | None
    falls: tuple[Fall, ...]
    more: dict[Tier, float]
    packs: Literal["fractions", "whole"] = "fractions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a load would carry more (or less, negative) of an item, in kg."""

    item: str
    kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughInput:
    """A rough figure, and how the next load would change if it were as low or as high as it may be.

    `kind`: people, arrivals, standard, share, service, stock, content, ration, running, payload, trips_per_week or
    flow. `place`, `name`, `other`: what it is of (site; need, item, lift or group; of a content the need). `value`,
    `low`, `high` in `unit`. `kg_low`, `kg_high`: so much of the next load would be other goods. `low_changes`,
    `high_changes`: the largest changes. `basis`, `note`: why it is rough.
    """

    kind: str
    place: str
    name: str
    other: str
    unit: str
    value: float
    low: float
    high: float
    kg_low: float
    kg_high: float
    low_changes: tuple[Change, ...]
    high_changes: tuple[Change, ...]
    basis: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughInputs:
    """Rough figures of which the next load depends most, the one that changes it most first.

    Each is planned again at its low and its high value, with fractions of trips and packs, looking `days` days ahead.
    `tried`: so many of `rough` rough figures were planned again, those likely to matter most; the others were not.
    """

    trip: Trip | None
    days: int
    rough: int
    tried: int
    inputs: tuple[RoughInput, ...]


def find_flight_failure(operation: Operation, plan: Plan) -> FlightFails:
    """What becomes short, when and for how many, if the next flight of a plan does not come.

    Later trips leave as planned with new loads, so that as little as possible gets worse than in the plan; three weeks
    behind the flight are looked at.
    """
    trip = find_next_trip(plan)
    if trip is None:
        return FlightFails(trip=None, falls=(), more={})
    lost = (trip.lift, trip.leaves)
    left = replace(operation, committed=tuple(row for row in operation.committed if (row.lift, row.date) != lost))
    made = build_model(build_problem(shorten_horizon(left, max(operation.day(trip.leaves), 0) + _AHEAD)))
    before = read_missing_shares(made.problem, plan)
    program = fix_planned_trips(made, plan, without=trip)
    answer = minimise(program, _getting_worse(made, before), effort=Effort())
    if answer.values is None:
        raise Failed([Problem(code="nothing_found")])
    after = find_missing_shares(made, answer.values)
    falls = list(_falls(made, before, after))
    more: dict[Tier, float] = dict.fromkeys(TIERS, 0.0)
    for fall in falls:
        more[fall.tier] += fall.person_days
    return FlightFails(trip=trip, falls=tuple(falls), more=more)


def _getting_worse(made: Model, before: Floats) -> Floats:
    """What is least: shortfalls beyond those of the plan, survival far before minimum and that before target.

    What is short in the plan already is charged next to nothing: a quarter that is partly so, in part.
    """
    p, short = made.problem, made.columns.short
    cost = 1e-6 * made.aims.tie
    for m in range(len(TIERS)):
        weighted = TIER_WEIGHT_RATIO ** (len(TIERS) - 1 - m) * p.weight[:, None] * p.concerned
        for piece, slope in enumerate(SHORTFALL_SLOPES):
            new = 1.0 - np.clip((before[:, m] - SHORTFALL_PIECE * piece) / SHORTFALL_PIECE, 0.0, 1.0)
            columns = short[:, m, piece]
            there = columns >= 0
            # Tiers that ask the same share their columns: the gravest counts.
            each = (slope * weighted * np.maximum(new, _OLD))[there]
            cost[columns[there]] = np.maximum(cost[columns[there]], each)
    return cost


def _falls(made: Model, before: Floats, after: Floats) -> Iterator[Fall]:
    """Needs that are noticeably shorter, the gravest tier first, then the first day, then the most person-days."""
    p, found = made.problem, []
    for k, m in zip(*np.nonzero((after - before > _NOTICED).any(axis=2)), strict=True):
        need, worse = p.needs[int(k)], after[k, m] - before[k, m]
        days = np.flatnonzero(worse > _NOTICED)
        worst = int(days[after[k, m, days].argmax()])
        found.append(
            Fall(
                place=need.place,
                need=need.need.need,
                tier=TIERS[int(m)],
                first=p.operation.date(int(days[0])),
                last=p.operation.date(int(days[-1])),
                people=float(need.people[days].max()),
                worst=float(after[k, m, worst]),
                before=float(before[k, m, worst]),
                person_days=float((need.people[days] * worse[days]).sum()),
            )
        )
    yield from sorted(found, key=lambda fall: (TIERS.index(fall.tier), fall.first, -fall.person_days))


def rank_rough_inputs(operation: Operation, plan: Plan, *, most: int = 8) -> RoughInputs:
    """The rough figures on which the next load depends most, each planned again at its low and its high value.

    A figure is rough if its row says that it is assumed, recalled or of low confidence. It may be a fifth less or more
    if recalled, else three tenths. The `most` figures that would take most to make up for are tried.
    """
    trip = find_next_trip(plan)
    rough = list(list_rough_figures(operation))
    if trip is None:
        return RoughInputs(trip=None, days=0, rough=len(rough), tried=0, inputs=())
    near = shorten_horizon(operation, max(operation.day(trip.leaves), 0) + _AHEAD_OF_LOAD, _RESERVE)
    load = _load(near, plan, trip)
    kg = {id(figure): estimate_weight(near, figure, load, trip.lift) for figure in rough}
    rough.sort(key=lambda figure: -kg[id(figure)])
    tried = [figure for figure in rough[:most] if kg[id(figure)] > _LEAST_KG]
    inputs = [_tried(near, plan, trip, figure, load) for figure in tried]
    inputs.sort(key=lambda one: -max(one.kg_low, one.kg_high))
    return RoughInputs(trip=trip, days=near.days, rough=len(rough), tried=len(tried), inputs=tuple(inputs))


def _load(operation: Operation, plan: Plan, trip: Trip) -> dict[str, float]:
    """What the next trip carries by the plan's days with fractions of packs, kg by item."""
    made = build_model(build_problem(operation))
    values = tuple(aim.value for aim in plan.aims[:3])
    aim = weigh_objectives(made, values, plan.aims[3].value)
    answer = minimise(fix_planned_trips(made, plan), aim, effort=Effort())
    if answer.values is None:
        raise Failed([Problem(code="nothing_found")])
    return sum_carried(made, answer.values, trip.lift, trip.leaves)


def _tried(operation: Operation, plan: Plan, trip: Trip, figure: RoughFigure, load: dict[str, float]) -> RoughInput:
    low, high = (_changes(load, _load(figure.at(operation, value), plan, trip)) for value in (figure.low, figure.high))
    return RoughInput(
        kind=figure.kind,
        place=figure.place,
        name=figure.name,
        other=figure.other,
        unit=figure.unit,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        kg_low=_kg(low),
        kg_high=_kg(high),
        low_changes=low[:_MAX_CHANGES],
        high_changes=high[:_MAX_CHANGES],
        basis=figure.basis,
        note=figure.note,
    )


def _changes(before: dict[str, float], after: dict[str, float]) -> tuple[Change, ...]:
    """What differs by more than dust, the largest difference first."""
    items = sorted(before.keys() | after.keys())
    found = [Change(item=item, kg=after.get(item, 0.0) - before.get(item, 0.0)) for item in items]
    return tuple(sorted((one for one in found if abs(one.kg) > _LEAST_KG), key=lambda one: -abs(one.kg)))


def _kg(changes: tuple[Change, ...]) -> float:
    """So much of the load would be other goods: what comes in or what goes out, whichever is more."""
    return max(sum(one.kg for one in changes if one.kg > 0), sum(-one.kg for one in changes if one.kg < 0))
