"""Concurrent counts and changes of the same goods: told on two devices that did not know of each other."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from malja.facts.fact import Fact
from malja.facts.knowledge import Knows


class _Counted(NamedTuple):
    """The last count on a device: its number in the device's chain, and its day."""

    number: int
    day: datetime.date


class ConcurrentCounts:
    """For each store and item the last change and the last count of each device."""

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self._changes: dict[tuple[str, str], dict[str, int]] = {}
        self._counts: dict[tuple[str, str], dict[str, _Counted]] = {}
        self._count_days: dict[tuple[str, str], set[datetime.date]] = {}
        self._told: set[tuple[str, str, str, int, str]] = set()

    def note(self, fact: Fact, store: str, item: str, *, counted: bool) -> list[tuple[datetime.date, str, str]]:
        """Note a change or a count; gives the day and device of each count, and the device that it did not know of.

        Each pair is given once: the changes of a week on a device out of touch are one question, not a hundred.
        """
        at, device = (store, item), fact.device
        found = []
        counts = self._counts.get(at)
        if counted:
            for other, number in self._changes.get(at, {}).items():
                if other != device and not self._knows(fact, other, number):
                    found.append((_Counted(fact.number, fact.happened), device, other))
            self._counts.setdefault(at, {})[device] = _Counted(fact.number, fact.happened)
            self._count_days.setdefault(at, set()).add(fact.happened)
        elif counts:
            for other, count in counts.items():
                if other != device and not self._knows(fact, other, count.number):
                    found.append((count, other, device))
        self._changes.setdefault(at, {})[device] = fact.number
        new = []
        for count, counter, changer in found:
            key = (store, item, counter, count.number, changer)
            if key not in self._told:
                self._told.add(key)
                new.append((count.day, counter, changer))
        return new

    def counted_on(self, store: str, item: str, day: datetime.date) -> bool:
        """Whether a count of that day is told already."""
        return day in self._count_days.get((store, item), ())
