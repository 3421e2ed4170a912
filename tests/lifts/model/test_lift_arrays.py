"""When vehicles may leave, how many, and what room committed cargo leaves them."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.problem_arrays import build_problem
from malja.operation.rows import Committed
from tests.lifts.cases import ANY_DAY, DEPOT, FLOW, base, camp, truck
from tests.lifts.operations import on


def test_open_days_weeks_and_the_way() -> None:
    """Two vehicles on day 1 only; 3.5 trips a week are 3; a day in transit and one of handling."""
    lift = truck(first=on(1), last=on(1), max_per_day=2, per_week=3.5, transit_days=1)
    lifts = build_problem(base(places=(DEPOT, camp(handling_days=1)), lifts=(lift,))).lifts
    assert (lifts.most.tolist(), lifts.week.tolist(), lifts.lag.tolist()) == ([[0, 2, 0]], [[3.0]], [2])


def test_committed_cargo_takes_room() -> None:
    packs = Committed(lift="truck", date=on(1), item="meal", packs=1)
    lifts = build_problem(base(lifts=(truck(payload_kg=20, **ANY_DAY),), committed=(packs,))).lifts
    assert (lifts.fixed.tolist(), lifts.room_kg.tolist()) == ([[0, 1, 0]], [[0.0, -5.0, 0.0]])
    flow = build_problem(base(lifts=(truck(kg_per_day=8, **FLOW),), committed=(packs,))).lifts
    assert np.array_equal(flow.room_kg, [[8.0, 3.0, 8.0]])
