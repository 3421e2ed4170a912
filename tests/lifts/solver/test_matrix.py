"""A matrix in bulk: numbers of columns and rows, entries, absent ones left out."""

from __future__ import annotations

import numpy as np

from malja.lifts.solver.matrix import ABSENT, MatrixBuilder, append_rows, gather, scatter


def test_columns_are_numbered_where_they_exist() -> None:
    builder = MatrixBuilder()
    assert builder.add_columns(np.array([True, False, True])).tolist() == [0, ABSENT, 1]
    assert builder.add_columns(np.array([True]), upper=4.0, whole=True).tolist() == [2]
    matrix = builder.build()
    assert matrix.upper.tolist() == [np.inf, np.inf, 4.0]
    assert matrix.whole.tolist() == [False, False, True]


def test_entries_of_one_place_add_up_and_absent_ones_are_left_out() -> None:
    builder = MatrixBuilder()
    columns = builder.add_columns(np.array([True, True, False]))
    rows = builder.add_rows(np.array([True]), 1.0, 2.0, limit="room")
    builder.add_entries(rows, columns, np.array([3.0, 4.0, 5.0]))
    builder.add_entries(rows, columns[:1], 0.5)
    matrix = builder.build()
    assert (matrix.start.tolist(), matrix.index.tolist(), matrix.value.tolist()) == ([0, 1, 2], [0, 0], [3.5, 4.0])
    assert builder.limits["room"].tolist() == [0]
    wider = matrix.widen_rows(rows, np.array([10.0]))
    assert (wider.row_lower.tolist(), wider.row_upper.tolist()) == ([11.0], [12.0])


def test_values_of_absent_columns_are_0() -> None:
    numbers = np.array([[1, ABSENT], [ABSENT, 0]])
    assert gather(np.array([5.0, 7.0]), numbers).tolist() == [[7.0, 0.0], [0.0, 5.0]]
    assert gather(np.zeros(0), np.array([ABSENT])).tolist() == [0.0]
    values = np.zeros(2)
    scatter(values, numbers, np.array([3.0, 4.0]))
    assert values.tolist() == [4.0, 3.0]


def test_the_last_axis_counts_days() -> None:
    builder = MatrixBuilder()
    columns = builder.add_columns(np.array([[True, True, False], [False, True, True]]))
    matrix = builder.build()
    assert matrix.day[columns[columns >= 0]].tolist() == [0, 1, 1, 2]
    assert matrix.widen_rows(np.zeros(0, dtype=np.int64), np.zeros(0)).day.tolist() == [0, 1, 1, 2]


def test_further_rows_stand_behind_those_of_a_matrix() -> None:
    builder = MatrixBuilder()
    columns = builder.add_columns(np.array([True, True]))
    builder.add_entries(builder.add_rows(np.array([True]), 1.0, 2.0), columns, np.array([3.0, 4.0]))
    start, row, value = append_rows(builder.build(), [np.array([0.0, 7.0]), np.array([8.0, 9.0])])
    assert (start.tolist(), row.tolist(), value.tolist()) == ([0, 2, 5], [0, 2, 0, 1, 2], [3.0, 8.0, 4.0, 7.0, 9.0])
