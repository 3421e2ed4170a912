"""The coefficients of the aims."""

from __future__ import annotations

import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from tests.lifts.operations import smallest


def test_cost_and_shortfall() -> None:
    """A pack of ten meals at 0.5, a trip at 100, 5 kg at 2; ten people, each quarter 10 % dearer."""
    model = build_model(build_problem(smallest()))
    aims, columns = model.aims, model.columns
    assert aims.cost[columns.buy[columns.buy >= 0]].tolist() == [5.0] * 3
    assert aims.cost[columns.trips[columns.trips >= 0]].tolist() == [100.0]
    assert aims.cost[columns.load[columns.load >= 0]].tolist() == [10.0]
    assert aims.shortfall[0][columns.short[0, 0, :, 0]] == pytest.approx([10.0, 11.0, 12.0, 13.0])
    # 1e-9 of ten people on three days.
    assert aims.least == pytest.approx((3e-8, 3e-8, 3e-8, 0.0))
