"""Whole trips week by week, on operations that a pencil solves."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import solve_stages
from malja.lifts.search.whole_numbers.settling import Settling
from malja.lifts.search.whole_numbers.weighed import weigh_aims
from malja.lifts.search.whole_numbers.whole_trips import search_trips
from malja.lifts.solver.matrix import Floats, gather
from malja.lifts.solver.program import Effort
from malja.operation.operation import Operation
from tests.lifts.cases import ANY_DAY, base, truck


def searched(operation: Operation) -> tuple[Floats, tuple[float, ...]]:
    """Trips by lift and day, and the aims, packs being fractions."""
    model = build_model(build_problem(operation))
    relaxed = solve_stages(model, model.program, Effort(), count=3)
    assert relaxed is not None
    weighed = weigh_aims(model, relaxed, Deadline())
    assert weighed is not None
    settling = Settling(weighed, model.problem.horizon)
    assert search_trips(model, settling, Deadline())
    return gather(settling.x, model.columns.trips), model.values(settling.x)


def test_trips_that_are_not_needed_are_left_out() -> None:
    """Three packs fit into one lorry of three days: it goes once, on the first day."""
    trips, values = searched(base(lifts=(truck(payload_kg=15, fixed_cost=100, **ANY_DAY),)))
    assert trips.tolist() == [[1, 0, 0]]
    assert values[0] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(("per_week", "days"), [(1, [0]), (2, [0, 1])])
def test_a_lorry_that_carries_a_day_goes_as_often_as_it_may(per_week: int, days: list[int]) -> None:
    """Each trip feeds ten people for one day of three, so that a day without one is short of all: 11.5."""
    trips, values = searched(base(lifts=(truck(payload_kg=5, per_week=per_week, **ANY_DAY),)))
    assert trips.sum() == per_week
    assert trips == pytest.approx(trips.round(), abs=1e-6)
    assert values[0] == pytest.approx((21.75, 10.25)[len(days) - 1])


def test_the_same_operation_gives_the_same_trips() -> None:
    operation = base(lifts=(truck(payload_kg=7, per_week=2, **ANY_DAY), truck(lift="van", payload_kg=4, fixed_cost=3)))
    first, again = searched(operation), searched(operation)
    assert np.array_equal(first[0], again[0])
    assert first[1] == again[1]
