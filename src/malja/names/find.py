"""Finding a name among many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from malja.names.readings import Comparison, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name of the list that may be the one looked for: its place there (from 0), its text, how near it is."""

    place: int
    name: str
    comparison: Comparison


class Index:
    """Many names, loaded once to be searched often."""

    def __init__(self, names: Iterable[str], *, kind: Kind = "person") -> None:
        self.names = tuple(names)
        self.kind = kind

    def find(self, name: str) -> list[Found]:
        """The names that may be this one, the most likely first."""
        return []
