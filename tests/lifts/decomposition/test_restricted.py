from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.decomposition.restricted import restrict_model
from malja.lifts.solver.program import minimise
from tests.lifts.decomposition.networks import by_truck, split


def test_all_of_a_model_is_the_model() -> None:
    model, _ = split(by_truck())
    matrix = model.program.matrix
    every_column, every_row = np.arange(len(model.program.upper)), np.arange(len(matrix.row_lower))
    same = restrict_model(model, every_column, every_row, matrix.row_lower, matrix.row_upper)
    assert same.trips.tolist() == model.trips.tolist()
    assert same.packs.tolist() == model.packs.tolist()
    for mine, theirs in zip(same.objectives(), model.objectives(), strict=True):
        assert minimise(same.program, mine).value == pytest.approx(minimise(model.program, theirs).value)


def test_the_columns_of_a_site_keep_their_places() -> None:
    model, partition = split(by_truck())
    columns, rows = np.flatnonzero(partition.column == 1), np.flatnonzero(partition.row == 1)
    matrix = model.program.matrix
    part = restrict_model(model, columns, rows, matrix.row_lower[rows], matrix.row_upper[rows])
    there = part.columns.trips >= 0
    assert (columns[part.columns.trips[there]] == model.columns.trips[there]).all()
    assert there.sum() == len(part.trips) > 0
    assert (part.columns.short[0] < 0).all()
