"""First loads over many futures: on a camp that a pencil can solve, and against a second computation."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.hedge.chances import Chances, Draws
from malja.lifts.hedge.first_loads import (
    ask_few_in_turn,
    find_best_amounts,
    hedge_first_loads,
    make_two_stage,
    start_from_first_loads,
    sum_loads,
)
from malja.lifts.hedge.two_stage import Future, TwoStage, choose_futures, live_through, solve_two_stage, weigh_amounts
from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Effort, minimise
from tests.lifts.hedge.plain_two_stage import find_least_expected
from tests.lifts.operations import on
from tests.simulation.operations import camp

HALF = Chances(fails=0.5, more_people=0.0, count_error=0.0)
CALM = Chances(fails=0.0, more_people=0.0, count_error=0.0)


def two_stage(chances: Chances = HALF, number: int = 12, days: int = 6) -> TwoStage:
    """The two-stage program of the camp."""
    two = make_two_stage(build_model(build_problem(camp())), chances, days=days, number=number, effort=Effort())
    assert two is not None
    return two


def expect(two: TwoStage, amounts: Floats) -> float:
    """What amounts of the first stage lead to, over the expected case and all futures, each solved by itself."""
    first = two.stage.list_columns(two.base)
    lower, upper = two.base.program.lower.copy(), two.base.program.upper.copy()
    lower[first] = upper[first] = amounts
    total = two.weight * minimise(two.base.program.with_bounds(lower, upper), two.cost).value
    return total + sum(one.weight * live_through(two.stage, one, amounts, Effort()).value for one in two.futures)


def test_two_flights_carry_what_one_would_if_each_may_fail() -> None:
    """The first brings all 40 meals that lack, and the second 30: those of days 3 to 5, if the first does not come.

    If nothing can fail both bring those 40 together: fractions of a trip cost no more by two flights than by one.
    """
    hedged = hedge_first_loads(camp(), HALF, days=6, number=20)
    assert hedged is not None
    assert hedged.packs[:, 0].sum(axis=1) == pytest.approx([4.0, 3.0])
    plain = hedge_first_loads(camp(), CALM, days=6, number=20)
    assert plain is not None
    assert plain.packs.sum() == pytest.approx(4.0)


def test_what_leaves_behind_the_first_days_is_left_to_each_future() -> None:
    """The first flight alone is of the first stage: the second is sent only where the first failed."""
    hedged = hedge_first_loads(camp(), HALF, days=2, number=20)
    assert hedged is not None
    assert hedged.packs.shape == (2, 1, 2)
    assert hedged.packs[:, 0].sum(axis=1) == pytest.approx([4.0, 0.0])


@pytest.mark.parametrize("seed", range(4))
def test_it_is_the_optimum_of_the_program_written_out_plainly(seed: int) -> None:
    two = two_stage(Chances(fails=0.4, more_people=0.0, count_error=0.0, seed=seed))
    amounts = solve_two_stage(two, Effort())
    assert amounts is not None
    short = two.base.columns.short[0, 0, 0, 0]
    days_of_flights = {"first": 1, "second": 3}
    lost = [
        frozenset(
            name
            for name, day in days_of_flights.items()
            if Draws(chances=Chances(fails=0.4, seed=seed), run=run, of=12).does_fail(name, on(day))
        )
        for run in range(12)
    ]
    weight = 1 / 13
    least = find_least_expected(
        people=10,
        days=6,
        stock=20,
        pack=10,
        flights=days_of_flights,
        payload=4,
        trip_cost=100,
        unit_cost=0.5,
        shortfall_price=float(two.cost[short]) / 10,
        futures=[(weight, frozenset()), *((weight, one) for one in lost)],
    )
    # The planner's sum holds a thousandth of the tie-break too.
    assert expect(two, amounts) == pytest.approx(least, rel=2e-3)


def test_few_futures_stand_for_many() -> None:
    """Four kinds of future are possible; those that are chosen in turn lead to the optimum of all thirty."""
    two = two_stage(number=30)
    plain = minimise(two.base.program, two.cost).values
    assert plain is not None
    usual = plain[two.stage.list_columns(two.base)]
    few = choose_futures(two, weigh_amounts(two, usual, Effort())[1], 4)
    assert len(few.futures) <= 4
    assert few.weight + sum(future.weight for future in few.futures) == pytest.approx(1.0)
    best = solve_two_stage(two, Effort())
    assert best is not None
    assert expect(two, ask_few_in_turn(two, usual, Effort())) <= 1.01 * expect(two, best) + 1e-6
    assert expect(two, find_best_amounts(two, usual, Effort())) == pytest.approx(expect(two, best))
    assert weigh_amounts(two, best, Effort())[0] == pytest.approx(expect(two, best))


def test_no_other_first_loads_do_better() -> None:
    two = two_stage()
    amounts = solve_two_stage(two, Effort())
    assert amounts is not None
    best = expect(two, amounts)
    for share in np.linspace(0.0, 1.0, 5):
        assert expect(two, share * amounts) >= best - 1e-6 * abs(best)


def test_the_plan_starts_with_whole_hedged_loads() -> None:
    model = build_model(build_problem(camp()))
    packs = np.zeros((2, 1, 6))
    packs[0, 0, 1], packs[1, 0, 3] = 3.6, 2.0
    narrow = start_from_first_loads(model, packs, Effort())
    assert sum_loads(narrow, narrow.program.lower, 6)[:, 0].sum(axis=1).tolist() == [3.0, 2.0]
    assert narrow.program.lower[model.trips].tolist() == [1.0, 1.0]


def test_a_future_is_its_own_program() -> None:
    """Where nothing can fail every future is the expected case."""
    two = two_stage(CALM, number=3)
    amounts = solve_two_stage(two, Effort())
    assert amounts is not None
    values = {round(live_through(two.stage, one, amounts, Effort()).value, 3) for one in two.futures}
    assert len(values) == 1
    assert isinstance(two.futures[0], Future)
