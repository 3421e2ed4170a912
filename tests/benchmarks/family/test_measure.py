"""An operation planned in a process of its own: what it used, and its plan."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.family.measure import plan_apart
from malja.operation.write_operation import write_operation
from tests.lifts.operations import smallest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a child has used")


def test_the_smallest_operation_is_planned_apart(tmp_path: Path) -> None:
    write_operation(smallest(), tmp_path / "made")
    planned = plan_apart(tmp_path / "made", None)
    assert planned.plan is not None, planned.said
    assert [round(row["value"], 2) for row in planned.plan["aims"]] == [0, 10.25, 21.75, 160]
    assert 0 < planned.cpu < 60
    assert 10 < planned.mb < 1000


def test_a_peak_is_the_child_s_own_and_not_what_the_parent_holds(tmp_path: Path) -> None:
    write_operation(smallest(), tmp_path / "made")
    before = plan_apart(tmp_path / "made", None).mb
    held = b"x" * 300_000_000
    assert plan_apart(tmp_path / "made", None).mb < before + 100
    assert held


def test_an_operation_that_cannot_be_read_has_no_plan(tmp_path: Path) -> None:
    planned = plan_apart(tmp_path / "nowhere", None)
    assert planned.plan is None
    assert planned.said
