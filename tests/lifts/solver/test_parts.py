"""A program split into parts that have no row in common."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from malja.lifts.solver.matrix import MatrixBuilder
from malja.lifts.solver.parts import FIXED, ProgramParts
from malja.lifts.solver.program import Effort, Program, Session, minimise


def build(pairs: list[tuple[int, int]], columns: int, held: set[int]) -> Program:
    """Columns of 0..4, those `held` fixed at 1; a row for each pair: together at least 3."""
    m = MatrixBuilder()
    numbers = m.add_columns(np.ones((columns, 1), dtype=bool), upper=4.0)[:, 0]
    rows = m.add_rows(np.ones((len(pairs), 1), dtype=bool), 3.0, np.inf)[:, 0]
    for row, (one, other) in zip(rows, pairs, strict=True):
        m.add_entries(np.array([row]), numbers[[one]], 1.0)
        m.add_entries(np.array([row]), numbers[[other]], 1.0)
    built = m.build()
    lower, upper = np.zeros(columns), np.full(columns, 4.0)
    for column in held:
        lower[column] = upper[column] = 1.0
    return Program(matrix=built, lower=lower, upper=upper)


def test_what_a_fixed_column_joins_is_apart() -> None:
    """0-1, 1-2, 3-4 with column 1 fixed at 1: three parts, in which 0 and 2 have to be 2 each."""
    program = build([(0, 1), (1, 2), (3, 4)], 5, {1})
    parts = ProgramParts(program, np.zeros(3, dtype=bool))
    assert parts.part_of.tolist() == [0, FIXED, 1, 2, 2]
    first = parts.build(0)
    assert first.columns.tolist() == [0]
    assert Session(first.program, np.ones(1), Effort()).solve().values == [2.0]
    assert parts.build(2).columns.tolist() == [3, 4]


def test_a_row_that_is_dropped_joins_nothing() -> None:
    parts = ProgramParts(build([(0, 1), (1, 2)], 3, set()), np.array([False, True]))
    assert parts.part_of.tolist() == [0, 0, 1]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12), st.sets(st.integers(0, 9), max_size=3))
def test_the_parts_together_are_the_whole(pairs: list[tuple[int, int]], held: set[int]) -> None:
    program = build(pairs, 10, held)
    cost = np.arange(1.0, 11.0)
    whole = minimise(program, cost)
    parts = ProgramParts(program, np.zeros(len(pairs), dtype=bool))
    values = program.lower.copy()
    answers = []
    for number in range(parts.part_of.max(initial=-1) + 1):
        part = parts.build(number)
        answer = minimise(part.program, cost[part.columns])
        answers.append(answer)
        if answer.values is not None:
            values[part.columns] = answer.values
    free = all(one not in held or other not in held or one == other for one, other in pairs)
    if free and whole.values is not None:
        assert np.isclose(cost @ values, whole.value)
