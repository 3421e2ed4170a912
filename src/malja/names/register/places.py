"""Where people come from: places by the names they have in several languages, and the rest by their sound."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from malja.names.comparing.alignment import compare_parts
from malja.names.data.tables import read_table
from malja.names.reading.compounds import list_words
from malja.names.reading.parts import read_part
from malja.names.reading.reading import Part
from malja.names.reading.words import LONGEST, Word, split_words
from malja.names.sounds.letters import is_sorani, normalize

_ARTICLE = re.compile("^(?:ال|al(?=[^aeiou]{1,2}[aeiou]))(?=..)")
#: No name of a place has more words.
_MOST_WORDS = 4


@lru_cache(maxsize=1 << 14)
def read_place(text: str) -> tuple[Part, ...]:
    """The names in a place's cell: each as the place it is known to be, or as it sounds."""
    written, _ = split_words(text[:LONGEST])
    sorani = any(is_sorani(word.text) for word in written)
    words = tuple(word for word in written if word.text not in list_words("article") or len(written) == 1)
    parts: list[Part] = []
    at = 0
    while at < len(words):
        length, name = _listed_at(words, at)
        if name:
            parts.append(Part(text=name, role="proper", known=frozenset({f"@{name}"})))
            at += length
        else:
            at, part = read_part(words, at, "proper", sorani)
            parts += [part] if part else []
    return tuple(parts)


@lru_cache(maxsize=1 << 18)
def share_place(one: str, other: str) -> bool:
    """Whether two cells name one place."""
    return any(compare_parts(a, b) == 1.0 for a in read_place(one) for b in read_place(other))


@lru_cache(maxsize=1 << 18)
def may_lie_in(one: str, other: str) -> bool:
    """Whether one cell names a governorate in which the other's place may lie, so that they do not contradict."""
    return _covers(one, other) or _covers(other, one)


def _covers(whole: str, place: str) -> bool:
    """Whether a cell names a governorate, and the other a place that is known to lie in it or is in no list."""
    names = {part.text for part in read_place(whole) if part.known and part.text in _governorates()}
    within = {_lies_in().get(part.text, "") if part.known else "" for part in read_place(place)}
    return bool(names) and bool(within) and within <= names | {""}


@cache
def _governorates() -> frozenset[str]:
    """The listed places that are names of governorates."""
    return frozenset(_lies_in().values()) - {""}


@cache
def _lies_in() -> dict[str, str]:
    """The governorate of each listed place, itself for a governorate; blank where the list has none."""
    return {row["name"]: row["governorate"] for row in read_table("places")}


def _listed_at(words: tuple[Word, ...], at: int) -> tuple[int, str]:
    """How many words from here on are a listed place's name, and which; the longest counts."""
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        name = _places().get(" ".join(_bare(word.text) for word in words[at : at + length]))
        if name:
            return length, name
    return 0, ""


def _bare(word: str) -> str:
    return _ARTICLE.sub("", word)


@cache
def _places() -> dict[str, str]:
    """The listed places by each of their names, articles left out."""
    found: dict[str, str] = {}
    for row in read_table("places"):
        for written in row["words"].split("|"):
            words, _ = split_words(normalize(written))
            kept = [word.text for word in words if word.text not in list_words("article") or len(words) == 1]
            found[" ".join(_bare(word) for word in kept)] = row["name"]
    return found
