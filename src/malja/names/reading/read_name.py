"""Reading a name: its words become parts in the order of lineage, each with what it is and how it may sound.

>>> from malja.names import read_name
>>> [(part.text, part.role) for part in read_name("Dr. Mohammed Ali bin Hasan al-Jassem").parts]
[('dr', 'title'), ('mohammed', 'given'), ('ali', 'father'), ('hasan', 'grandfather'), ('jassem', 'family')]
>>> [(part.text, part.role, part.compound) for part in read_name("أبو عمر عبد الرحمن الحلبي").parts]
[('عمر', 'teknonym', 'abu'), ('رحمن', 'given', 'abd'), ('حلبي', 'family', '')]
>>> [(part.text, part.role) for part in read_name("فرقة الحمزة", "group").parts]
[('فرقة', 'kind_word'), ('حمزة', 'proper')]
"""

from __future__ import annotations

import re
from functools import lru_cache

from malja.names.data.tables import read_settings
from malja.names.reading.compounds import list_words
from malja.names.reading.group_names import read_group
from malja.names.reading.known_names import find_sounds, is_listed
from malja.names.reading.parts import is_article, place_part, read_kunya, read_part
from malja.names.reading.placeholders import drop_placeholders, strip_child
from malja.names.reading.reading import Kind, Part, Reading, Role
from malja.names.reading.words import LONGEST, Word, split_words
from malja.names.sounds.letters import is_sorani

_ABU_ARABIC = re.compile(read_settings("patterns")["abu_arabic"])
_ABU_LATIN = re.compile(read_settings("patterns")["abu_latin"])
#: Words are joined among so many.
_MOST_JOINED = 5
_LINE: tuple[Role, ...] = ("given", "father", "grandfather")


def read_name(text: str, kind: Kind = "person") -> Reading:
    """The parts of a name in any mixture of Arabic, Kurdish and Latin script; rubbish gives a reading without parts."""
    # A name that is met again is not read again; only its start is kept, however long it is.
    return _read(text[: LONGEST + 1], kind)


@lru_cache(maxsize=1 << 15)
def _read(text: str, kind: Kind) -> Reading:
    written, cut = split_words(text)
    sorani = any(is_sorani(word.text) for word in written)
    if kind == "group":
        return Reading(kind=kind, parts=read_group(written, sorani), cut=cut, text=text)
    words, is_nameless = drop_placeholders(written)
    words, is_child = strip_child(words)
    parts = () if is_nameless else _place(_turn(_read_parts(words, sorani), words))
    if is_child:
        parts = tuple([place_part(part, "mother", False) if part.role == "given" else part for part in parts])
    return Reading(kind=kind, parts=parts, cut=cut, text=text)


def _turn(parts: list[Part], words: tuple[Word, ...]) -> list[Part]:
    """The parts with a family's name, or "bin Salim", that stands first put behind the own name."""
    line = [place for place, part in enumerate(parts) if part.role in ("ancestor", "father")]
    if len(line) < 2 or line[0] != 0 or parts[line[1]].article:
        return parts
    if words[0].text in list_words("bin"):
        return [parts[1], place_part(parts[0], "father", False), *parts[2:]]
    is_family = parts[0].article and parts[line[1]].role != "father" and not _is_own_name(parts[0])
    return [*parts[1:], parts[0]] if is_family else parts


def _is_own_name(part: Part) -> bool:
    """Whether a part is a name that people bear with the article as their own."""
    return bool(part.known & list_words("own_with_article"))


@lru_cache(maxsize=1 << 14)
def read_joined(reading: Reading) -> tuple[Reading, ...]:
    """A person's name with two neighbouring words written as one, each two of the first words in turn."""
    words = [word.text for word in split_words(reading.text)[0]][:_MOST_JOINED]
    rest = [word.text for word in split_words(reading.text)[0]][_MOST_JOINED:]
    return tuple(
        [
            _read(" ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :], *rest]), reading.kind)
            for at in range(len(words) - 1)
        ]
    )


def count_words(reading: Reading) -> int:
    """How many words a name was written with."""
    return len(split_words(reading.text)[0])


def _read_parts(found: tuple[Word, ...], sorani: bool) -> list[Part]:
    """The parts in the order in which they stand; those of the line are not placed yet."""
    parts: list[Part] = []
    at, alias, article, son = 0, False, False, False
    while at < len(found):
        text, left = found[at].text, len(found) - at - 1
        after = found[at + 1].text if left else ""
        if text in list_words("alias") and left:
            # "So-called" before any name says nothing of which name is meant.
            alias, at = any(part.role in ("ancestor", "father") for part in parts), at + 1
        elif left and (text in list_words("son") or text in list_words("by")):
            son, at = son or text in list_words("son"), at + 1
        elif left and is_article(text, after):
            article, at = True, at + 1
        elif _is_title(text, left, parts):
            parts.append(Part(text=text, role="title"))
            at += 1
        else:
            at, part = _one(found, at, sorani, aside=alias or found[at].aside)
            if part is not None:
                parts.append(place_part(part, "father" if son and part.role == "ancestor" else part.role, article))
            article = son = False
    return parts


def _is_title(text: str, left: int, parts: list[Part]) -> bool:
    """Whether a word is a title here: before a name, and where it may itself be a name only if enough follows."""
    if any(part.role != "title" for part in parts):
        return False
    return (left >= 1 and text in list_words("title")) or (left >= 2 and text in list_words("rank"))


def _one(found: tuple[Word, ...], at: int, sorani: bool, *, aside: bool) -> tuple[int, Part | None]:
    for parent in ("abu", "umm"):
        if found[at].text in list_words(parent) and at + 1 < len(found):
            return read_kunya(found, at, parent, sorani)
    child = _split_abu(found[at].text)
    if child:
        word = Word(text=child, aside=found[at].aside)
        past, part = read_kunya((*found[:at], word, word, *found[at + 1 :]), at, "abu", sorani)
        return past - 1, part
    return read_part(found, at, "alias" if aside else "ancestor", sorani)


def _split_abu(text: str) -> str:
    """What stands behind Abu in a word that is both (ابوعمر, Abubakr); nothing where the word is none."""
    if joined := _ABU_ARABIC.match(text):
        return text[joined.end() :]
    joined = _ABU_LATIN.match(text)
    child = text[joined.end() :] if joined else ""
    return child if child and is_listed("", find_sounds(child)) else ""


def _place(parts: list[Part]) -> tuple[Part, ...]:
    """The parts with their places in the line: given name, father's, grandfather's ..., family."""
    line = [place for place, part in enumerate(parts) if part.role in ("ancestor", "father")]
    if parts and parts[-1].role == "teknonym" and line and line[-1] == len(parts) - 2 and not parts[line[-1]].article:
        # Muhammad Abu Zayd, Muhammad Ahmad Abu Zayd: behind names, so it is the family's.
        line.append(len(parts) - 1)
    roles: dict[int, Role] = {}
    for number, place in enumerate(line):
        roles[place] = _LINE[number] if number < len(_LINE) else "ancestor"
    if line and _is_family(parts, line):
        roles[line[-1]] = "family"
    return tuple([place_part(part, roles.get(place, part.role), False) for place, part in enumerate(parts)])


def _is_family(parts: list[Part], line: list[int]) -> bool:
    """Whether the last part of the line is the family's: written with the article, the fourth, or no known name."""
    last = parts[line[-1]]
    if len(line) == 1:
        return last.article
    if last.article or len(line) > len(_LINE) or last.compound[:3] in ("abu", "umm"):
        return True
    return not last.known and last.role != "father"
