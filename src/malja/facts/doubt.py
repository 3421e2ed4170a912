"""A doubt: what the books can't explain, or what two devices said differently; listed until a person settles it."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field

from malja.facts.fact import Fact
from malja.language.say import say
from malja.problems import shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that nobody refused, since it was recorded already, and that somebody must look into.

    Its words stand in `malja.language`, section `doubt`, by `code`; `values` are texts, none of them a person's name.
    `id` is the same on every device that holds the same entries, and short enough to be typed. `settled` says how it
    was settled; blank: not yet; `same_hand`: by the device and the account that had brought it. `device` and
    `number` are of the entry that brought it, as far as it was one.
    """

    id: str
    code: str
    values: tuple[tuple[str, str], ...] = ()
    happened: datetime.date
    settled: str = ""
    same_hand: bool = False
    device: str = field(default="", compare=False)
    number: int = field(default=0, compare=False)

    @staticmethod
    def about(fact: Fact, code: str, *what: object, **values: object) -> Doubt:
        """The doubt that a fact brought; `what` tells several doubts of one fact and code apart (a lot, a line)."""
        return Doubt.about_entry(fact.device, fact.number, fact.happened, code, *what, **values)

    @staticmethod
    def about_entry(
        device: str, number: int, happened: datetime.date, code: str, /, *what: object, **values: object
    ) -> Doubt:
        """The doubt that an entry brought, as `about`, where its fact is not at hand."""
        return Doubt(
            id=doubt_id(code, device, number, *what),
            code=code,
            values=tuple((name, shorten(str(value))) for name, value in values.items()),
            happened=happened,
            device=device,
            number=number,
        )

    def in_words(self) -> str:
        """What is doubted, as a sentence in the language that is spoken."""
        return say("doubt", self.code, **dict(self.values))

    def to_json(self) -> dict[str, object]:
        """The doubt as the state holds it: the day as text, the values by name."""
        return {
            "id": self.id,
            "code": self.code,
            "values": dict(self.values),
            "happened": self.happened.isoformat(),
            "settled": self.settled,
        } | ({"same_hand": True} if self.same_hand else {})


def doubt_id(*what: object) -> str:
    """Ten signs made of what the doubt is about."""
    return hashlib.sha256("\n".join(map(str, what)).encode()).hexdigest()[:10]
