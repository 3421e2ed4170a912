"""Bounds of the aims, by pencil."""

from __future__ import annotations

import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.bounds import bound_cost, prove_bounds
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import plan_exactly
from malja.lifts.solver.program import Effort
from tests.lifts.operations import smallest

MODEL = build_model(build_problem(smallest()))
NONE = (float("-inf"),) * 4


def test_the_bounds_of_the_best_plan_are_its_values() -> None:
    best = plan_exactly(MODEL, Deadline())
    assert best is not None
    bounds = prove_bounds(MODEL, best.x, (NONE[0], NONE[1], NONE[2], NONE[3]), Effort(precise=True), Effort())
    assert bounds == pytest.approx((0.0, 10.25, 21.75, 160.0), abs=1e-5)


def test_the_cost_near_where_it_was_solved() -> None:
    """At its shortfalls the plan costs 160; where more may be missing the bound is lower: 0 without a trip."""
    bound = bound_cost(MODEL, (0.0, 10.25, 21.75), Effort(precise=True))
    assert bound is not None
    assert bound.value == pytest.approx(160.0, rel=1e-5)
    assert bound.at((0.0, 10.25, 21.75)) == pytest.approx(160.0, rel=1e-5)
    assert bound.at((34.5, 34.5, 34.5)) <= 1e-6
