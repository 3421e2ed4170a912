"""Reading a group's name: what kind of group it is (brigade, liwa, لواء) apart from its proper name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from malja.names.compounds import words
from malja.names.knowledge import rows
from malja.names.known import forms, known_names
from malja.names.parts import is_article, next_part
from malja.names.readings import Part
from malja.names.spelling import bare
from malja.names.tokens import Word

_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th|er|e|ème|eme|inci|üncü|uncu)?")
_ARTICLE = re.compile("^(?:و?ال|لل)(?=..)")
_PLURAL = re.compile("(?<=...)(?:at|āt|ât|ات)$")
_ENDS = {"at": "a", "āt": "a", "ât": "a", "ات": "ة"}
#: Ordinals as they are named in groups.csv.
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = {name: str(number) for number, name in enumerate(_ORDINALS, start=1)}


def read_group(found: tuple[Word, ...], sorani: bool) -> tuple[Part, ...]:
    """The parts of a group's name in the order in which they stand: kind words, words that are translated, names."""
    parts: list[Part] = []
    at = 0
    while at < len(found):
        text = found[at].text
        listed = _look_up(text)
        after = found[at + 1].text if at + 1 < len(found) else ""
        number = _NUMBER.fullmatch(text)
        if number:
            parts.append(_number(number[1]))
        elif listed and listed[0] != "small":
            parts.append(_word(text, *listed))
        elif not listed and not (after and (is_article(text, after) or text in words("son"))):
            past, part = next_part(found, at, "proper", sorani)
            parts += [_of_one(part, sorani)] if part else []
            at = past - 1
        at += 1
    return tuple(parts)


def _look_up(text: str) -> tuple[str, str] | None:
    """What groups.csv says of a word, be it written with the article, or with h where others write t or nothing."""
    short = _ARTICLE.sub("", text)
    tries = [text, short]
    if text[-1:] in "hه":
        tries += [short[:-1] + "ة"] if text[-1] == "ه" else [text[:-1]]
    return next((_listed()[word] for word in tries if word in _listed()), None)


def _of_one(part: Part, sorani: bool) -> Part:
    """A name that may be a plural (al-Hamzat, الحمزات: those of Hamza) with the sounds and the name of the one too."""
    found = _PLURAL.search(part.text)
    if part.known or part.compound or not found:
        return part
    one = part.text[: found.start()] + _ENDS[found.group()]
    heard = forms(one, sorani)
    return replace(part, forms=tuple(dict.fromkeys((*heard, *part.forms))), known=known_names("", heard))


def _number(digits: str) -> Part:
    return Part(text=digits, role="proper", known=frozenset({f"#{int(digits)}"}), compound="number")


def _word(text: str, what: str, name: str) -> Part:
    if name in _NUMBERS:
        return _number(_NUMBERS[name])
    return Part(text=text, role="kind_word" if what == "kind" else "proper", known=frozenset({f"={name}"}))


@cache
def _listed() -> dict[str, tuple[str, str]]:
    """What each word of groups.csv is, and the name malja has for it."""
    return {bare(word): (row["what"], row["name"]) for row in reversed(rows("groups")) for word in row["words"].split()}
