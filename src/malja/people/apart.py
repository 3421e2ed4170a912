"""Counts and movements of one day on two devices that did not know of each other: which of them saw the other?"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from malja.facts.doubt import Doubt, doubt_id
from malja.facts.fact import Fact

#: Whether a fact's device held the entry (device, number) when it recorded the fact.
Knows = Callable[[Fact, str, int], bool]


def in_order(fact: Fact, device: str, number: int) -> bool:
    """What comes before a fact in the order of the state was known to its device: true where one device records."""
    return True


class Apart:
    """For each place, group and day the last movement and the last count of each device."""

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self._moves: dict[tuple[str, str, datetime.date], dict[str, int]] = {}
        self._counts: dict[tuple[str, str, datetime.date], dict[str, tuple[int, int]]] = {}
        self._doubts: dict[str, Doubt] = {}

    @property
    def doubts(self) -> list[Doubt]:
        """A doubt for each count and each device of whose words on that day it did not know."""
        return list(self._doubts.values())

    def note(self, fact: Fact, place: str, group: str, number: int, *, counted: bool) -> None:
        """Note that people came or left, or were counted (`number`: how many)."""
        at, device = (place, group, fact.happened), fact.device
        for counter, entry, other in self._found(at, fact, number, counted):
            said = {"place": place, "group": group, "date": str(fact.happened), "first": counter, "second": other}
            name = doubt_id("counted_apart", place, group, fact.happened, counter, entry, other)
            self._doubts[name] = Doubt(
                id=name, code="counted_apart", values=tuple(said.items()), happened=fact.happened
            )
        if counted:
            self._counts.setdefault(at, {})[device] = (fact.number, number)
        else:
            self._moves.setdefault(at, {})[device] = fact.number

    def _found(
        self, at: tuple[str, str, datetime.date], fact: Fact, number: int, counted: bool
    ) -> Iterator[tuple[str, int, str]]:
        """The device and number of a count, and the device of what it did not know and what did not know it."""
        for device, (entry, counts) in self._counts.get(at, {}).items():
            agreed = counted and counts == number
            if device != fact.device and not agreed and not self._knows(fact, device, entry):
                yield device, entry, fact.device
        for device, entry in self._moves.get(at, {}).items() if counted else ():
            if device != fact.device and not self._knows(fact, device, entry):
                yield fact.device, fact.number, device
