"""A doubt: what the books can't explain, or what two devices said differently; listed until a person settles it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from malja.facts.fact import Fact
from malja.problems import shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that nobody refused, since it was recorded already, and that somebody must look into.

    The words come from `malja.language`, section `doubt`, by `code` and `values` (texts, none of them a person's name).
    `id` is the same on every device that holds the same entries. `settled` says how it was settled; blank: not yet.
    """

    id: str
    code: str
    values: tuple[tuple[str, str], ...] = ()
    happened: datetime.date
    settled: str = ""

    @staticmethod
    def about(fact: Fact, code: str, *what: object, **values: object) -> Doubt:
        """The doubt that a fact brought; `what` tells several doubts of one fact and code apart (a lot, a line)."""
        return Doubt(
            id="/".join((code, fact.device, str(fact.number), *(shortened(str(part)) for part in what))),
            code=code,
            values=tuple((name, shortened(str(value))) for name, value in values.items()),
            happened=fact.happened,
        )

    def to_json(self) -> dict[str, object]:
        """The doubt as the state holds it: the day as text, the values by name."""
        return {
            "id": self.id,
            "code": self.code,
            "values": dict(self.values),
            "happened": self.happened.isoformat(),
            "settled": self.settled,
        }
