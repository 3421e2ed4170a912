"""From words to parts: one word, or the words of a compound, with how it may sound and which common name it may be."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from malja.names.data.tables import read_settings
from malja.names.reading.compounds import list_words, split_compound, strip_servant
from malja.names.reading.known_names import find_known_names, find_sounds
from malja.names.reading.reading import Part, Role
from malja.names.reading.words import Word
from malja.names.sounds.letters import is_arabic_script

#: Articles before any word; the others (ar, ash, an ...) only before a word that begins with their own consonant.
_ANY = frozenset({"al", "el", "ul", "il", "l", "ال"})
_JOINED_LATIN = re.compile(read_settings("patterns")["article_latin"])
_JOINED_ARABIC = re.compile(read_settings("patterns")["article_arabic"])
#: A word that is shorter without its article is no name.
_SHORTEST = 3


def is_article(text: str, after: str) -> bool:
    """Whether a word is the article of the word behind it: al of anything, ash of Sharif."""
    return text in list_words("article") and (text in _ANY or after.startswith(text[1:]))


def read_part(found: tuple[Word, ...], at: int, role: Role, sorani: bool) -> tuple[int, Part | None]:
    """The part that begins with a word, and the word after it; no part where it has no letters malja can read."""
    text = found[at].text
    if _without_article(text) in list_words("abd"):
        text = _without_article(text)
    past = _past_articles(found, at + 1)
    after = found[past].text if past < len(found) else ""
    if after and text in list_words("abd"):
        return past + 1, _heard(_part(strip_servant(_bare_of_article(after)), "abd", role, sorani))
    for compound in ("din", "allah"):
        if after in list_words(compound) and text not in list_words("abd"):
            return past + 1, _heard(_part(text, compound, role, sorani))
    return at + 1, _heard(_of_one_word(text, role, sorani))


def _of_one_word(text: str, role: Role, sorani: bool) -> Part:
    """The part of one word, which may be a compound, with an article written together with it (Alabdullah, Almulla)."""
    compound, own = split_compound(text)
    part = _part(own, compound, role, sorani)
    short = _without_article(text)
    if part.known or short == text:
        return part
    within, rest = split_compound(short)
    inner = _part(rest, within, role, sorani)
    return replace(inner, article=True) if inner.known and (compound or within) else part


@lru_cache(maxsize=1 << 16)
def place_part(part: Part, role: Role, article: bool) -> Part:
    """The part with another role, and the article that stood before it; the same one for the same, to spare memory."""
    return replace(part, role=role, article=article or part.article)


def _heard(part: Part) -> Part | None:
    return part if part.forms else None


def read_kunya(found: tuple[Word, ...], at: int, parent: str, sorani: bool) -> tuple[int, Part | None]:
    """Abu or Umm somebody: the part of the child, marked as such, and the word after it."""
    past = _past_articles(found, at + 1)
    after, child = read_part(found, past, "teknonym", sorani)
    if child is None:
        return after, None
    return after, replace(child, compound=f"{parent} {child.compound}".strip())


def _past_articles(found: tuple[Word, ...], at: int) -> int:
    while at + 1 < len(found) and is_article(found[at].text, found[at + 1].text):
        at += 1
    return at


def _without_article(text: str) -> str:
    """The word without an article that may be written with it; as it is where what is left would be no name."""
    pattern = _JOINED_ARABIC if is_arabic_script(text) else _JOINED_LATIN
    short = pattern.sub("", text, count=1) if pattern.match(text) else text
    enough = len(short) >= (2 if is_arabic_script(text) else _SHORTEST)
    return short if enough or short in list_words("abd") else text


def _bare_of_article(text: str) -> str:
    """The word behind Abd without an article that is written with it (Abd Alrahman, عبد الرحمن)."""
    if text.startswith("ال"):
        return _JOINED_ARABIC.sub("", text, count=1) if text != "الله" else text
    short = _JOINED_LATIN.sub("", text, count=1) if _JOINED_LATIN.match(text) else text
    return text if text in list_words("allah") or len(short) < _SHORTEST else short


@lru_cache(maxsize=1 << 16)
def _part(own: str, compound: str, role: Role, sorani: bool) -> Part:
    """A part from its own word; an article that is written with it is taken off where it surely is one."""
    heard = find_sounds(own, sorani)
    known = find_known_names(compound, heard)
    short = _without_article(own)
    if compound or known or short == own:
        return Part(text=own, role=role, forms=heard, known=known, compound=compound)
    shorter = find_sounds(short, sorani)
    known = find_known_names("", shorter)
    sure = bool(known) or is_arabic_script(own)
    if not sure and short[0] in "aeiou":
        return Part(text=own, role=role, forms=heard, compound=compound)
    heard = shorter if sure else tuple(dict.fromkeys((*shorter, *heard)))
    return Part(text=short if sure else own, role=role, forms=heard, known=known, article=sure)
