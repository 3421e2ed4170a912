"""How far needs are met, on paper: shares of people and days."""

from __future__ import annotations

import datetime

import pytest

from malja.catalogue.facts import Need
from malja.lifts.plan.plan import Coverage
from malja.report.two_pages.response import NeedReached, find_least_met, find_reached_needs

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


def test_of_needs_met_as_little_the_one_that_harms_most_and_soonest_is_named() -> None:
    def need(name: str, harm_to: str, after: float) -> Need:
        values = {"need": name, "name": name, "sector": "health", "kind": "daily", "unit": "unit", "minimum": 1.0}
        return Need(**values, harm_to=harm_to, harm_after_days=after)  # type: ignore[arg-type]

    def reached(name: str, met: float) -> NeedReached:
        return NeedReached(need=name, people=10.0, met=met, worst="minimum")

    needs = (need("medicines", "health", 1.0), need("surgery", "life", 2.0), need("delivery", "life", 0.5))
    none = [reached("medicines", 0.0), reached("surgery", 0.0), reached("delivery", 0.001)]
    assert find_least_met(none, needs).need == "delivery", "0.1 % is 0 % on paper"
    assert find_least_met(none[:2], needs).need == "surgery"
    assert find_least_met([reached("medicines", 0.1), reached("delivery", 0.3)], needs).need == "medicines"
    assert find_least_met([reached("medicines", 1.0), reached("delivery", 1.0)], needs).met == 1.0
