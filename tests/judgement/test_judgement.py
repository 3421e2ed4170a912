"""docs/judgement.md, line by line: on all examples, a school, a base in winter, three sites, and random operations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from tests.lifts.random_extras import PARTS, fuller_operations
from tests.lifts.test_properties import examples

from .lines_food import FOOD
from .lines_loads import LOADS
from .situations import FOLDERS, Situation

LINES = LOADS | FOOD
PAGE = Path(__file__).parents[2] / "docs" / "judgement.md"


@pytest.mark.parametrize("line", LINES)
def test_a_line_holds(at: Situation, line: str) -> None:
    assert LINES[line](at) == []


def test_the_judge_finds_no_fault(at: Situation) -> None:
    assert at.faults == []


@examples(25)
@given(fuller_operations(*PARTS, exact=False))
def test_all_lines_hold_on_random_operations(operation: Operation) -> None:
    at = Situation(operation, format_plan(plan_lifts(operation)))
    broken = {line: found for line, check in LINES.items() if (found := check(at))}
    assert broken == {}


def test_the_page_has_a_row_for_each_line() -> None:
    rows = re.findall(r"^\| (\d+) \|.*\| `(\w+)` \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert dict(rows) == {line: check.__name__ for line, check in LINES.items()}


def test_the_situations_are_there() -> None:
    assert set(FOLDERS) == {"hmeimim", "three-valleys", "wfp-syria", "school", "winter-base", "three-sites"}
