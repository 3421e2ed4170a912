"""Planning from a start plan: never worse than it, the same where nothing changed, and judged like any other plan."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan, StartUse
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.from_start import find_start, plan_from_start
from malja.lifts.search.planning import plan_lifts
from malja.lifts.search.solution_to_plan import build_plan
from malja.lifts.search.stages import find_cap
from malja.lifts.search.start_plan import read_start_loads
from malja.operation.operation import Operation
from malja.operation.rows import LiftDay, Movement
from tests.lifts.cases import ANY_DAY, DAY, base, truck
from tests.lifts.judge import judge
from tests.lifts.operations import on, smallest
from tests.lifts.random_operations import operations

CLOSE = 1e-5


def examples(number: int) -> settings:
    """So many examples, always the same."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(derandomize=True, max_examples=number, deadline=None, suppress_health_check=checks)


def plan_large(operation: Operation, start: Plan, deadline: Deadline | None = None) -> Plan | None:
    """The plan from a start as operations of any size have it; None where nothing of the start holds."""
    model = build_model(build_problem(operation))
    loads = read_start_loads(model, start)
    solution = plan_from_start(model, start, loads, deadline or Deadline())
    return None if solution is None else build_plan(model, solution, (), "test")


def no_worse(operation: Operation, values: tuple[float, ...], before: tuple[float, ...]) -> bool:
    """Whether aims are no worse in their order, each within what its tolerance lets the later ones take."""
    model = build_model(build_problem(operation))
    for stage, (value, was) in enumerate(zip(values, before, strict=True)):
        if value > find_cap(model, stage, was) + CLOSE * max(1.0, abs(was)):
            return False
        if value < was - CLOSE * max(1.0, abs(was)):
            return True
    return True


def change(operation: Operation, number: int) -> Operation:
    """The operation after a change: a day cancelled, a fifth less in store, more people, or a day later."""
    if number == 0 and operation.lifts:
        gone = LiftDay(lift=operation.lifts[0].lift, date=operation.start, runs=False)
        return replace(operation, lift_days=(gone,), committed=())
    if number == 1:
        return replace(
            operation, stock=tuple(replace(row, quantity=0.8 * row.quantity) for row in operation.stock), committed=()
        )
    site = next(place.place for place in operation.places if place.role == "site")
    more = Movement(place=site, date=operation.start, arrivals=7)
    return replace(operation, people=(*operation.people, more))


@pytest.mark.parametrize("operation", [smallest(), base(lifts=(truck(**ANY_DAY, payload_kg=7.5),))])
def test_from_its_own_plan_the_aims_are_the_same(operation: Operation) -> None:
    plan = plan_lifts(operation)
    for again in (plan_lifts(operation, start=plan), plan_large(operation, plan)):
        assert again is not None
        assert [aim.value for aim in again.aims] == pytest.approx([aim.value for aim in plan.aims], abs=1e-6)
        assert all(aim.bound <= aim.value for aim in again.aims)


def test_a_start_that_lacks_everything_gives_the_same_plan_as_none() -> None:
    nothing = replace(plan_lifts(smallest()), trips=())
    assert format_plan(plan_lifts(smallest(), start=nothing)) == format_plan(plan_lifts(smallest()))
    assert plan_lifts(smallest(), start=nothing).start_use == StartUse(used=0, of=0)


def test_a_cancelled_day_is_made_up_for() -> None:
    """The truck may leave on any day; on the day of its load it is cancelled: a day without food, no more."""
    operation = base(lifts=(truck(**ANY_DAY),))
    plan = plan_lifts(operation)
    cancelled = replace(operation, lift_days=(LiftDay(lift="truck", date=plan.trips[0].leaves, runs=False),))
    again = plan_lifts(cancelled, start=plan)
    assert again.start_use == StartUse(used=0, of=1)
    assert again.aims[0].value == pytest.approx(DAY)


def test_stopped_at_once_the_start_plan_stands() -> None:
    plan = plan_lifts(smallest())
    more = replace(smallest(), people=(*smallest().people, Movement(place="camp", date=on(0), arrivals=1)))
    again = plan_large(more, plan, Deadline(seconds=0.0))
    assert again is not None
    assert again.solver.status == "stopped"
    assert [trip.vehicles for trip in again.trips] == [trip.vehicles for trip in plan.trips]


@examples(60)
@given(operations(exact=False), st.integers(0, 2), st.booleans())
def test_never_worse_than_the_start_and_passes_the_judge(operation: Operation, number: int, large: bool) -> None:
    start, changed = plan_lifts(operation), change(operation, number)
    model = build_model(build_problem(changed))
    begun = find_start(model, read_start_loads(model, start))
    again = plan_large(changed, start) if large else plan_lifts(changed, start=start)
    if again is None:
        assert begun is None
        return
    parsed: dict[str, Any] = json.loads(format_plan(again))
    if not large:
        # The vehicles' room is shared out behind the search only.
        assert judge(changed, parsed) == []
    if begun is not None:
        constant = model.aims.constant
        values = [aim.value for aim in again.aims]
        assert no_worse(changed, (*values[:3], values[3] - constant), model.values(begun))
