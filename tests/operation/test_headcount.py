"""Headcounts a pencil can work out."""

from __future__ import annotations

import datetime

from malja.operation.headcount import count_arrived, count_present, find_first_negative, find_first_people
from malja.operation.rows import Movement, Place, Tables

START = datetime.date(2025, 3, 1)


def on(day: int) -> datetime.date:
    return START + datetime.timedelta(days=day)


def camp(*people: Movement, days: int = 4, reserve_days: int = 2) -> Tables:
    places = (Place(place="hub", role="hub"), Place(place="camp", role="site"), Place(place="empty", role="site"))
    return Tables(name="Camp", start=START, days=days, reserve_days=reserve_days, places=places, people=people)


def test_people_stay_until_they_leave() -> None:
    tables = camp(
        Movement(place="camp", date=on(0), arrivals=100),
        Movement(place="camp", date=on(2), arrivals=50, departures=30),
        Movement(place="camp", date=on(3), departures=20),
    )
    assert count_present(tables)["camp"].tolist() == [100, 100, 120, 100, 100, 100]
    assert count_arrived(tables)["camp"].tolist() == [100, 100, 150, 150, 150, 150]


def test_movements_before_the_start_count_from_day_0() -> None:
    tables = camp(
        Movement(place="camp", date=on(-400), arrivals=100),
        Movement(place="camp", date=on(-3), departures=40),
    )
    assert count_present(tables)["camp"].tolist() == [60] * 6
    assert count_arrived(tables)["camp"].tolist() == [100] * 6


def test_after_the_last_day_of_lifts_the_number_stays() -> None:
    tables = camp(Movement(place="camp", date=on(3), arrivals=7), Movement(place="camp", date=on(4), arrivals=900))
    assert count_present(tables)["camp"].tolist() == [0, 0, 0, 7, 7, 7]
    assert count_arrived(tables)["camp"].tolist() == [0, 0, 0, 7, 7, 7]


def test_every_site_has_its_row_and_only_sites() -> None:
    here = count_present(camp())
    assert list(here) == ["camp", "empty"]
    assert here["empty"].tolist() == [0] * 6


def test_rows_of_one_day_are_taken_together() -> None:
    tables = camp(
        Movement(place="camp", date=on(1), departures=10),
        Movement(place="camp", date=on(1), arrivals=10),
    )
    assert find_first_negative(tables, "camp") is None


def test_the_first_day_with_fewer_than_nobody_is_found() -> None:
    come = Movement(place="camp", date=on(-9), arrivals=10)
    go = Movement(place="camp", date=on(2), departures=11)
    late = Movement(place="camp", date=on(3), arrivals=100)
    assert find_first_negative(camp(late, go, come), "camp") == (2, (come, go))


def test_the_first_people_may_have_come_long_before_the_plan() -> None:
    """Who came ten days before, left, and came again on day 2: the first day with people is day -10."""
    moves = (
        Movement(place="camp", date=on(2), arrivals=5),
        Movement(place="camp", date=on(-10), arrivals=5),
        Movement(place="camp", date=on(-8), departures=5),
    )
    assert find_first_people(camp(*moves), "camp") == -10
    assert find_first_people(camp(*moves), "empty") is None
