"""What leaves on a day, and how many vehicles that takes."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.model.day_loads import count_vehicles_taken, list_day_loads, sum_planned_packs
from malja.lifts.model.problem_arrays import build_problem
from malja.operation.rows import Committed
from tests.lifts.cases import base, truck
from tests.lifts.operations import on


@pytest.mark.parametrize(("packs", "vehicles"), [(0.0, 1.0), (1.0, 1.0), (2.0, 2.0), (3.0, 2.0)])
def test_vehicles_of_two_packs_with_one_committed(packs: float, vehicles: float) -> None:
    committed = (Committed(lift="truck", date=on(0), item="meal", packs=1),)
    problem = build_problem(base(lifts=(truck(payload_kg=10, max_per_day=2),), committed=committed))
    loads = np.zeros((1, 1, 3))
    loads[0, 0, 0] = packs
    assert count_vehicles_taken(problem, loads).tolist() == [[vehicles, 0.0, 0.0]]


def test_packs_are_made_whole_and_rounding_errors_left_out() -> None:
    problem = build_problem(base(lifts=(truck(payload_kg=10, max_per_day=2),)))
    loads = np.array([[[1.9999999, 1e-9, 0.0]]])
    assert sum_planned_packs(problem, loads) == {(0, 0): {0: 2.0}}
    (load,) = list_day_loads(problem, loads)
    assert (load.fits(1), load.committed) == (True, ())
