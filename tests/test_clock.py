"""Today is the day on the wall: of a time zone, or of the device."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from zoneinfo import ZoneInfo

from malja import clock


def other_day() -> tuple[ZoneInfo, str, int]:
    """A time zone with another date than UTC's right now, as TZ says it, and how many days it is ahead."""
    if datetime.datetime.now(tz=datetime.UTC).hour < 11:
        return ZoneInfo("Etc/GMT+12"), "LOC+12", -1
    return ZoneInfo("Pacific/Kiritimati"), "LOC-14", 1


def test_a_time_zone_has_its_own_today() -> None:
    zone, _, days = other_day()
    assert clock.today(zone) == clock.now().date() + datetime.timedelta(days=days)
    assert clock.today(ZoneInfo("UTC")) == clock.now().date()


def test_without_a_time_zone_the_devices_own_counts() -> None:
    _, named, days = other_day()
    printed = subprocess.run(
        [sys.executable, "-c", "from malja import clock; print(clock.today())"],
        env={**os.environ, "TZ": named},
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == str(clock.now().date() + datetime.timedelta(days=days))
