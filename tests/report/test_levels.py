"""How bad a day is for a need."""

from __future__ import annotations

import datetime

from malja.catalogue.facts import Tier
from malja.lifts.plan.plan import Coverage
from malja.report.levels import find_gravest_level, find_level


def day(required: dict[Tier, float], provided: float) -> Coverage:
    short: dict[Tier, float] = {tier: max(0.0, 1 - provided / least) for tier, least in required.items() if least}
    date = datetime.date(2025, 3, 14)
    return Coverage(
        place="camp", need="food", date=date, people=100.0, provided=provided, required=required, short=short
    )


def test_the_level_of_a_day_is_the_lowest_tier_that_is_missed() -> None:
    required: dict[Tier, float] = {"survival": 50.0, "minimum": 100.0}
    assert [find_level(day(required, given)) for given in (49, 50, 99, 100)] == [
        *("survival", "minimum", "minimum", "fine")
    ]


def test_less_than_half_a_per_cent_is_not_noticed() -> None:
    assert find_level(day({"survival": 100.0}, 99.6)) == "fine"


def test_nothing_asked_is_blank() -> None:
    assert find_level(day({}, 0.0)) == find_level(day({"survival": 0.0}, 0.0)) == "blank"


def test_the_gravest_of_several_levels_and_of_none() -> None:
    assert find_gravest_level(["fine", "target", "survival"]) == "survival"
    assert find_gravest_level([]) == "blank"
