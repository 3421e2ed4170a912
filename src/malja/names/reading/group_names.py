"""Reading a group's name: what kind of group it is (brigade, liwa, لواء) apart from its proper name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from malja.names.data.tables import read_table
from malja.names.reading.compounds import list_words
from malja.names.reading.known_names import find_known_names, find_sounds
from malja.names.reading.parts import is_article, read_part
from malja.names.reading.reading import Part
from malja.names.reading.words import Word
from malja.names.sounds.letters import normalize

_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th|er|e|ème|eme|inci|üncü|uncu)?")
_ARTICLE = re.compile("^(?:و?ال|لل)(?=..)")
_AND = re.compile("^و(?=ال..)")
_PLURAL = re.compile("(?<=...)(?:at|āt|ât|ات)$")
_ENDS = {"at": "a", "āt": "a", "ât": "a", "ات": "ة"}
#: Ordinals as they are named in groups.csv.
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TENS = ("twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
_NUMBERS = dict(zip((*_UNITS, *_TENS), (*range(1, 11), *range(20, 100, 10)), strict=True))


def read_group(found: tuple[Word, ...], sorani: bool) -> tuple[Part, ...]:
    """The parts of a group's name in the order in which they stand: kind words, words that are translated, names."""
    parts: list[Part] = []
    at = 0
    while at < len(found):
        text = _AND.sub("", found[at].text)
        listed = _look_up(text)
        after = found[at + 1].text if at + 1 < len(found) else ""
        number = _NUMBER.fullmatch(text)
        if number:
            parts.append(_number(int(number[1])))
        elif listed and listed[0] != "small":
            parts.append(_word(text, sorani, *listed))
        elif not listed and not (after and (is_article(text, after) or text in list_words("son"))):
            past, part = read_part((*found[:at], Word(text=text), *found[at + 1 :]), at, "proper", sorani)
            parts += _apart(part, sorani) if part else []
            at = past - 1
        at += 1
    return tuple(_added(parts))


def _look_up(text: str) -> tuple[str, str] | None:
    """What groups.csv says of a word, be it written with the article, or with h where others write t or nothing."""
    short = _ARTICLE.sub("", text)
    tries = [text, short]
    if text[-1:] in "hه":
        tries += [short[:-1] + "ة"] if text[-1] == "ه" else [text[:-1]]
    return next((_listed()[word] for word in tries if word in _listed()), None)


def _added(parts: list[Part]) -> list[Part]:
    """Two numbers that are one (the five and twentieth) as one."""
    found: list[Part] = []
    for part in parts:
        if found and part.compound == found[-1].compound == "number":
            small, large = sorted((int(part.text), int(found[-1].text)))
            if small < 10 <= large < 100 and large % 10 == 0:
                found[-1] = _number(small + large)
                continue
        found.append(part)
    return found


def _apart(part: Part, sorani: bool) -> list[Part]:
    """A name; where it is a compound that begins with a kind of group (Hezbollah), the two apart."""
    kind = _look_up(part.text) if part.compound == "allah" else None
    if kind and kind[0] == "kind":
        return [
            _word(part.text, sorani, *kind),
            Part(text="allah", role="proper", forms=find_sounds("allah")),
        ]
    return [_of_one(part, sorani)]


def _of_one(part: Part, sorani: bool) -> Part:
    """A name that may be a plural (al-Hamzat, الحمزات: those of Hamza) with the sounds and the name of the one too."""
    found = _PLURAL.search(part.text)
    if part.known or part.compound or not found:
        return part
    one = part.text[: found.start()] + _ENDS[found.group()]
    heard = find_sounds(one, sorani)
    return replace(part, forms=tuple(dict.fromkeys((*heard, *part.forms))), known=find_known_names("", heard))


def _number(number: int) -> Part:
    return Part(text=str(number), role="proper", known=frozenset({f"#{number}"}), compound="number")


def _word(text: str, sorani: bool, what: str, name: str) -> Part:
    """A word of groups.csv: by its name, and by its sound beside a spelling that is not listed."""
    if name in _NUMBERS:
        return _number(_NUMBERS[name])
    heard = find_sounds(_ARTICLE.sub("", text), sorani)
    names = {f"={one}" for one in name.split("|")}
    if what == "kind":
        return Part(text=text, role="kind_word", forms=heard, known=frozenset(names))
    return Part(text=text, role="proper", forms=heard, known=find_known_names("", heard) | names)


@cache
def _listed() -> dict[str, tuple[str, str]]:
    """What each word of groups.csv is, and the name malja has for it."""
    return {
        normalize(word): (row["what"], row["name"])
        for row in reversed(read_table("groups"))
        for word in row["words"].split()
    }
