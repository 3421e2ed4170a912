"""Names of two words that are one: Abd al-Rahman, Salah al-Din, Nasr Allah, also where they are written as one word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from malja.names.data.tables import read_settings, read_table

#: How God's name sounds in a compound, however it is written.
ALLAH = "allah"
_PATTERNS = read_settings("patterns")
_ALLAHS = frozenset(_PATTERNS["god"])
_ABD = [re.compile(pattern) for pattern in _PATTERNS["abd"]]
_ENDS = [(name, re.compile(pattern)) for name in ("din", "allah") for pattern in _PATTERNS[name]]


@cache
def list_words(what: str) -> frozenset[str]:
    """The words of one kind in words.csv."""
    return frozenset(next(row["words"] for row in read_table("words") if row["what"] == what).split())


@lru_cache(maxsize=1 << 16)
def split_compound(word: str) -> tuple[str, str]:
    """The kind of compound (abd, din, allah or none) that one bare word is, and what is left of it: its own part."""
    if word in list_words("abd") or word in _ALLAHS:
        return "", word
    for pattern in _ABD:
        found = pattern.match(word)
        if found:
            return "abd", strip_servant(word[found.end() :])
    for compound, pattern in _ENDS:
        found = pattern.search(word)
        if found and found.start() >= 2:
            return compound, word[: found.start()]
    return "", word


def strip_servant(rest: str) -> str:
    """What stands behind Abd: without a doubled first letter (Abdurrahman), and God's name in one spelling."""
    if rest in _ALLAHS:
        return ALLAH
    doubled = len(rest) > 3 and (rest[0] == rest[1] or rest[:4] in ("shsh", "şş"))
    return rest[2:] if rest[:4] == "shsh" else rest[1:] if doubled else rest
