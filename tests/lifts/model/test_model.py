"""The model as a whole: its program, its caps, all aims in one."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.model.model import TIER_WEIGHT_RATIO, build_model, weigh_objectives
from malja.lifts.model.problem_arrays import build_problem
from malja.operation.rows import Committed
from tests.lifts.cases import base
from tests.lifts.operations import on, smallest


def test_committed_trips_are_lower_bounds() -> None:
    committed = (Committed(lift="truck", date=on(0), item="meal", packs=1),)
    model = build_model(build_problem(base(committed=committed)))
    assert model.program.lower[model.trips].tolist() == [1.0]
    assert build_model(build_problem(base())).program.lower.sum() == 0


def test_integer_columns() -> None:
    """One trip and its load; with fractions of packs the trip alone."""
    assert len(build_model(build_problem(smallest())).whole) == 2
    assert len(build_model(build_problem(base(whole_packs=False))).whole) == 1


def test_caps_and_weights() -> None:
    model = build_model(build_problem(smallest()))
    caps = model.cap_objectives((1.0, 2.0))
    assert [cap.upper for cap in caps] == [1.0, 2.0]
    assert np.array_equal(caps[1].coefficients, model.aims.shortfall[1])
    weights = weigh_objectives(model, (0.0, 10.25, 21.75), 160.0)
    short = model.columns.short[0, :, 0, 0]
    # 0.5 % of 21.75 person-days weigh 5 % of 160.
    assert weights[short[2]] == pytest.approx(10 * 8 / 0.10875, rel=1e-5)
    assert weights[short[1]] == pytest.approx(TIER_WEIGHT_RATIO * weights[short[2]], rel=1e-5)
