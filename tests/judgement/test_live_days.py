"""docs/judgement.md on a day's work at a live site, line by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .lines_live_days import LIVE_DAYS

PAGE = Path(__file__).parents[2] / "docs" / "judgement.md"


@pytest.mark.parametrize("line", LIVE_DAYS)
def test_a_live_day_is_as_it_should_be(line: str, tmp_path: Path) -> None:
    assert list(LIVE_DAYS[line](tmp_path)) == []


def test_each_line_on_live_days_stands_in_the_checklist() -> None:
    rows = dict(re.findall(r"^\| (W\d+) \|.*\| `(\w+)` \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {line: check.__name__ for line, check in LIVE_DAYS.items()}.items() <= rows.items()
