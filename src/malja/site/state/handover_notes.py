"""What one shift tells the next: each note stands until somebody who knew it writes the next one."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from malja.facts.fact import Fact
from malja.facts.knowledge import Knows
from malja.problems import Problem

#: The longest note, in letters: what is longer is not read when a shift begins.
_LONGEST = 600
#: What reaches a person: a number that can be called, an address for mail.
_REACHES = re.compile(r"\d(?:[ ().-]?\d){7,}|[^\s@]+@[^\s@]+\.[^\s@]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}")
#: What stands before a person's name. Who is meant is said by a role (the nurse), a token or a tent.
_BEFORE_NAMES = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|prof|sheikh|sayyid|ustaz|hajji|hajja|abu|umm|monsieur|madame|mme)\b\.?\s+\w"
    r"|(?:السيدة|السيد|الدكتورة|الدكتور|الأستاذة|الأستاذ|الحاجة|الحاج|الشيخ|أبو)\s+\w|أم\s+(?!لا\b|ال)\w",
    re.IGNORECASE,
)


class HandoverNote(NamedTuple):
    """What a shift tells the next: of a place, or of the whole site (blank), by which role, on which day."""

    place: str
    text: str
    by: str
    happened: datetime.date
    device: str
    number: int


class HandoverNotes:
    """The notes that stand, by place. Where two devices wrote apart, both stand until one is written after them."""

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self._standing: dict[str, list[HandoverNote]] = {}

    def apply(self, fact: Fact) -> None:
        """Take up a note: it takes the place of those of its day or before that its device knew."""
        body = fact.body
        place = str(body.get("place", ""))
        note = HandoverNote(place, str(body["text"]), fact.by, fact.happened, fact.device, fact.number)
        standing = self._standing.get(place, [])
        known = [one for one in standing if self._knows(fact, one.device, one.number)]
        if any(one.happened > fact.happened for one in known):
            return  # Told late: the next shift has written since.
        left = [one for one in standing if one not in known]
        self._standing[place] = sorted([*left, note], key=lambda one: one.happened)

    def standing(self) -> tuple[HandoverNote, ...]:
        """The notes that stand: of the whole site first, then by place; what was written last stands last."""
        return tuple(note for place in sorted(self._standing) for note in self._standing[place])

    def refusals(self, fact: Fact) -> list[Problem]:
        """The problem of a note that is too long, or that says who somebody is or how to reach them."""
        text = str(fact.body["text"])
        if len(text) > _LONGEST:
            return [Problem.at(None, "handover_long", "text", len(text), most=_LONGEST)]
        if _REACHES.search(_DATE.sub("", text)):
            return [Problem.at(None, "handover_reaches", "text", "")]
        if _BEFORE_NAMES.search(text):
            return [Problem.at(None, "handover_person", "text", "")]
        return []

    def to_json(self) -> list[dict[str, object]]:
        """The notes that stand, as the state holds them."""
        return [{**note._asdict(), "happened": note.happened.isoformat()} for note in self.standing()]
