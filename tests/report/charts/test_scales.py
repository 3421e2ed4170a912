"""Scales and the round numbers and days that an axis names."""

from __future__ import annotations

import datetime

import pytest

from malja.report.charts.scales import Scale, choose_day_ticks, choose_ticks


@pytest.mark.parametrize(
    ("most", "expected"),
    [(10, [0, 5, 10]), (7, [0, 2.5, 5, 7.5]), (100, [0, 50, 100]), (0, [0, 1]), (0.03, [0, 0.01, 0.02, 0.03])],
)
def test_ticks_are_round_and_reach_the_most(most: float, expected: list[float]) -> None:
    assert choose_ticks(most) == pytest.approx(expected)


def test_a_scale_is_straight_and_stops_at_its_ends() -> None:
    up = Scale(low=0, high=10, start=100, end=0)
    assert [up(value) for value in (0, 5, 10, 20, -1)] == [100, 50, 0, 0, 100]
    assert Scale(low=3, high=3, start=1, end=2)(3) == 1


def test_days_are_named_by_weeks() -> None:
    start = datetime.date(2025, 3, 10)
    assert choose_day_ticks(start, 3) == [0, 1, 2]
    assert choose_day_ticks(start, 67) == [0, 14, 28, 42, 56]
    assert choose_day_ticks(start, 1) == [0]
