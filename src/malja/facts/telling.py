"""What a device told late: of a day, after it had told of a later one."""

from __future__ import annotations

import datetime

from malja.facts.fact import Fact


class LastDays:
    """The latest day of which each device has told, fact by fact in the order of the state."""

    def __init__(self) -> None:
        self._days: dict[str, datetime.date] = {}

    def note(self, fact: Fact) -> None:
        """Take in a fact; facts that are not applied count too."""
        if fact.happened > self._days.get(fact.device, datetime.date.min):
            self._days[fact.device] = fact.happened

    def is_late(self, device: str, day: datetime.date) -> bool:
        """Whether a device has told of a later day already."""
        return day < self._days.get(device, datetime.date.min)
