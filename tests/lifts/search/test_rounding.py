"""The way of large operations, on small ones that a pencil solves."""

from __future__ import annotations

import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.rounding import plan_by_rounding
from malja.operation.operation import Operation
from tests.lifts.cases import ANY_DAY, base, truck
from tests.lifts.operations import smallest


@pytest.mark.parametrize(
    ("operation", "survival"),
    [(smallest(), 0.0), (base(lifts=(truck(payload_kg=7.5),)), 21.75), (base(lifts=()), 34.5)],
    ids=["smallest", "a pack and a half", "no lift"],
)
def test_the_best_survival_with_whole_trips_and_packs(operation: Operation, survival: float) -> None:
    model = build_model(build_problem(operation))
    solution = plan_by_rounding(model, Deadline())
    assert model.values(solution.x)[0] == pytest.approx(survival, abs=1e-6)
    assert solution.x[model.whole] == pytest.approx(solution.x[model.whole].round(), abs=1e-9)
    assert all(bound <= value + 1e-5 for bound, value in zip(solution.bounds, model.values(solution.x), strict=True))
    assert not solution.stopped


def test_stopped_at_once_nothing_is_loaded() -> None:
    model = build_model(build_problem(base(lifts=(truck(**ANY_DAY),))))
    solution = plan_by_rounding(model, Deadline(seconds=0.0))
    assert solution.stopped
    assert model.values(solution.x)[0] == pytest.approx(34.5)
    assert solution.bounds == (0.0, 0.0, 0.0, 0.0)
