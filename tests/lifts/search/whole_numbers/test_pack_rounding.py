"""Whole packs from fractions of packs at once, by pencil."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.whole_numbers.pack_rounding import ROUNDINGS, list_pack_loads, round_packs_at_once
from malja.lifts.solver.matrix import gather, scatter
from tests.lifts.cases import ANY_DAY, base, supply, truck

DAILY = base(lifts=(truck(payload_kg=10, **ANY_DAY),))


@pytest.mark.parametrize(
    ("rounding", "packs"), [(ROUNDINGS[1], [1, 1, 0]), (ROUNDINGS[0], [1, 0, 1]), (ROUNDINGS[2], [0, 1, 0])]
)
def test_cumulated_packs_up_to_the_nearest_and_down(rounding: float, packs: list[int]) -> None:
    """Cumulated 0.6, 1.2, 1.8."""
    model = build_model(build_problem(DAILY))
    x, trips = np.zeros(len(model.program.upper)), np.ones((1, 3))
    scatter(x, model.columns.load, 0.6)
    rounded = round_packs_at_once(model, x, trips, rounding)
    assert gather(rounded, model.columns.load)[0, 0].tolist() == packs
    assert gather(rounded, model.columns.trips).tolist() == trips.tolist()


def test_no_more_than_room_and_goods() -> None:
    """Two packs fit into a lorry, and 25 meals are two and a half packs."""
    model = build_model(build_problem(base(lifts=(truck(payload_kg=10, **ANY_DAY),), supply=(supply(quantity=25),))))
    x = np.zeros(len(model.program.upper))
    scatter(x, model.columns.load, 2.5)
    rounded = round_packs_at_once(model, x, np.ones((1, 3)), ROUNDINGS[1])
    assert gather(rounded, model.columns.load)[0, 0].tolist() == [2, 0, 0]


def test_loads_of_days_with_trips_only() -> None:
    model = build_model(build_problem(DAILY))
    assert list_pack_loads(model, np.array([[1.0, 0.0, 1.0]])).day.tolist() == [0, 2]
