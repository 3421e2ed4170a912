"""Columns and rows of a basket: none without one, and an objective that stands beside survival and minimum alone."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import plan_exactly
from malja.lifts.search.rounding import plan_by_rounding
from tests.lifts.food import kitchen_table


def test_without_a_basket_the_model_is_what_it_was() -> None:
    made = kitchen_table(stock={"rice": 50})
    plain = build_model(build_problem(dataclasses.replace(made, basket="", baskets=())))
    unused = build_model(build_problem(dataclasses.replace(made, basket="")))
    assert plain.basket is None
    assert plain.charge(np.zeros(len(plain.program.upper))) is None
    assert len(plain.program.upper) == len(unused.program.upper)
    assert all(np.array_equal(plain.goal(stage), plain.objectives()[stage]) for stage in range(4))


def test_the_charge_stands_beside_survival_and_minimum() -> None:
    model = build_model(build_problem(kitchen_table(stock={"rice": 50})))
    assert model.basket is not None
    breaks = model.basket.breaks
    assert (model.goal(0)[breaks] > 0).all()
    assert model.goal(0)[breaks] == pytest.approx(model.aims.basket_prices[0] * model.aims.basket[breaks])
    assert not model.goal(2)[breaks].any()
    assert not model.goal(3)[breaks].any()


def test_large_operations_keep_the_basket_too() -> None:
    """The search by rounding finds what the exact one does: a basket that can be kept, nobody hungry, bounds below."""
    made = kitchen_table(supply=("rice", "lentils", "oil", "biscuits"), whole_packs=True)
    model = build_model(build_problem(made))
    rough, exact = (
        plan_by_rounding(model, Deadline(None, None, None, None)),
        plan_exactly(model, Deadline(None, None, None, None)),
    )
    assert exact is not None
    for value, bound, best in zip(model.values(rough.x), rough.bounds, model.values(exact.x), strict=True):
        assert bound <= value + 1e-6
        assert bound <= best * (1 + 1e-6) + 1e-6
    assert model.values(rough.x)[:2] == pytest.approx((0.0, 0.0), abs=1e-6)
    charge = model.charge(rough.x)
    assert charge is not None
    assert charge < 0.5
