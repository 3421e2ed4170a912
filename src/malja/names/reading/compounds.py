"""Names of two words that are one: Abd al-Rahman, Salah al-Din, Nasr Allah, also where they are written as one word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from malja.names.data.tables import read_table

#: How God's name sounds in a compound, however it is written.
ALLAH = "allah"
_ALLAHS = frozenset(
    (
        *("allah", "alla", "ullah", "ulla", "llah", "lla", "lah", "la", "allâh", "allāh", "ellah", "olla", "ollah"),
        *("ellahi", "allahi", "ullahi", "oullah", "oulla", "الله", "لله", "اللة", "ڵڵا", "ڵا", "للا", "ڵڵاه", "ڵڵاە"),
    )
)
_ABD_LATIN = re.compile(r"(?:abd|ebd|evd)(?:oul|oel|ul|el|al|il|ol|oe|ou|u|e|a|i|o|û|ü)?(?=[^\W\d_]{3})")
_ABD_SHORT = re.compile(r"(?:abd|ebd|evd)(?=[aeuoi]?l+[aâāe]h?i?$)")
_ABD_ARABIC = re.compile(r"عبد(?:ال(?!له$|لة$))?(?=\w{3})|عەبد(?:ولـ?(?=\w{3})|ور(?=ڕ)|و|ە)?(?=\w{2})")
_DIN_LATIN = re.compile(r"(?:[aeiou]?(?:dd|tt)|[aeu]l-?d)(?:in|ine|een|yn|în|īn|ene)$")
_DIN_ARABIC = re.compile(r"(?:الدين|لدين)$")
_ALLAH_LATIN = re.compile(r"(?:[auoe]|ou)ll[aâā]h?$")
_ALLAH_ARABIC = re.compile("الله$")


@cache
def list_words(what: str) -> frozenset[str]:
    """The words of one kind in words.csv."""
    return frozenset(next(row["words"] for row in read_table("words") if row["what"] == what).split())


@lru_cache(maxsize=1 << 16)
def split_compound(word: str) -> tuple[str, str]:
    """The kind of compound (abd, din, allah or none) that one bare word is, and what is left of it: its own part."""
    if word in list_words("abd") or word in _ALLAHS:
        return "", word
    for pattern in (_ABD_SHORT, _ABD_LATIN, _ABD_ARABIC):
        found = pattern.match(word)
        if found:
            return "abd", strip_servant(word[found.end() :])
    for compound, pattern in (
        ("din", _DIN_LATIN),
        ("din", _DIN_ARABIC),
        ("allah", _ALLAH_LATIN),
        ("allah", _ALLAH_ARABIC),
    ):
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
