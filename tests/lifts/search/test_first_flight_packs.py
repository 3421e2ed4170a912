"""Whole packs of the first flights, found by a search over their days."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.model.model import build_model, weigh_objectives
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.first_flight_packs import search_first_flight_packs
from malja.lifts.solver.matrix import gather
from malja.lifts.solver.program import Effort, Session
from tests.lifts.cases import ANY_DAY, base, truck


def test_room_for_a_pack_and_a_half_takes_one() -> None:
    """30 meals in packs of ten are needed, and each of three lorries has room for 1.5 packs: one each."""
    model = build_model(build_problem(base(lifts=(truck(payload_kg=7.5, **ANY_DAY),))))
    cost = weigh_objectives(model, (0.0, 0.0, 0.0), 0.0)
    session = Session(model.program, cost, Effort())
    trips = np.ones((1, 3))
    session.fix(model.trips, np.ones(3))
    answer = search_first_flight_packs(model, session, cost, session.solve(), trips, Deadline())
    assert answer.values is not None
    assert gather(answer.values, model.columns.load)[0, 0] == pytest.approx([1.0, 1.0, 1.0])
    assert model.values(answer.values)[0] == pytest.approx(0.0, abs=1e-6)


def test_when_time_is_up_packs_stay_as_they_are() -> None:
    model = build_model(build_problem(base(lifts=(truck(payload_kg=7.5),))))
    cost = weigh_objectives(model, (0.0, 0.0, 0.0), 0.0)
    session = Session(model.program, cost, Effort())
    before = session.solve()
    assert search_first_flight_packs(model, session, cost, before, np.ones((1, 3)), Deadline(seconds=0.0)) is before
