"""The part of a program that belongs to some days, on a store that a pencil solves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.lifts.search.whole_numbers.window_program import cut_window
from malja.lifts.solver.matrix import Floats, MatrixBuilder
from malja.lifts.solver.program import Program, minimise


def build_store(needs: list[float], bought: float) -> tuple[Program, Floats]:
    """Each day's need is met from the store or lacked at 10 a unit; buying costs 1 a day earlier, at most `bought`."""
    days = len(needs)
    m = MatrixBuilder()
    every = np.ones(days, dtype=bool)
    buy, use, stock = m.add_columns(every, upper=bought), m.add_columns(every), m.add_columns(every)
    lack = m.add_columns(every)
    rows = m.add_rows(every, 0.0, 0.0)
    m.add_entries(rows, stock, 1.0)
    m.add_entries(rows[1:], stock[:-1], -1.0)
    m.add_entries(rows, use, 1.0)
    m.add_entries(rows, buy, -1.0)
    rows = m.add_rows(every, np.array(needs), np.inf)
    m.add_entries(rows, use, 1.0)
    m.add_entries(rows, lack, 1.0)
    matrix = m.build()
    cost = np.zeros(m.column_count)
    cost[buy], cost[lack], cost[stock] = 1.0, 10.0, 0.01
    return Program(matrix=matrix, lower=np.zeros(m.column_count), upper=matrix.upper), cost


def test_a_window_keeps_what_is_worth_more_later() -> None:
    """Six units are needed on the last day, two can be bought a day: the first two days buy for it, unasked."""
    program, cost = build_store([0.0, 0.0, 6.0], 2.0)
    whole = minimise(program, cost)
    assert whole.values is not None
    assert whole.duals is not None
    window = cut_window(program, cost, whole.values, whole.duals, 0, 2)
    found = minimise(window.program, window.cost)
    assert found.values is not None
    assert found.values[window.find(np.array([0, 1]))] == pytest.approx([2.0, 2.0])


def test_what_came_before_stands() -> None:
    """Bought too much on the first day, the second day has it in store and buys nothing."""
    program, cost = build_store([0.0, 3.0], 5.0)
    x = np.array([3.0, 0.0, 0.0, 3.0, 3.0, 0.0, 0.0, 0.0])
    window = cut_window(program, cost, x, np.zeros(4), 1, 2)
    found = minimise(window.program, window.cost)
    assert found.value == pytest.approx(0.0)


def test_columns_that_are_fixed_are_no_part_of_it() -> None:
    program, cost = build_store([1.0, 1.0], 5.0)
    fixed = program.with_bounds(program.lower, np.where(np.arange(8) == 0, 0.0, program.upper))
    window = cut_window(fixed, cost, np.zeros(8), np.zeros(4), 0, 2)
    assert 0 not in window.columns
    assert window.find(np.array([0, 1])).tolist() == [0]


@settings(max_examples=50)
@given(
    needs=st.lists(st.integers(0, 6).map(float), min_size=2, max_size=6),
    bought=st.integers(1, 5),
    cut=st.integers(1, 5),
)
def test_where_nothing_changes_nothing_is_charged(needs: list[float], bought: int, cut: int) -> None:
    """The best solution stays the best of every window: what it costs there is what its columns cost."""
    program, cost = build_store(needs, float(bought))
    best = minimise(program, cost)
    assert best.values is not None
    assert best.duals is not None
    window = cut_window(program, cost, best.values, best.duals, 0, min(cut, len(needs)))
    found = minimise(window.program, window.cost)
    assert found.value == pytest.approx(float(cost[window.columns] @ best.values[window.columns]), abs=1e-6)
