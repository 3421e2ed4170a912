"""Settling whole numbers window by window, on lorries that a pencil loads."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import solve_stages
from malja.lifts.search.whole_numbers import weighed as weighed_module
from malja.lifts.search.whole_numbers.settling import Settling
from malja.lifts.search.whole_numbers.weighed import weigh_aims
from malja.lifts.solver.program import Effort
from tests.lifts.cases import ANY_DAY, base, truck


def begin(payload_kg: float) -> tuple[Model, Settling]:
    """Lorries that may leave every day, and the plan with fractions of them."""
    model = build_model(build_problem(base(lifts=(truck(payload_kg=payload_kg, **ANY_DAY),))))
    relaxed = solve_stages(model, model.program, Effort(), count=3)
    assert relaxed is not None
    weighed = weigh_aims(model, relaxed, Deadline())
    assert weighed is not None
    return model, Settling(weighed, model.problem.horizon)


@pytest.mark.parametrize("most_columns", [0, 50_000], ids=["interior point", "simplex method"])
def test_what_is_settled_stays(most_columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lorries of 1.5 packs: without the second day's there is less to eat, and the trip stays out."""
    monkeypatch.setattr(weighed_module, "MAX_COLUMNS", most_columns)
    model, settling = begin(7.5)
    before = settling.sum
    assert settling.settle(model.trips, np.array([1.0, 0.0, 1.0]), Deadline())
    assert settling.x[model.trips] == pytest.approx([1.0, 0.0, 1.0])
    assert settling.sum > before


def test_a_search_finds_whole_numbers_and_tells_how_much_worse_they_are() -> None:
    model, settling = begin(7.5)
    assert settling.settle(model.trips, np.ones(3), Deadline())
    numbers, worse = settling.search(model.packs, 0, model.problem.horizon, Deadline(), near=False)
    assert numbers == pytest.approx([1.0, 1.0, 1.0])
    before = settling.sum
    assert settling.settle(model.packs, np.ones(3), Deadline())
    assert settling.sum - before == pytest.approx(worse, rel=1e-6)


def test_numbers_that_do_not_fit_become_fewer() -> None:
    """Two packs do not fit into a lorry for one and a half: one is sent, and all is whole."""
    model, settling = begin(7.5)
    assert settling.settle(model.trips, np.ones(3), Deadline())
    assert settling.settle(model.packs, np.array([2.0, 1.0, 1.0]), Deadline())
    packs = settling.x[model.packs]
    assert packs[0] == pytest.approx(1.0)
    assert packs == pytest.approx(packs.round())
