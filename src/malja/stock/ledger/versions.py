"""Figures that are told more than once (what is due, what a meal takes): which value held for whom and on which day."""

from __future__ import annotations

import datetime
from bisect import insort
from collections.abc import Hashable, Iterator
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
        self._place = 0

    def add(self, key: K, value: V, fact: Fact) -> Version[V] | None:
        """Keep the value; gives another value that was told apart, on a device that did not know of this one."""
        versions = self._versions.setdefault(key, [])
        apart = [other for other in versions if other.value != value and not self._known(fact, other)]
        self._place += 1
        insort(versions, Version(fact.happened, self._place, fact.device, fact.number, fact.by, value))
        return apart[-1] if apart else None

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
        return all(self._known(fact, version) for versions in self._versions.values() for version in versions)

    def on(self, key: K, day: datetime.date) -> V | None:
        """The value that holds on a day, or the first one told where the day is earlier; None: never told."""
        versions = self._versions.get(key)
        if not versions:
            return None
        held = [version for version in versions if version.happened <= day]
        return (held[-1] if held else versions[0]).value

    def latest(self, key: K) -> V:
        """The value that was told last, whatever its day: what a correction means. KeyError: never told."""
        return max(self._versions[key], key=lambda version: version.place).value

    def history(self, key: K) -> tuple[Version[V], ...]:
        """Every value that a key was given, by day, then as told."""
        return tuple(self._versions.get(key, ()))

    def __iter__(self) -> Iterator[K]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)

    def __contains__(self, key: object) -> bool:
        return key in self._versions

    def _known(self, fact: Fact, version: Version[V]) -> bool:
        if not fact.number or fact.device == version.device:  # what stands in no chain yet knows all that is told
            return True
        return self._knows(fact, version.device, version.number)
