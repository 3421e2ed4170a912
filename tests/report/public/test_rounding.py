"""How figures are made coarse: at each bound, by hand."""

from __future__ import annotations

import datetime
import itertools

import pytest

from malja.report.public.figures import Week
from malja.report.public.rounding import (
    FEW_PEOPLE,
    PEOPLE_STEPS,
    assign_weeks,
    find_week,
    round_missing,
    round_people,
    round_quantity,
)

MONDAY = datetime.date(2025, 3, 10)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        *[(0, 0), (0.4, None), (1, None), (9, None), (9.99, None), (10, 10), (14, 10), (15, 20), (194, 190)],
        *[(199, 200), (200, 200), (224, 200), (225, 250), (976, 1000), (1000, 1000), (1049, 1000), (1050, 1100)],
        *[(8217, 8200), (8250, 8300), (19_960, 20_000), (20_499, 20_000), (123_456, 123_000)],
    ],
)
def test_people_are_rounded_by_their_number(number: float, told: int | None) -> None:
    assert round_people(number) == told


def test_no_number_of_people_stands_alone() -> None:
    """Behind every number that is told there are ten people more or fewer: none can be told from its neighbours."""
    told = [round_people(number) for number in range(FEW_PEOPLE, 30_000)]
    assert None not in told
    runs = [len(list(same)) for _, same in itertools.groupby(told)]
    assert min(runs) >= 5
    assert min(runs[1:]) >= min(step for _, step in PEOPLE_STEPS)


@pytest.mark.parametrize(
    ("share", "told"),
    [
        *[(0.0, 0), (0.005, 0), (0.006, 10), (0.04, 10), (0.149, 10), (0.15, 20), (0.94, 90), (0.96, 90)],
        *[(0.994, 90), (0.995, 100), (1.0, 100)],
    ],
)
def test_what_is_missing_is_told_in_tens(share: float, told: int) -> None:
    assert round_missing(share) == told


def test_amounts_have_two_digits() -> None:
    assert [round_quantity(number) for number in (123_255, 0.01249, 9, 98.7)] == [120_000, 0.012, 9, 99]


def test_a_week_goes_from_monday_to_sunday() -> None:
    assert find_week(MONDAY) == find_week(MONDAY + 6 * DAY) == Week(year=2025, number=11, month=3)
    assert find_week(MONDAY - DAY).number == 10
    # 30 December 2024 lies in the first week of 2025, whose Thursday is 2 January.
    assert find_week(datetime.date(2024, 12, 30)) == Week(year=2025, number=1, month=1)


@pytest.mark.parametrize("before", range(7))
@pytest.mark.parametrize("days", [1, 5, 7, 8, 13, 20, 67])
def test_no_week_tells_of_fewer_than_seven_days(before: int, days: int) -> None:
    told = assign_weeks(MONDAY + before * DAY, days)
    assert len(told) == days
    assert list(told) == sorted(told)
    counts = [told.count(one) for one in dict.fromkeys(told)]
    assert counts == [days] or min(counts) >= 7


def test_no_days_no_weeks() -> None:
    assert assign_weeks(MONDAY, 0) == ()
