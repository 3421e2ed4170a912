"""How the public figures are said."""

from __future__ import annotations

from malja.report.public import public_words as words
from malja.report.public.figures import Week

WEEK = Week(year=2025, number=11, month=3)


def test_a_week_is_said_by_its_number_and_month() -> None:
    assert "11" in words.say_week(WEEK)
    assert "March 2025" in words.say_week(WEEK)
    assert "11" in words.say_short_week(WEEK)


def test_few_people_are_not_counted_out() -> None:
    assert words.say_count(8000) == "8,000"
    assert not any(digit in words.say_count(None) for digit in "23456789")


def test_what_is_not_told_is_said_to_be_not_told() -> None:
    assert words.say_missing(None) == words.say_public_quantity(None, "l", daily=True) != ""
    assert words.say_missing(40) == "40 %"
    assert words.say_public_quantity(1200, "l", daily=False) == "1,200 l"
