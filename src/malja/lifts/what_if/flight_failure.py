"""What if the next flight fails: who falls short of what, when and for how many."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from malja.catalogue.facts import TIERS, Tier
from malja.lifts.model.model import TIER_WEIGHT_RATIO, Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.shortfall_charge import SHORTFALL_PIECE, SHORTFALL_SLOPES
from malja.lifts.plan.plan import Plan, Trip
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Effort, minimise
from malja.lifts.what_if.fixed_trips import (
    find_missing_shares,
    find_next_trip,
    fix_planned_trips,
    read_missing_shares,
    shorten_horizon,
)
from malja.operation.operation import Operation
from malja.problems import Failed, Problem

#: A share of a requirement that is missing besides, below which a need is not listed.
_LEAST_SHARE = 0.005
#: The weight of what is short in the plan already, against what becomes short.
_OLD_WEIGHT = 1e-3
#: Days behind the flight that are planned again.
_DAYS_AHEAD = 21


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
    model = build_model(build_problem(shorten_horizon(left, max(operation.day(trip.leaves), 0) + _DAYS_AHEAD)))
    before = read_missing_shares(model.problem, plan)
    program = fix_planned_trips(model, plan, without=trip)
    answer = minimise(program, _weigh_new_shortfalls(model, before), effort=Effort())
    if answer.values is None:
        raise Failed([Problem(code="nothing_found")])
    after = find_missing_shares(model, answer.values)
    falls = list(_list_falls(model, before, after))
    more: dict[Tier, float] = dict.fromkeys(TIERS, 0.0)
    for fall in falls:
        more[fall.tier] += fall.person_days
    return FlightFails(trip=trip, falls=tuple(falls), more=more)


def _weigh_new_shortfalls(model: Model, before: Floats) -> Floats:
    """The objective: shortfalls beyond the plan's, survival weighed far above minimum and that above target.

    What is short in the plan already weighs next to nothing; of a quarter that is partly short, that part.
    """
    p, short = model.problem, model.columns.short
    cost = 1e-6 * model.aims.tie
    for m in range(len(TIERS)):
        weighted = TIER_WEIGHT_RATIO ** (len(TIERS) - 1 - m) * p.weight[:, None] * p.concerned
        for piece, slope in enumerate(SHORTFALL_SLOPES):
            new = 1.0 - np.clip((before[:, m] - SHORTFALL_PIECE * piece) / SHORTFALL_PIECE, 0.0, 1.0)
            columns = short[:, m, piece]
            there = columns >= 0
            # Tiers that ask the same share their columns: the gravest counts.
            each = (slope * weighted * np.maximum(new, _OLD_WEIGHT))[there]
            cost[columns[there]] = np.maximum(cost[columns[there]], each)
    return cost


def _list_falls(model: Model, before: Floats, after: Floats) -> Iterator[Fall]:
    """Needs that are noticeably shorter, the gravest tier first, then the first day, then the most person-days."""
    p, falls_found = model.problem, []
    for k, m in zip(*np.nonzero((after - before > _LEAST_SHARE).any(axis=2)), strict=True):
        need, worse = p.needs[int(k)], after[k, m] - before[k, m]
        days = np.flatnonzero(worse > _LEAST_SHARE)
        worst = int(days[after[k, m, days].argmax()])
        falls_found.append(
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
    yield from sorted(falls_found, key=lambda fall: (TIERS.index(fall.tier), fall.first, -fall.person_days))
