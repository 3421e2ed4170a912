"""The tables of an operation as arrays, in packs."""

from __future__ import annotations

import pytest

from malja.lifts.model.problem_arrays import build_problem
from malja.operation.rows import Committed, Stock
from tests.lifts.cases import DEPOT, base, camp, supply, truck
from tests.lifts.operations import on, smallest


def test_needs_people_and_supply() -> None:
    problem = build_problem(smallest())
    assert (problem.days, problem.horizon, problem.people.tolist()) == (2, 3, [[10.0, 10.0, 10.0]])
    assert problem.required[0, :, 0].tolist() == [10.0, 20.0, 40.0]
    assert problem.highest.tolist() == [[40.0, 40.0, 40.0]]
    assert problem.supply_cost.tolist() == [5.0]
    assert problem.use == ((0, 0, 10.0),)


def test_stock_and_limits() -> None:
    """20 meals are two packs of 0.5 m3: they raise the limit of the store; a committed lorry takes its landing."""
    problem = build_problem(
        base(
            places=(DEPOT, camp(storage_m3=0.4, landings_per_day=1)),
            stock=(Stock(place="camp", item="meal", quantity=20),),
            supply=(supply(quantity=25),),
            committed=(Committed(lift="truck", date=on(0), item="meal", packs=1),),
        )
    )
    assert problem.opening.tolist() == [[0.0], [2.0]]
    assert problem.storage[1] == 1.0
    assert problem.landings[1].tolist() == [0.0, 1.0, 1.0]
    assert problem.supply_packs.tolist() == [2.5]
    assert problem.arriving[1, 0].tolist() == [1.0, 0.0, 0.0]


@pytest.mark.parametrize(("lag", "days"), [(0, 2), (2, 1), (3, 0), (9, 0)])
def test_days_on_which_a_load_arrives_in_time(lag: int, days: int) -> None:
    """Lifts leave on two days of three."""
    assert build_problem(base(days=2, reserve_days=1, lifts=(truck(),))).count_days_in_time(lag) == days
