"""How far needs are met, on paper: shares of people and days."""

from __future__ import annotations

import datetime

import pytest

from malja.lifts.plan.plan import Coverage
from malja.report.two_pages.response import find_reached_needs

DAY = datetime.date(2025, 3, 10)


def row(day: int, people: float, short: float, place: str = "camp") -> Coverage:
    return Coverage(
        place=place,
        need="water",
        date=DAY + datetime.timedelta(days=day),
        people=people,
        provided=15 * people * (1 - short),
        required={"survival": 7.5 * people, "minimum": 15 * people},
        short={"survival": max(0.0, 1 - 2 * (1 - short)), "minimum": short},
    )


def test_half_of_what_is_due_and_all_on_every_second_day_are_the_same() -> None:
    (half,) = find_reached_needs((row(0, 100, 0.5), row(1, 100, 0.5)))
    (every_second,) = find_reached_needs((row(0, 100, 0.0), row(1, 100, 1.0)))
    assert half.met == every_second.met == 0.5
    assert half.worst == "minimum"
    assert every_second.worst == "survival"


def test_people_of_all_sites_are_added_up_day_by_day() -> None:
    (found,) = find_reached_needs((row(0, 100, 0.0), row(0, 300, 0.2, "school"), row(1, 50, 0.0)))
    assert found.people == 400
    assert found.met == pytest.approx(1 - 60 / 450)
