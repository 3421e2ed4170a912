"""Small operations are searched to the end."""

from __future__ import annotations

import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import is_small, plan_exactly
from tests.lifts.cases import base, truck
from tests.lifts.operations import smallest


def test_the_smallest_operation() -> None:
    model = build_model(build_problem(smallest()))
    assert is_small(model)
    solution = plan_exactly(model, Deadline())
    assert solution is not None
    assert model.values(solution.x) == pytest.approx((0.0, 10.25, 21.75, 160.0), abs=1e-6)
    assert solution.bounds == pytest.approx((0.0, 10.25, 21.75, 160.0), abs=1e-5)
    assert not solution.stopped


def test_half_a_pack_does_not_fly() -> None:
    """Room for 1.5 packs takes one: 10 of 30 meals, where 20 missing are charged 21.75."""
    model = build_model(build_problem(base(lifts=(truck(payload_kg=7.5),))))
    solution = plan_exactly(model, Deadline())
    assert solution is not None
    assert solution.x[model.packs].tolist() == pytest.approx([1.0])
    assert model.values(solution.x)[0] == pytest.approx(21.75)
