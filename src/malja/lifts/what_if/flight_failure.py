"""What if the next flight fails: who falls short of what, when and for how many."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from malja.catalogue.facts import TIERS, Tier
from malja.cover.severity import judge_severity, rank_lack
from malja.lifts.model.basket_rows import charge_basket
from malja.lifts.model.model import TIER_WEIGHT_RATIO, Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.shortfall_charge import SHORTFALL_PIECE, SHORTFALL_SLOPES
from malja.lifts.plan.plan import LoadLack, Plan, Trip
from malja.lifts.search.stages import solve_stages
from malja.lifts.search.unavoidable_shortfall import choose_effort_for_values
from malja.lifts.solver.matrix import Floats, scatter
from malja.lifts.solver.program import Program, minimise
from malja.lifts.what_if.fixed_trips import (
    find_missing_shares,
    find_next_trip,
    fix_planned_trips,
    read_missing_shares,
    shorten_horizon,
)
from malja.lifts.what_if.left_behind import NOTICED, LeftBehind
from malja.lifts.what_if.planned_loads import fix_planned_loads
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

    `as_planned`: what is short if all later loads stay as they are, which is how the reasons of loads are found too,
    tier by tier, in the order of all lacks. Else the later trips leave on the plan's days, and what they carry is
    planned again, with fractions of packs (`packs`): `falls`, in that order too, and `more`, person-days more by tier.
    `trip` is None where no trip is planned.
    """

    trip: Trip | None
    falls: tuple[Fall, ...]
    more: dict[Tier, float]
    packs: Literal["fractions", "whole"] = "fractions"
    as_planned: tuple[LoadLack, ...] = ()


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
    after = find_missing_shares(model, _load_again(model, program, before))
    falls = list(_list_falls(model, before, after))
    more: dict[Tier, float] = dict.fromkeys(TIERS, 0.0)
    for fall in falls:
        more[fall.tier] += fall.person_days
    return FlightFails(trip=trip, falls=tuple(falls), more=more, as_planned=_leave_trip(operation, plan, trip))


def _leave_trip(operation: Operation, plan: Plan, trip: Trip) -> tuple[LoadLack, ...]:
    """What is noticeably short of each tier if all that a trip carries stays behind and all else goes as planned."""
    behind = LeftBehind(fix_planned_loads(operation, plan))
    lines = [line for line in behind.loads.lines if plan.trips[line.trip] is trip]
    lacks = (lack for tier in range(len(TIERS)) for lack in behind.find_lacks(lines, tier))
    return tuple(behind.sort_lacks(lack for lack in lacks if lack.worst > NOTICED))


def _load_again(model: Model, program: Program, before: Floats) -> Floats:
    """The solution with the least shortfalls beyond the plan's; with a basket in the stages of a plan."""
    effort = replace(choose_effort_for_values(model), precise=False)
    if model.basket is None:
        answer = minimise(program, _weigh_new_shortfalls(model, before), effort=effort)
        values = answer.values
    else:
        found = solve_stages(_judge_new_shortfalls(model, before), program, effort, count=len(TIERS), slip=False)
        values = None if found is None else found.x
    if values is None:
        raise Failed([Problem(code="nothing_found")])
    return values


def _find_new_parts(before: Floats) -> Floats:
    """[need, tier, piece, day] how much a shortfall counts: 1 if the plan has none there, next to nothing if all.

    Of a piece that is partly short in the plan, the other part.
    """
    pieces = np.stack([(before - SHORTFALL_PIECE * n) / SHORTFALL_PIECE for n in range(len(SHORTFALL_SLOPES))], axis=2)
    new: Floats = np.maximum(1.0 - np.clip(pieces, 0.0, 1.0), _OLD_WEIGHT)
    return new


def _weigh_new_shortfalls(model: Model, before: Floats) -> Floats:
    """The objective: shortfalls beyond the plan's, survival weighed far above minimum and that above target."""
    p, short, new = model.problem, model.columns.short, _find_new_parts(before)
    cost = 1e-6 * model.aims.tie
    for m in range(len(TIERS)):
        weighted = TIER_WEIGHT_RATIO ** (len(TIERS) - 1 - m) * p.weight[:, None] * p.concerned
        for piece, slope in enumerate(SHORTFALL_SLOPES):
            columns = short[:, m, piece]
            there = columns >= 0
            # Tiers that ask the same share their columns: the gravest counts.
            each = (slope * weighted * new[:, m, piece])[there]
            cost[columns[there]] = np.maximum(cost[columns[there]], each)
    return cost


def _judge_new_shortfalls(model: Model, before: Floats) -> Model:
    """The model whose aims are the shortfalls beyond the plan's, and which charges its basket as a plan does.

    Where energy is short in the plan the basket is charged as much less as that shortfall is: hunger comes first.
    """
    p, new = model.problem, _find_new_parts(before)
    weighted = p.weight[:, None, None] * p.concerned[:, None] * np.array(SHORTFALL_SLOPES)[:, None]
    aims = []
    for m in range(len(TIERS)):
        aim = np.zeros(len(model.program.upper))
        scatter(aim, model.columns.short[:, m], weighted * new[:, m])
        aims.append(aim)
    asked = p.required[:, :, None] > 0
    least = np.where(asked, new, 1.0).min(axis=(1, 2))
    basket = charge_basket(replace(p, concerned=p.concerned * least), model.basket, len(model.program.upper))
    hunger = np.where(model.aims.hunger > 0, aims[2], 0.0)
    shortfall = (aims[0], aims[1], aims[2])
    return replace(model, aims=replace(model.aims, shortfall=shortfall, basket=basket, hunger=hunger))


def _list_falls(model: Model, before: Floats, after: Floats) -> Iterator[Fall]:
    """Needs that are noticeably shorter, in the order of all lacks, then the most person-days."""
    p, falls_found = model.problem, list[tuple[tuple[float, ...], Fall]]()
    for k, m in zip(*np.nonzero((after - before > _LEAST_SHARE).any(axis=2)), strict=True):
        need, worse = p.needs[int(k)], after[k, m] - before[k, m]
        days = np.flatnonzero(worse > _LEAST_SHARE)
        worst = int(days[after[k, m, days].argmax()])
        fall = Fall(
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
        severity = judge_severity(need.need, fall.tier, min(1.0, fall.worst))
        order = rank_lack(severity, fall.first, need.need.weight)
        falls_found.append(((*order, int(m), -fall.person_days), fall))
    yield from (fall for _, fall in sorted(falls_found, key=lambda one: one[0]))
