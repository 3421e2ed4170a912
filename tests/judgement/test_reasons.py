"""docs/judgement.md, W1 to W4: the reasons of loads, on the school, small examples and random operations."""

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

from .lines_reasons import REASONS
from .situations import Situation

PAGE = Path(__file__).parents[2] / "docs" / "judgement.md"


@pytest.mark.parametrize("line", REASONS)
def test_a_line_holds(at: Situation, line: str) -> None:
    assert REASONS[line](at) == []


@examples(25)
@given(fuller_operations(*PARTS, exact=False))
def test_all_lines_hold_on_random_operations(operation: Operation) -> None:
    at = Situation(operation, format_plan(plan_lifts(operation)))
    broken = {line: found for line, check in REASONS.items() if (found := check(at))}
    assert broken == {}


def test_each_line_on_reasons_stands_in_the_checklist() -> None:
    rows = dict(re.findall(r"^\| (W\d+) \|.*\| `(\w+)` \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {line: check.__name__ for line, check in REASONS.items()}.items() <= rows.items()
