"""Time zones by their IANA names, such as Asia/Damascus."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def find_time_zone(name: str) -> ZoneInfo | None:
    """The time zone of that name; None: there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones.
        return None


def suggest_time_zone(name: str) -> str:
    """The name of a time zone that somebody may have meant: another spelling, or its city alone.

    Blank: none is near.
    """
    wanted = name.casefold().replace(" ", "_")
    known = _load_names()
    cities = {zone.rpartition("/")[2]: zone for zone in known if "/" in zone}
    for names in (known, cities):
        if near := get_close_matches(wanted, names, n=1, cutoff=0.8):
            return known[near[0] if names is known else cities[near[0]]]
    return ""


@cache
def _load_names() -> Mapping[str, str]:
    """The names of all time zones by what is left of them without capitals."""
    return {zone.casefold(): zone for zone in sorted(available_timezones())}
