"""Days of the week in one cell, as people write them: `tue thu`, `Tuesday, Thursday`, `mon-fri`."""

from __future__ import annotations

import re
from itertools import takewhile

#: As `datetime.date.weekday` counts them.
WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: What people write for each day besides its first three letters.
_LONG_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTER = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


def read_weekdays(text: str) -> str | None:
    """The days of a cell in the form `tue thu`, from Monday on, each once; None where a word is no day of the week."""
    words = re.sub(r"\s*[-–]\s*", "-", text.casefold())
    found: set[int] = set()
    for word in re.split(r"[\s,;/+&]+", words.strip()):
        ends = [_find_weekday(part) for part in word.split("-")]
        if len(ends) > 2 or None in ends:
            return None
        first, last = ends[0] or 0, ends[-1] or 0
        found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return " ".join(WEEKDAY_NAMES[day] for day in sorted(found)) or None


def list_weekdays(days: str) -> frozenset[int]:
    """The numbers of the days in a text that `read_weekdays` wrote; all seven where it is blank."""
    return frozenset(WEEKDAY_NAMES.index(day) for day in days.split()) or frozenset(range(7))


def _find_weekday(word: str) -> int | None:
    word = "".join(takewhile(lambda sign: sign != ".", word))
    if word in _SHORTER:
        return _SHORTER[word]
    return next((day for day in range(7) if word in (WEEKDAY_NAMES[day], _LONG_NAMES[day])), None)
