"""docs/judgement.md on pages, line by line: on all examples, a school, a base in winter and three sites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .lines_pages import PAGES
from .situations import Situation

PAGE = Path(__file__).parents[2] / "docs" / "judgement.md"


@pytest.mark.parametrize("line", PAGES)
def test_a_page_is_as_it_should_be(at: Situation, line: str) -> None:
    assert PAGES[line](at) == []


def test_each_line_on_pages_stands_in_the_checklist() -> None:
    rows = dict(re.findall(r"^\| (W\d+) \|.*\| `(\w+)` \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {line: check.__name__ for line, check in PAGES.items()}.items() <= rows.items()
