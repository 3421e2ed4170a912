"""A column for each thing that can happen, none for what cannot."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.variables import create_variables, find_repeated_tiers
from malja.lifts.solver.matrix import MatrixBuilder
from malja.operation.operation import Operation
from tests.lifts.cases import ANY_DAY, MEALS, base, meal, truck


def count(operation: Operation, name: str) -> int:
    """How many columns of a kind there are."""
    return int((getattr(create_variables(build_problem(operation), MatrixBuilder()), name) >= 0).sum())


def test_trips_and_loads_where_a_lift_is_open() -> None:
    assert (count(base(), "trips"), count(base(), "load")) == (1, 1)
    assert count(base(lifts=(truck(**ANY_DAY),)), "trips") == 3
    # What leaves on day 2 would be usable behind the horizon.
    assert count(base(lifts=(truck(transit_days=1, **ANY_DAY),)), "trips") == 2
    assert count(base(needs=(), contents=()), "load") == 0


def test_waste_only_where_something_can_expire() -> None:
    assert count(base(), "waste") == 0
    assert count(base(items=(meal(shelf_life_days=1),), lifts=(truck(**ANY_DAY),)), "waste") > 0


def test_tiers_that_ask_the_same_share_their_shortfall() -> None:
    need = MEALS.__class__(need="meals", name="", sector="food", kind="daily", survival=1, minimum=1, target=2)
    problem = build_problem(base(needs=(need,)))
    assert np.array_equal(find_repeated_tiers(problem), [[False, True, False]])
    short = create_variables(problem, MatrixBuilder()).short
    assert np.array_equal(short[:, 0], short[:, 1])
    assert (short[:, 2] != short[:, 0]).all()
