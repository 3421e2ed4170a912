"""A row of a register made ready for comparing: the line of descent from name and father, the rest in one spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from math import log2
from typing import NamedTuple

from malja.names.comparing.alignment import compare_parts
from malja.names.comparing.frequencies import Frequencies
from malja.names.data.tables import read_table
from malja.names.reading.compounds import list_words
from malja.names.reading.parts import place_part, read_part
from malja.names.reading.read_name import read_name
from malja.names.reading.reading import Part
from malja.names.reading.words import LONGEST, split_words
from malja.names.register.person import Person
from malja.names.sounds.letters import is_sorani, normalize

#: Bits of a name that agrees are those of its rarity, within these bounds.
AGREES: dict[str, tuple[float, float]] = {"given": (3.0, 9.0), "father": (3.0, 8.0), "family": (3.0, 9.0)}
OTHER_AGREES = (2.0, 6.0)
#: A number with fewer digits is no telephone's, and so many at its end tell it, with the country's code or without.
SHORTEST_PHONE, LOCAL_DIGITS = 6, 8
_NOT_DIGIT = re.compile(r"\D")
_ARTICLE = re.compile("^ال(?=..)")


class Row(NamedTuple):
    """A named person's row: the line from the given name on, the rest in one spelling, blank where unknown.

    `own_bits` and `other_bits` are what its given name, and the other names, can speak for at most.
    """

    place: int
    line: tuple[Part, ...]
    own_bits: float
    other_bits: float
    household: str
    sex: str
    year: int | None
    origin: str
    phone: str


def ready(place: int, person: Person, rare: Frequencies) -> Row | None:
    """The row made ready; None for a person without a name that can be read."""
    reading = read_name(person.name)
    line = reading.line or tuple([replace(part, role="given") for part in reading.called[:1]])
    if not line:
        return None
    line = _with_father(line, read_name(person.father).line)
    return Row(
        place=place,
        line=line,
        own_bits=bits(rare.share(line[0].known), "given"),
        other_bits=sum([bits(rare.share(part.known), part.role) for part in line[1:]]),
        household=person.household.strip()[:LONGEST],
        sex=_sex(person.sex),
        year=person.birth_year,
        origin=normalize(person.origin[:LONGEST]).strip(),
        phone=phone(person.phone),
    )


def _with_father(line: tuple[Part, ...], fathers: tuple[Part, ...]) -> tuple[Part, ...]:
    """The line of descent with what the father's own column adds to it."""
    if not fathers:
        return line
    first = place_part(fathers[0], "father", False)
    rest: Sequence[Part] = line[1:]
    if rest and not (rest[0].role == "family" and rest[0].article) and compare_parts(rest[0], first):
        rest = rest[1:]
    further = [part for part in fathers[1:] if not any(compare_parts(part, known) for known in rest)]
    return (line[0], first, *further, *rest)


@lru_cache(maxsize=1 << 12)
def bits(share: float, role: str) -> float:
    """What a name of this share (of 10,000) speaks for when it agrees."""
    least, most = AGREES.get(role, OTHER_AGREES)
    return min(most, max(least, log2(10_000 / max(share, 0.1))))


@lru_cache(maxsize=1 << 14)
def places(text: str) -> tuple[Part, ...]:
    """The words of a place's name, each as it sounds or as the place it is known to be."""
    found, _ = split_words(text)
    sorani = any(is_sorani(word.text) for word in found)
    parts: list[Part] = []
    at = 0
    while at < len(found):
        word = found[at].text
        name = _places().get(word) or _places().get(_ARTICLE.sub("", word))
        if name:
            parts.append(Part(text=word, role="proper", known=frozenset({f"@{name}"})))
            at += 1
        elif word in list_words("article") and at + 1 < len(found):
            at += 1
        else:
            at, part = read_part(found, at, "proper", sorani)
            parts += [part] if part else []
    return tuple(parts)


@cache
def _places() -> dict[str, str]:
    return {normalize(word): row["name"] for row in read_table("places") for word in row["words"].split()}


@lru_cache(maxsize=1 << 12)
def _sex(text: str) -> str:
    """m, f, or the word as written where it is neither; blank is unknown."""
    word = normalize(text[:LONGEST]).strip()
    return "m" if word in list_words("male") else "f" if word in list_words("female") else word


def phone(text: str) -> str:
    """The last digits of a telephone number; nothing for what is too short to be one."""
    digits = "".join(str(int(digit)) for digit in _NOT_DIGIT.sub("", text[:LONGEST]))
    return digits[-LOCAL_DIGITS:] if len(digits) >= SHORTEST_PHONE else ""
