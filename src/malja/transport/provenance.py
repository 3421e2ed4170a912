"""What a fact tells of a flight: the day, the source, the entry that holds it, and the values of its body."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from malja.facts import body
from malja.facts.fact import Fact
from malja.problems import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The day it happened, the source, and the entry: `device` and `number` (blank and 0: not recorded yet)."""

    happened: datetime.date
    source: str
    device: str
    number: int

    @staticmethod
    def by(fact: Fact) -> Provenance:
        """Where a fact comes from."""
        return Provenance(happened=fact.happened, source=fact.source, device=fact.device, number=fact.number)

    def to_json(self) -> dict[str, object]:
        """As the state holds it."""
        return {
            "happened": self.happened.isoformat(),
            "source": self.source,
            "device": self.device,
            "number": self.number,
        }


def text(fact: Fact, name: str) -> str:
    """A text of a fact's body; blank where none stands. Refused: no text."""
    return body.read_text(fact.body, name)


def read_packs(fact: Fact, name: str) -> int:
    """Whole packs of a fact's body; 0 where none stand. Refused: not a whole number of 0 or more."""
    said = fact.body.get(name, 0)
    if isinstance(said, bool) or not isinstance(said, int) or said < 0:
        raise Refused([Problem.at(None, "number_not_whole", name, said)])
    return said


def day(fact: Fact, name: str) -> datetime.date | None:
    """A day of a fact's body; None where none stands. Refused: not a day."""
    return body.read_day(fact.body, name)
