"""docs/judgement.md on words of severity and urgency: on all examples and situations, and on random operations."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from tests.lifts.random_operations import operations

from .lines_words import WORDS
from .situations import FOLDERS

PAGE = Path(__file__).parents[2] / "docs" / "judgement.md"


@cache
def read(name: str) -> Operation:
    return read_operation(FOLDERS[name])


@pytest.mark.parametrize("line", WORDS)
@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_words_are_as_they_should_be(name: str, line: str) -> None:
    assert WORDS[line](read(name)) == []


@pytest.mark.parametrize("line", WORDS)
@given(drawn=operations())
@settings(max_examples=25, deadline=None)
def test_words_are_as_they_should_be_of_random_operations(line: str, drawn: Operation) -> None:
    assert WORDS[line](drawn) == []


def test_each_line_on_words_stands_in_the_checklist() -> None:
    rows = dict(re.findall(r"^\| (W\d+) \|.*\| `(\w+)` \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {line: check.__name__ for line, check in WORDS.items()}.items() <= rows.items()
