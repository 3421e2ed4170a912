"""Finding a name among many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from malja.names.comparing.compare import compare
from malja.names.comparing.comparison import THRESHOLD, Comparison
from malja.names.comparing.frequencies import Frequencies
from malja.names.finding.keys import make_keys
from malja.names.reading.read_name import read_name
from malja.names.reading.reading import Kind, Reading

#: No more names than this are compared in one look-up: those that share most with the name looked for.
MOST_COMPARED = 280
#: Blocks are taken from the smallest on until so many names are in them.
MOST_GATHERED = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A name of the list that may be the one looked for: its place there (from 0), its text, how near it is."""

    place: int
    name: str
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptIndex:
    """What can be kept of an index: the places of the names by key, and how many parts each name has."""

    blocks: dict[str, list[int]]
    lengths: list[int]


class Index:
    """Many names, loaded once to be searched often; it never changes after that.

    >>> from malja.names import Index
    >>> register = Index(["Khalid Ibrahim al-Jasim", "خليل إبراهيم الجاسم", "خالد إبراهيم الجاسم"])
    >>> [(found.place, found.comparison.score) for found in register.find("Xalid Îbrahîm Casim")]
    [(0, 1.0), (2, 1.0)]
    """

    def __init__(
        self,
        names: Iterable[str],
        *,
        kind: Kind = "person",
        frequencies: Frequencies | None = None,
        kept: KeptIndex | None = None,
    ) -> None:
        """Read the names, or take what was kept of them; `frequencies` takes the place of the shares in known.csv."""
        self.names = tuple(names)
        self.kind = kind
        self._frequencies = frequencies
        self.kept = kept if kept is not None else _make_blocks(self.names, kind)

    def candidates(self, name: str) -> list[int]:
        """The places of the names that a look-up compares, MOST_COMPARED at most, those that share most first."""
        reading = read_name(name, self.kind)
        shared: Counter[int] = Counter()
        for block in sorted((self.kept.blocks.get(key, []) for key in sorted(make_keys(reading))), key=len):
            if shared and len(shared) + len(block) > MOST_GATHERED:
                break
            shared.update(block)
        length = len(reading.parts)
        ranked = sorted(shared, key=lambda place: (-shared[place], abs(self.kept.lengths[place] - length), place))
        return ranked[:MOST_COMPARED]

    def find(self, name: str, *, least: float = THRESHOLD) -> list[Match]:
        """The names that may be this one (score `least` or more), the most likely first, then in the list's order."""
        reading = read_name(name, self.kind)
        found = [
            Match(place=place, name=self.names[place], comparison=comparison)
            for place in self.candidates(name)
            if (comparison := self._compare(reading, place)).score >= least
        ]
        return sorted(found, key=lambda one: (-one.comparison.score, one.place))

    def _compare(self, reading: Reading, place: int) -> Comparison:
        return compare(reading, read_name(self.names[place], self.kind), frequencies=self._frequencies)


def _make_blocks(names: Sequence[str], kind: Kind) -> KeptIndex:
    """The places of the names by key."""
    blocks: dict[str, list[int]] = {}
    lengths = []
    for place, name in enumerate(names):
        reading = read_name(name, kind)
        lengths.append(len(reading.parts))
        for key in make_keys(reading):
            blocks.setdefault(key, []).append(place)
    return KeptIndex(blocks=blocks, lengths=lengths)
