"""What one device said of a whole day while another, that did not know of it, told of the same day.

A count says how many are there on the evening of its day, a correction how many came (or left) on it in all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja.facts.doubt import Doubt, doubt_id
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows

_At = tuple[str, str, datetime.date]


class ConcurrentFigures:
    """For each place, group and day the last thing that each device told of it in part, and the last of it in whole.

    `code` is that of its doubts.
    """

    def __init__(self, knows: Knows, code: str) -> None:
        self._knows = knows
        self._code = code
        self._parts: dict[_At, dict[str, int]] = {}
        self._wholes: dict[_At, dict[str, tuple[int, int]]] = {}
        self._doubts: dict[str, Doubt] = {}

    @property
    def doubts(self) -> list[Doubt]:
        """A doubt for each word on the whole and each device of whose words on that day it did not know."""
        return list(self._doubts.values())

    def note(self, fact: Fact, place: str, group: str, number: int, *, whole: bool) -> None:
        """Note what a fact told of its day: `number`, of the whole or of a part of it."""
        at, device = (place, group, fact.happened), fact.device
        for teller, entry, other in self._found(at, fact, number, whole):
            said = {"place": place, "group": group, "date": str(fact.happened), "first": teller, "second": other}
            name = doubt_id(self._code, place, group, fact.happened, teller, entry, other)
            self._doubts[name] = Doubt(id=name, code=self._code, values=tuple(said.items()), happened=fact.happened)
        if whole:
            self._wholes.setdefault(at, {})[device] = (fact.number, number)
        else:
            self._parts.setdefault(at, {})[device] = fact.number

    def _found(self, at: _At, fact: Fact, number: int, whole: bool) -> Iterator[tuple[str, int, str]]:
        """The device and number of a word on the whole, and the device of a word that it is apart from."""
        for device, (entry, told) in self._wholes.get(at, {}).items():
            agreed = whole and told == number
            if device != fact.device and not agreed and not self._knows(fact, device, entry):
                yield device, entry, fact.device
        for device, entry in self._parts.get(at, {}).items() if whole else ():
            if device != fact.device and not self._knows(fact, device, entry):
                yield fact.device, fact.number, device
