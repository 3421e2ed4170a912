"""One aim after the other, within the caps of those before it."""

from __future__ import annotations

import dataclasses

import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.stages import break_ties, find_cap, fix_columns, hold_aims, solve_stages
from malja.lifts.solver.program import Effort, minimise
from tests.lifts.operations import smallest

PRECISE = Effort(precise=True)
MODEL = build_model(build_problem(smallest()))


def test_the_four_aims_of_the_smallest_operation() -> None:
    stages = solve_stages(MODEL, MODEL.program, PRECISE, whole=MODEL.whole)
    assert stages is not None
    assert stages.values == pytest.approx((0.0, 10.25, 21.75, 160.0), abs=1e-6)
    assert stages.ended


def test_a_cap_is_the_tolerance_or_a_smallest_step() -> None:
    loose = build_model(build_problem(dataclasses.replace(smallest(), tolerance=(0.1, 0.0, 0.0))))
    assert find_cap(loose, 0, 10.0) == pytest.approx(11.0)
    assert find_cap(loose, 0, 0.0) == pytest.approx(3e-8)
    assert find_cap(loose, 3, 160.0) == 160.0


def test_held_aims_and_broken_ties_lose_nothing() -> None:
    stages = solve_stages(MODEL, MODEL.program, PRECISE, whole=MODEL.whole)
    assert stages is not None
    held = minimise(hold_aims(MODEL, MODEL.program, stages.x, 2), MODEL.objectives()[2], effort=PRECISE)
    assert held.value == pytest.approx(21.75)
    fixed = fix_columns(MODEL.program, MODEL.whole, stages.x)
    assert MODEL.values(break_ties(MODEL, fixed, stages.x, PRECISE)) == pytest.approx(stages.values, abs=1e-5)
