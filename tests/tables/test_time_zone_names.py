from __future__ import annotations

import datetime

import pytest

from malja.tables.time_zone_names import find_time_zone, suggest_time_zone


def test_syria_keeps_three_hours_before_utc_all_year() -> None:
    """Since October 2022 without summer time."""
    damascus = find_time_zone("Asia/Damascus")
    assert damascus is not None
    for month in (1, 7):
        assert damascus.utcoffset(datetime.datetime(2026, month, 15)) == datetime.timedelta(hours=3)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["", "Asia", "Damascus", "../etc/passwd", "UTC+3", "\0", "\ud800"])
def test_what_is_no_time_zone_is_none(name: str) -> None:
    assert find_time_zone(name) is None


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("asia/damascus", "Asia/Damascus"),
        ("Asia/Damascsu", "Asia/Damascus"),
        ("Damascus", "Asia/Damascus"),
        ("addis ababa", "Africa/Addis_Ababa"),
        ("three hours before", ""),
    ],
)
def test_the_zone_that_was_meant_is_named(name: str, near: str) -> None:
    assert suggest_time_zone(name) == near
