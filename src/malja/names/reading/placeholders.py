"""Cells that only say that nothing is known, and children who are named by a parent (data/placeholders.csv)."""

from __future__ import annotations

import re
from functools import cache

from malja.names.data.tables import read_table
from malja.names.reading.words import Word
from malja.names.sounds.letters import normalize

_NO_LETTER = re.compile(r"[\W_]+")
#: No phrase of placeholders.csv has more words.
_MOST_WORDS = 4


def is_placeholder(text: str) -> bool:
    """Whether a cell in one spelling says only that nothing is known: unknown, غير معروف, N/A, xxx, -."""
    words = _spell(text)
    whole = " ".join(words)
    joined = "".join(words)
    is_repeated = len(joined) > 2 and len(set(joined)) == 1 and joined.isalpha()
    if not joined or is_repeated or whole in _phrases("cell") or joined in _phrases("cell"):
        return True
    return all(word in _phrases("word") or word in _phrases("cell") for word in words)


def drop_placeholders(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], bool]:
    """The words of a name that say something, and whether the own name is among those that don't (FNU Ahmadi)."""
    if is_placeholder(" ".join(word.text for word in words)):
        return (), False
    kept = tuple([word for word in words if word.text not in _phrases("word")])
    dropped = {word.text for word in words} & _phrases("given")
    return kept, bool(kept) and (kept[0] is not words[0] or bool(dropped))


def strip_child(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], bool]:
    """The words behind "son of", "baby of", "مولود": the parent's name, and whether there was such a word."""
    texts = [word.text for word in words]
    for length in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if " ".join(texts[:length]) in _phrases("child"):
            return words[length:], True
        if " ".join(texts[-length:]) in _phrases("child_end"):
            return words[:-length], True
    return words, False


@cache
def _phrases(where: str) -> frozenset[str]:
    rows = [row for row in read_table("placeholders") if row["where"] == where]
    return frozenset(" ".join(_spell(normalize(phrase))) for row in rows for phrase in row["words"].split("|"))


def _spell(text: str) -> list[str]:
    return _NO_LETTER.sub(" ", text).split()
