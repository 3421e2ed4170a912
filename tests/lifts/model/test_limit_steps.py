"""One step more of each limit: which there are, and what they open."""

from __future__ import annotations

import numpy as np
import pytest

from malja.catalogue.facts import Need
from malja.lifts.model.limit_steps import LimitStep, add_limit_steps, find_lifts_to, is_shelter_need, is_water_need
from malja.lifts.model.model import build_model
from malja.lifts.model.problem import Problem
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.variables import Variables
from malja.lifts.solver.matrix import MatrixBuilder
from tests.lifts.cases import DEPOT, STORE, base, camp, supply, truck


@pytest.mark.parametrize(
    ("need", "water", "shelter"),
    [
        (Need(need="water", name="Safe water", sector="water", kind="daily", unit="l", survival=3), True, False),
        (Need(need="water", name="Safe water", sector="water", kind="daily", unit="l"), False, False),
        (Need(need="cover", name="Floor", sector="shelter", kind="standing", unit="m2", minimum=3), False, True),
        (Need(need="oil", name="Oil", sector="food", kind="daily", unit="l", survival=1), False, False),
    ],
)
def test_water_and_shelter(need: Need, water: bool, shelter: bool) -> None:
    assert (is_water_need(need), is_shelter_need(need)) == (water, shelter)


def test_lifts_through_hubs_and_none_elsewhere() -> None:
    lifts = (truck(destination="store"), truck(lift="on", origin="store"), truck(lift="back", destination="depot"))
    problem = build_problem(base(places=(DEPOT, STORE, camp()), lifts=lifts[:2]))
    assert find_lifts_to(problem, 2) == [0, 1]
    assert find_lifts_to(problem, 1) == [0]


def test_closed_steps_change_nothing() -> None:
    steps: list[LimitStep] = []

    def add(p: Problem, v: Variables, m: MatrixBuilder) -> None:
        steps.extend(add_limit_steps(p, v, m, 0, 0))

    operation = base(
        places=(DEPOT, camp(landings_per_day=1)), lifts=(truck(payload_kg=10),), supply=(supply(quantity=20),)
    )
    model = build_model(build_problem(operation), add)
    assert [step.kind for step in steps] == ["trips_per_week", "payload", "landings", "supply", "service"]
    assert [step.always for step in steps] == [True, True, False, False, False]
    assert all(np.all(model.program.upper[step.columns] == 0) for step in steps)
