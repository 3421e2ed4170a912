"""The trips of a plan, fixed."""

from __future__ import annotations

import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.planning import plan_lifts
from malja.lifts.what_if.fixed_trips import find_next_trip, fix_planned_trips, read_missing_shares, shorten_horizon
from tests.lifts.cases import ANY_DAY, base, truck
from tests.lifts.operations import on


def test_the_trips_of_the_plan_and_one_left_out() -> None:
    operation = base(lifts=(truck(payload_kg=10, fixed_cost=1, **ANY_DAY),))
    plan, model = plan_lifts(operation), build_model(build_problem(operation))
    trip = find_next_trip(plan)
    assert trip is not None
    assert trip.leaves == on(0)
    columns = model.columns.trips[0]
    fixed, without = fix_planned_trips(model, plan), fix_planned_trips(model, plan, without=trip)
    assert fixed.lower[columns].tolist() == fixed.upper[columns].tolist() == [1, 1, 0]
    assert without.upper[columns].tolist() == [0, 1, 0]


def test_what_the_plan_itself_misses() -> None:
    """Two of three packs come: a third of all meals is missing."""
    operation = base(lifts=(truck(payload_kg=10),))
    problem = build_problem(operation)
    assert read_missing_shares(problem, plan_lifts(operation))[0, 0].sum() == pytest.approx(1.0)


def test_a_shorter_horizon() -> None:
    shorter = shorten_horizon(base(days=9, reserve_days=5), 4, 2)
    assert (shorter.days, shorter.reserve_days) == (4, 2)
    assert shorten_horizon(base(), 4).days == 3
