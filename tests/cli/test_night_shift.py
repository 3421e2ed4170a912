"""What is recorded at night, and weeks that begin on another day: the site's own calendar counts, not UTC's."""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from malja import clock
from tests.cli.sites import a_site, refused, said
from tests.test_clock import other_day

DAY = datetime.timedelta(days=1)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This device's clock stands on another date than UTC's."""
    monkeypatch.setenv("TZ", other_day()[1])
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def school(folder: Path) -> Path:
    """A site that was founded the day before yesterday by UTC."""
    day = str(clock.now().date() - 2 * DAY)
    said("site", "new", folder, "--name", "School", "--on", day)
    said("site", "set", folder, "places", "hall", "role=site", "name=Hall", "lat=1", "lon=2", "--on", day)
    return folder


def last_day(folder: Path) -> str:
    return str(json.loads(said("site", "status", folder, "--json"))["day"])


def test_at_night_it_is_the_day_on_the_wall(tmp_path: Path, elsewhere: None) -> None:
    folder = school(tmp_path / "s")
    said("people", "arrive", folder, "hall", "20")
    assert last_day(folder) == str(clock.now().date() + other_day()[2] * DAY)


def test_the_time_zone_of_the_site_counts_before_the_devices(tmp_path: Path, elsewhere: None) -> None:
    folder = school(tmp_path / "s")
    said("site", "set", folder, "operation", "time_zone=UTC", "--on", str(clock.now().date() - 2 * DAY))
    said("people", "arrive", folder, "hall", "20")
    assert last_day(folder) == str(clock.now().date())


def test_a_time_zone_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    words = refused("site", "set", school(tmp_path / "s"), "operation", "time_zone=Asia/Damascsu")
    assert "there is no time zone Asia/Damascsu; did you mean Asia/Damascus?" in words


def test_a_week_told_by_its_sunday_is_named_rightly(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    words = refused("clinic", "week", site, "base", "2025-03-02", "watery_diarrhoea=9/14", "--on", "2025-03-10")
    assert "weeks begin on Monday here, and 2025-03-02 is a Sunday" in words
    assert "6 are in the week of 2025-03-03: give 2025-03-03, or set week_starts" in words


def test_weeks_begin_on_the_day_that_the_site_says(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    said("site", "set", site, "operation", "week_starts=sunday", "--on", "2025-03-10")
    said("clinic", "week", site, "base", "2025-03-02", "measles=1/0", "--on", "2025-03-10")
    words = refused("clinic", "week", site, "base", "2025-03-03", "measles=1/0", "--on", "2025-03-10")
    assert "weeks begin on Sunday here, and 2025-03-03 is a Monday" in words
    words = refused("site", "set", site, "operation", "week_starts=monday", "--on", "2025-03-10")
    assert "weeks that begin on Sunday are counted here already, and monday would cut them in two" in words
