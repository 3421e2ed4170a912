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
def test_both_methods_weigh_alike(most_columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lorries of 1.5 packs a day carry 4.5 of the 3 packs that are needed: nobody is short either way."""
    monkeypatch.setattr(weighed_module, "_MAX_COLUMNS", most_columns)
    model, settling = begin(7.5)
    assert model.values(settling.x)[:3] == pytest.approx((0.0, 0.0, 0.0), abs=1e-2)


def test_a_search_finds_whole_numbers_and_tells_how_much_worse_they_are() -> None:
    model, settling = begin(7.5)
    settling.fix(model.trips, np.ones(len(model.trips)))
    assert settling.balance(Deadline())
    before = settling.sum
    found = settling.search(model.packs, 0, model.problem.horizon, Deadline(), near=False)
    assert found is not None
    assert found.x[model.packs] == pytest.approx([1.0, 1.0, 1.0])
    settling.settle(model.packs, found, Deadline())
    assert settling.sum - before == pytest.approx(found.worse, rel=1e-6)
    assert settling.lower[model.packs] == pytest.approx([1.0, 1.0, 1.0])
    assert settling.upper[model.packs] == pytest.approx([1.0, 1.0, 1.0])


def test_numbers_that_do_not_fit_are_not_found() -> None:
    """Two packs do not fit into a lorry for one and a half."""
    model, settling = begin(7.5)
    settling.lower[model.packs] = 2.0
    assert settling.search(model.packs, 0, model.problem.horizon, Deadline(), near=False) is None


def test_what_is_out_of_balance_is_balanced_or_said_to_be_impossible() -> None:
    model, settling = begin(7.5)
    settling.fix(model.trips, np.ones(len(model.trips)))
    settling.forbid(model.packs)
    assert settling.balance(Deadline())
    assert settling.x[model.trips] == pytest.approx([1.0, 1.0, 1.0])
    assert settling.x[model.packs] == pytest.approx([0.0, 0.0, 0.0])
    settling.fix(model.packs, np.full(3, 2.0))
    assert not settling.balance(Deadline())
    assert not settling.balance(Deadline(seconds=0.0))
