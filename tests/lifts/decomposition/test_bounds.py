from __future__ import annotations

import pytest

from malja.lifts.decomposition.bounds import prove_by_prices
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import solve_stages
from malja.lifts.solver.program import Effort
from tests.lifts.decomposition.networks import begin, half_fed, split


def test_the_bounds_of_a_plan_with_fractions_are_its_values() -> None:
    """Half fed: 31.5 person-days at every tier, which ask the same, and 30 packs at 1 each."""
    model, partition = split(half_fed())
    workers, master = begin(model, partition)
    best = solve_stages(model, model.program, Effort())
    assert best is not None
    bounds = prove_by_prices(model, master, workers.propose, best.x, Deadline(), rounds=40, gap=1e-5)
    assert model.values(best.x)[0] == pytest.approx(31.5)
    assert bounds[0] == pytest.approx(31.5, rel=1e-3)
    assert bounds[3] == pytest.approx(30.0, rel=1e-2)
    for bound, value in zip(bounds, model.values(best.x), strict=True):
        assert bound <= value + 1e-6 * max(1.0, value)
