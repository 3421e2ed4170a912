"""Figures that are told more than once (what is due, what a meal takes): which value held for whom and on which day."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True, order=True)
class Version(Generic[V]):
    """A value, the day from which it holds, and the entry that told it; sorted by day, then as told."""

    happened: datetime.date
    place: int
    device: str = field(compare=False)
    number: int = field(compare=False)
    by: str = field(compare=False)
    value: V = field(compare=False)


class Versions(Generic[K, V]):
    """Every value that each key was given, none of them lost."""

    def __init__(self, knows: Knows = knows_all) -> None:
        self._knows = knows
        self._versions: dict[K, list[Version[V]]] = {}
        self._latest: dict[K, Version[V]] = {}
        #: By key, the last entry of each device that told a value of it; and of any key.
        self._tellers: dict[K, dict[str, int]] = {}
        self._all_tellers: dict[str, int] = {}
        self._place = 0

    def add(self, key: K, value: V, fact: Fact) -> Version[V] | None:
        """Keep the value; gives another value that was told apart, on a device that did not know of this one."""
        versions = self._versions.setdefault(key, [])
        tellers = self._tellers.setdefault(key, {})
        others = reversed(versions) if not self._knows_tellers(fact, tellers) else iter(())
        apart = next((other for other in others if other.value != value and not self._known(fact, other)), None)
        self._place += 1
        new = Version(fact.happened, self._place, fact.device, fact.number, fact.by, value)
        self._latest[key] = new
        place = len(versions)
        if versions and fact.happened < versions[-1].happened:
            place = bisect_right(versions, fact.happened, key=_day)
        versions.insert(place, new)
        tellers[fact.device] = self._all_tellers[fact.device] = fact.number
        return apart

    def at(self, key: K, fact: Fact) -> V | None:
        """The value that held for a fact: of those its device knew, the last from its day or before; else the first.

        None: its device knew of none.
        """
        first = None
        for version in reversed(self._versions.get(key, ())):
            if self._known(fact, version):
                if version.happened <= fact.happened:
                    return version.value
                first = version.value
        return first

    def in_force(self, key: K, fact: Fact) -> V | None:
        """The value that held for a fact, as `at`; None where none that its device knew held on its day or before."""
        for version in reversed(self._versions.get(key, ())):
            if version.happened <= fact.happened and self._known(fact, version):
                return version.value
        return None

    def all_known(self, fact: Fact) -> bool:
        """Whether a fact's device knew every value of every key; what it knew once it knows for ever."""
        return self._knows_tellers(fact, self._all_tellers)

    def on(self, key: K, day: datetime.date) -> V | None:
        """The value that holds on a day, or the first one told where the day is earlier; None: never told."""
        versions = self._versions.get(key)
        if not versions:
            return None
        return versions[max(bisect_right(versions, day, key=_day) - 1, 0)].value

    def latest(self, key: K) -> V:
        """The value that was told last, whatever its day: what a correction means. KeyError: never told."""
        return self._latest[key].value

    def history(self, key: K) -> tuple[Version[V], ...]:
        """Every value that a key was given, by day, then as told."""
        return tuple(self._versions.get(key, ()))

    def __iter__(self) -> Iterator[K]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)

    def __contains__(self, key: object) -> bool:
        return key in self._versions

    def _knows_tellers(self, fact: Fact, tellers: Mapping[str, int]) -> bool:
        """Whether a fact's device knew the last entry of each device, and so all before them."""
        return not fact.number or all(
            device == fact.device or self._knows(fact, device, number) for device, number in tellers.items()
        )

    def _known(self, fact: Fact, version: Version[V]) -> bool:
        if not fact.number or fact.device == version.device:  # what stands in no chain yet knows all that is told
            return True
        return self._knows(fact, version.device, version.number)


def _day(version: Version[V]) -> datetime.date:
    return version.happened
