"""The only source of "now": everything else takes times as values, so that the same input gives the same bytes."""

from __future__ import annotations

import datetime
import time


def seconds() -> float:
    """Seconds on a clock that never runs backwards, for measuring how long work takes."""
    return time.monotonic()


def today(zone: datetime.tzinfo | None = None) -> datetime.date:
    """Today's date in a time zone; if not given, in the device's own: the date that its user sees."""
    return datetime.datetime.now(tz=datetime.UTC).astimezone(zone).date()


def now() -> datetime.datetime:
    """This moment in UTC, to the second."""
    return datetime.datetime.now(tz=datetime.UTC).replace(microsecond=0)
