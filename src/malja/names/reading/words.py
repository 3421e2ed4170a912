"""A text to bare words: any string is taken, what is no letter or digit of a known script parts words or is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from malja.names.sounds.letters import normalize

#: No more of a text is read: no name is longer, and a cell may hold a megabyte.
LONGEST = 300
#: No more words of a name are read.
MOST_WORDS = 24

_WORD = re.compile(
    "[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ʿʾ`‘ʼ]+|[\u0620-\u065f\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]+"
)
#: The French article before a vowel.
_ELIDED = re.compile(r"^[ld]['’](?=\w\w)")
#: A family name in capitals before the others: HALABI Omar.
_CAPITALS_FIRST = re.compile(r"^\s*((?:(?:AL|EL)[- ])?[A-Z\u00c0-\u00de'’-]{3,})\s+([A-Z][^A-Z]*[a-z].*)$", re.DOTALL)
#: And the English possessive, as in People's.
_POSSESSIVE = re.compile(r"(?<=\w\w)['’]s$")
_EDGES = "'’ʿʾ`‘ʼ"
_BRACKETS = re.compile(r"[\"“”„«»()\[\]]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A bare word; `aside`: it stood in quotation marks or brackets; `joined`: a hyphen ties it to the next word."""

    text: str
    aside: bool = False
    joined: bool = False


def split_words(text: str) -> tuple[tuple[Word, ...], bool]:
    """The words of a text in lineage order, whether only the start was read; JASIM, Ali and JASIM Ali are Ali Jasim."""
    read = _CAPITALS_FIRST.sub(r"\2 \1", text[:LONGEST])
    flat = normalize(read).translate(_DIGITS)
    parts = re.split("[,،]", flat)
    if len(parts) == 2 and all(_WORD.search(part) for part in parts):
        flat = f"{parts[1]} {parts[0]}"
    found: list[Word] = []
    aside = False
    end = 0
    for match in _WORD.finditer(flat):
        for sign in _BRACKETS.findall(flat[end : match.start()]):
            aside = sign not in ")]»”" and (sign in "([«“„" or not aside)
        end = match.end()
        word = _POSSESSIVE.sub("", _ELIDED.sub("", match.group().strip(_EDGES)))
        if word:
            found.append(Word(text=word, aside=aside, joined=flat[end : end + 1] in ("-", "‐", "‑")))
    return tuple(found[:MOST_WORDS]), len(text) > LONGEST or len(found) > MOST_WORDS
