"""Ranges of numbers on papers."""

from __future__ import annotations

from malja.language.speech import speaking
from malja.report.papers.ranges import say_range, say_ranges


def test_numbers_that_follow_one_another_are_a_range() -> None:
    assert say_ranges([1, 2, 3, 4, 9, 11, 12]) == "1-4, 9, 11-12"
    assert say_ranges([]) == ""


def test_one_number_is_no_range_and_thousands_have_no_mark() -> None:
    assert say_range(7, 7) == "7"
    assert say_range(999, 1001) == "999-1001"


def test_the_digits_are_those_that_are_spoken() -> None:
    with speaking("ar", "arab"):
        assert say_range(1, 4) == "١-٤"
