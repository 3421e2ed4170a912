"""Whole trips from fractions of trips at once, by pencil."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.whole_numbers.trip_rounding import round_up_cumulated_trips
from malja.lifts.solver.matrix import scatter
from malja.operation.rows import Committed
from tests.lifts.cases import ANY_DAY, DEPOT, base, camp, truck
from tests.lifts.operations import on


@pytest.mark.parametrize(
    ("fractions", "tables", "trips"),
    [
        # Cumulated 0.4, 0.8, 1.2: the first trip on day 0, the second on day 2.
        ([0.4, 0.4, 0.4], {}, [1, 0, 1]),
        ([0.0, 0.5, 0.5], {}, [0, 1, 0]),
        # A full day passes the trip on to the next; a week with one trip lets the second fall away.
        ([1.6, 0.0, 0.0], {}, [1, 1, 0]),
        ([1.6, 0.0, 0.0], {"lifts": (truck(per_week=1, **ANY_DAY),)}, [1, 0, 0]),
        ([1.6, 0.0, 0.0], {"places": (DEPOT, camp(landings_per_day=0))}, [0, 0, 0]),
        ([0.0, 0.0, 0.0], {"committed": (Committed(lift="truck", date=on(1), item="meal", packs=1),)}, [0, 1, 0]),
    ],
)
def test_cumulated_trips(fractions: list[float], tables: dict[str, Any], trips: list[int]) -> None:
    model = build_model(build_problem(base(**{"lifts": (truck(**ANY_DAY),), **tables})))
    x = np.zeros(len(model.program.upper))
    scatter(x, model.columns.trips, np.array([fractions]))
    assert round_up_cumulated_trips(model, x).tolist() == [trips]
