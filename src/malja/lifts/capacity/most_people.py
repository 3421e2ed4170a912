"""The most people that a site can hold at a tier, the needs that limit it, and what each step more would add."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.capacity.people_model import PeopleModel
from malja.lifts.model.limit_steps import LimitStep
from malja.lifts.search.exact import is_small
from malja.lifts.search.stages import fix_columns, solve_stages
from malja.lifts.search.unavoidable_shortfall import (
    choose_effort,
    choose_effort_for_values,
    find_unavoidable_shortfall,
)
from malja.lifts.search.whole_numbers.trip_rounding import round_up_cumulated_trips
from malja.lifts.solver.matrix import Bools, Floats, gather, scatter
from malja.lifts.solver.program import Answer, Effort, Program, Session, minimise
from malja.lifts.solver.tolerances import HOLD_TOLERANCE, PEOPLE_TOLERANCE, PRICE_TOLERANCE
from malja.operation.operation import Operation
from malja.problems import Failed, Problem

#: How many limits are solved again, those with the highest prices; of a large operation fewer.
_MAX_TRIED, _FEW_TRIED = 8, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedStep:
    """A step, and how many more people the site can hold with it."""

    step: LimitStep
    people: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MostPeople:
    """The most people, with fractions of trips and packs; `aside` [need]: needs left aside for it, `holding` [need]:
    those that one person more would miss. `x`: the solution.
    """

    people: float
    aside: Bools
    short: Bools
    """Of these, needs of which those who came before have too little."""
    holding: Bools
    limits: tuple[TriedStep, ...]
    more: tuple[TriedStep, ...]
    x: Floats


def find_most_people(
    heads: PeopleModel, before: tuple[float, ...], tier: int, short: Bools | None = None
) -> MostPeople:
    """The most people at a tier; `before` is the unavoidable shortfall before the day and at other sites.

    Needs of which there is nothing, or too little for those who came before, are left aside; needs `short` at an
    earlier tier are so at this one, too.
    """
    program = heads.holding(tier, before[: tier + 1])
    how_far = choose_effort(heads.model)
    aside = heads.missing[tier].copy() if short is None else heads.missing[tier] | short
    session = Session(program, heads.goal(tier), how_far)
    answer = _solve_without(session, heads, tier, aside)
    known = np.zeros_like(aside) if short is None else short
    if answer.values is None:
        known = known | _find_too_little(program, heads, tier, how_far)
        aside |= known
        answer = _solve_without(session, heads, tier, aside)
    while (
        answer.values is not None
        and -answer.value * heads.scale < 1.0
        and (more := _find_limiting_needs(heads, tier, answer) & ~aside).any()
    ):
        aside = aside | more
        answer = _solve_without(session, heads, tier, aside)
    if answer.values is None:
        return MostPeople(
            people=0.0,
            aside=aside,
            short=known,
            holding=np.zeros_like(aside),
            limits=(),
            more=(),
            x=np.zeros(len(program.upper)),
        )
    caps = heads.hold_basket(_let_aside(heads, program, tier, aside), tier, -answer.value * heads.scale)
    if caps:
        session = Session(program.with_caps(*caps), heads.goal(tier), how_far)
        within = _solve_without(session, heads, tier, aside)
        answer = answer if within.values is None else within
    assert answer.values is not None  # noqa: S101 - the loop ends with a solution or has returned
    _hold_other_shortfalls(session, heads, answer.values)
    tried = _try_steps(session, heads, answer)
    return MostPeople(
        people=-answer.value * heads.scale,
        aside=aside,
        short=known,
        holding=_find_limiting_needs(heads, tier, answer),
        limits=tuple(sorted((one for one in tried if _has_price(answer, one.step)), key=lambda one: -one.people)),
        more=tuple(one for one in tried if one.step.always),
        x=answer.values,
    )


def _solve_without(session: Session, heads: PeopleModel, tier: int, aside: Bools) -> Answer:
    """The most people with some needs left aside."""
    columns = heads.aside[tier]
    session.set_bounds(columns, np.zeros(len(columns)), np.where(aside, np.inf, 0.0))
    return session.solve()


def _find_too_little(program: Program, heads: PeopleModel, tier: int, how_far: Effort) -> Bools:
    """Needs that fall short even if nobody more comes: there is too little for those who came before."""
    upper, columns = program.upper.copy(), heads.aside[tier]
    upper[columns] = np.inf
    missing = np.zeros(len(upper))
    missing[columns] = 1.0
    answer = minimise(program.with_bounds(program.lower, upper), missing, effort=how_far)
    if answer.values is None:
        return np.zeros(len(columns), dtype=bool)
    return np.asarray(answer.values[columns] > PEOPLE_TOLERANCE / heads.scale, dtype=bool)


def _find_limiting_needs(heads: PeopleModel, tier: int, answer: Answer) -> Bools:
    """[need] whether one person more would fall short of it."""
    if answer.duals is None:
        return np.zeros(len(heads.needs), dtype=bool)
    prices = gather(answer.duals, heads.rows[tier])
    return np.asarray((np.abs(prices) > PRICE_TOLERANCE).any(axis=1), dtype=bool)


def _has_price(answer: Answer, step: LimitStep) -> bool:
    """Whether a step has a dual price."""
    assert answer.reduced_costs is not None  # noqa: S101 - a linear program that was solved
    return float(-answer.reduced_costs[step.columns].sum()) > PRICE_TOLERANCE


def _hold_other_shortfalls(session: Session, heads: PeopleModel, x: Floats) -> None:
    """Hold each shortfall elsewhere and before the day at its value in `x`, whatever step is tried.

    Holding only their sum would let a step pay for one shortfall with another.
    """
    short = heads.model.columns.short.copy()
    short[heads.needs, :, :, heads.since :] = -1
    columns = np.unique(short[short >= 0])
    session.set_bounds(columns, np.zeros(len(columns)), np.maximum(x[columns], 0.0) + HOLD_TOLERANCE)


def _try_steps(session: Session, heads: PeopleModel, answer: Answer) -> list[TriedStep]:
    """The steps that are always reported, and those with the highest prices, each solved again."""
    assert answer.reduced_costs is not None  # noqa: S101 - a linear program that was solved
    prices = {id(step): float(-answer.reduced_costs[step.columns].sum()) for step in heads.steps}
    best = sorted(
        (step for step in heads.steps if prices[id(step)] > PRICE_TOLERANCE), key=lambda step: -prices[id(step)]
    )
    wanted = {
        id(step)
        for step in [
            *best[: _MAX_TRIED if is_small(heads.model) else _FEW_TRIED],
            *(step for step in heads.steps if step.always),
        ]
    }
    basis, results = session.basis(), []
    for step in heads.steps:
        if id(step) in wanted:
            closed = np.zeros(len(step.columns))
            session.set_bounds(step.columns, closed, np.full(len(step.columns), step.upper))
            after = session.solve()
            more = 0.0 if after.values is None else (answer.value - after.value) * heads.scale
            results.append(TriedStep(step=step, people=max(0.0, more)))
            session.set_bounds(step.columns, closed, closed)
            session.restore(basis)
    return results


def find_shortfall_elsewhere(
    heads: PeopleModel, operation: Operation, *, whole: bool = False, count: int = 3
) -> tuple[float, ...]:
    """The unavoidable shortfall by tier before the day and at other sites, with nobody at the site from its day on.

    `operation` is planned to the day alone where nobody lives elsewhere: it comes to the same and is much faster.
    """
    if sum(place.role == "site" for place in operation.places) == 1:
        return find_unavoidable_shortfall(operation, heads.since, whole=whole, count=count)
    columns = heads.model.whole if whole else None
    # Of what is short alone, without what a basket charges: that is held by itself.
    model = replace(heads.model, basket=None)
    results = solve_stages(
        model, model.program, choose_effort_for_values(model), count=count, slip=False, whole=columns
    )
    if results is None:
        raise Failed([Problem(code="nothing_found")])
    return results.values


def find_most_people_whole(
    heads: PeopleModel, operation: Operation, tier: int, fractions: MostPeople
) -> tuple[float, float] | None:
    """The most people with whole trips, and a proven upper bound; None where no solution was found.

    A small operation is searched with whole trips and packs; of others the trips are made whole and the rest is solved
    again.
    """
    if not is_small(heads.model):
        return _find_with_whole_trips(heads, operation, tier, fractions)
    try:
        before = find_shortfall_elsewhere(heads, operation, whole=True, count=tier + 1)
    except Failed:
        return None
    program = _let_aside(heads, heads.holding(tier, before), tier, fractions.aside)
    program = program.with_caps(*heads.hold_basket(program, tier, fractions.people, heads.model.whole))
    answer = minimise(program, heads.goal(tier), whole=heads.model.whole, effort=choose_effort(heads.model))
    if answer.values is None:
        return None
    most = -answer.bound * heads.scale if np.isfinite(answer.bound) else fractions.people
    return -answer.value * heads.scale, most


def _find_with_whole_trips(
    heads: PeopleModel, operation: Operation, tier: int, fractions: MostPeople
) -> tuple[float, float] | None:
    """The most people at the only site with the trips made whole and packs in fractions."""
    model = heads.model
    trips = round_up_cumulated_trips(model, fractions.x)
    x = fractions.x.copy()
    scatter(x, model.columns.trips, trips)
    try:
        before = find_unavoidable_shortfall(operation, heads.since, whole=False, trips=trips, count=tier + 1)
    except Failed:
        return None
    settled_heads = replace(heads, model=replace(model, program=fix_columns(model.program, model.trips, x)))
    program = _let_aside(heads, settled_heads.holding(tier, before), tier, fractions.aside)
    program = program.with_caps(*heads.hold_basket(program, tier, fractions.people))
    answer = minimise(program, heads.goal(tier), effort=choose_effort(model))
    if answer.values is None:
        return None
    most = -answer.value * heads.scale
    # With these trips the basket may be broken a little more than with fractions: not for more people.
    return most if model.basket is None else min(most, fractions.people), fractions.people


def _let_aside(heads: PeopleModel, program: Program, tier: int, aside: Bools) -> Program:
    """The program in which needs may be left aside."""
    upper = program.upper.copy()
    upper[heads.aside[tier]] = np.where(aside, np.inf, 0.0)
    return program.with_bounds(program.lower, upper)
