"""All aims in one sum."""

from __future__ import annotations

import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import solve_stages
from malja.lifts.search.whole_numbers.weighed import weigh_aims
from malja.lifts.solver.program import Effort
from tests.lifts.operations import smallest

MODEL = build_model(build_problem(smallest()))


def test_its_least_is_the_best_of_every_aim_where_they_do_not_pull_apart() -> None:
    relaxed = solve_stages(MODEL, MODEL.program, Effort(), count=3)
    assert relaxed is not None
    weighed = weigh_aims(MODEL, relaxed, Deadline())
    assert weighed is not None
    assert MODEL.values(weighed.values)[:3] == pytest.approx(relaxed.values, abs=1e-4)
    assert 0.0 < weighed.gap <= 1.0


def test_when_time_is_up_there_is_none() -> None:
    relaxed = solve_stages(MODEL, MODEL.program, Effort(), count=3)
    assert relaxed is not None
    assert weigh_aims(MODEL, relaxed, Deadline(seconds=0.0)) is None
