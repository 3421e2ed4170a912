"""Small programs that a pencil solves: linear, with whole numbers, without a solution."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.solver.matrix import MatrixBuilder
from malja.lifts.solver.program import Cap, Effort, Program, Session, minimise

COST = np.array([1.0, 2.0])


def program(least: float) -> Program:
    """Columns x <= 2 and y with x + y >= `least`."""
    builder = MatrixBuilder()
    columns = builder.add_columns(np.array([True, True]), upper=np.array([2.0, np.inf]))
    builder.add_entries(builder.add_rows(np.array([True]), least, np.inf), columns, 1.0)
    matrix = builder.build()
    return Program(matrix=matrix, lower=np.zeros(2), upper=matrix.upper)


def test_the_least_value_and_its_price() -> None:
    """x = 2 costs 2, y = 1 costs 2; one more on the right-hand side costs 2."""
    answer = minimise(program(3.0), COST)
    assert answer.ended
    assert [answer.value, answer.bound] == pytest.approx([4.0, 4.0])
    assert answer.values == pytest.approx([2.0, 1.0])
    assert answer.duals == pytest.approx([2.0])


def test_whole_numbers() -> None:
    """x + y >= 2.5 with both whole: 2 and 1."""
    assert minimise(program(2.5), COST).value == pytest.approx(3.0)
    assert minimise(program(2.5), COST, whole=np.array([0, 1])).value == pytest.approx(4.0)


def test_a_cap_and_no_solution() -> None:
    capped = program(3.0).with_caps(Cap(coefficients=np.array([1.0, 0.0]), upper=1.0))
    assert minimise(capped, COST).value == pytest.approx(5.0)
    nothing = program(3.0).with_bounds(np.zeros(2), np.ones(2))
    assert minimise(nothing, COST).values is None


def test_a_session_goes_on_with_other_bounds() -> None:
    session = Session(program(3.0), COST, Effort())
    first = session.solve()
    session.fix(np.array([0]), np.array([0.0]))
    assert [first.value, session.solve().value] == pytest.approx([4.0, 6.0])


def test_a_gap_is_counted_from_what_is_named_and_changes_no_value() -> None:
    """With 4 as zero the best stands at nothing: no gap but none at all would do, unless so much is near enough."""
    whole = np.array([0, 1])
    for effort in (Effort(), Effort().counted_from(3.0, 1e-6), Effort().counted_from(4.0, 1e-6)):
        answer = minimise(program(2.5), COST, whole=whole, effort=effort)
        assert [answer.value, answer.bound] == pytest.approx([4.0, 4.0])
    rough = minimise(program(2.5), COST, whole=whole, effort=Effort(nodes=1).counted_from(3.0, 10.0))
    assert rough.bound <= 4.0 <= rough.value
