"""Names in which nothing is Arabic, Kurdish or Turkish: word by word, with slips of the pen, initials and short forms.

Which names these are says `is_foreign`; their figures stand in data/foreign.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from malja.names.comparing.comparison import Comparison, conclude, make_reason
from malja.names.data.tables import read_settings, read_table
from malja.names.reading.compounds import list_words
from malja.names.reading.known_names import is_listed
from malja.names.reading.reading import Reading
from malja.names.reading.words import LONGEST
from malja.names.sounds.letters import is_arabic_script

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b((?:\w\.\s?){2,}\w?)(?=\W|$)")
_APOSTROPHES = re.compile("['’`ʼ‘]")
_OTHER_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
#: Spellings of one sound, the later ones after the former ones were changed.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|tch|cz|č|ć", "ch"),
        ("sch|sh|š|ş", "sh"),
        ("ph|v", "f"),
        ("w", "f"),
        ("ck|q|c(?![eihy])", "k"),
        ("c(?=[eiy])|z", "s"),
        ("kh|x", "h"),
        ("yy|yj|iy|ij|ii|y|j", "i"),
        ("ou|oo", "u"),
        ("ee|ae", "e"),
        (r"(.)\1+", r"\1"),
    )
]


def is_foreign(one: Reading, other: Reading) -> bool:
    """Whether two names are compared as foreign ones: hardly a part of either is in the lists, nothing is Arabic."""
    return _is_foreign(one) and _is_foreign(other)


@lru_cache(maxsize=1 << 14)
def _is_foreign(reading: Reading) -> bool:
    names = [part for part in reading.parts if part.role != "title"]
    if any(is_arabic_script(part.text) or part.article or part.compound for part in names):
        return False
    if any(_has_own_letters(part.text) for part in names):
        return False
    if reading.kind == "group":
        return not any(name[0] in "=#" for part in names for name in part.known)
    listed = sum(bool(part.known) and is_listed(part.compound, part.forms) for part in names)
    return bool(names) and 2 * listed <= len(names) - (len(names) > 1)


def _has_own_letters(text: str) -> bool:
    """Whether a word has letters that only Kurdish and Turkish write."""
    return any(letter in "êîûşğı" for letter in text)


def compare_foreign_persons(one: str, other: str) -> Comparison:
    """Two persons' names, neither of them Arabic."""
    left, right = _split(one, company=False), _split(other, company=False)
    return _compare(left, right, missing=_figures()["missing"], light=frozenset())


def compare_companies(one: str, other: str) -> Comparison:
    """Two names of companies, their legal forms left out."""
    left, right = _split(one, company=True), _split(other, company=True)
    return _compare(left, right, missing=_figures()["company_missing"], light=_light())


def has_legal_form(text: str) -> bool:
    """Whether a name has a company's legal form."""
    return _spell(text) != _without_forms(_spell(text))


def _compare(left: Sequence[str], right: Sequence[str], *, missing: float, light: frozenset[str]) -> Comparison:
    figures = _figures()
    if not left or not right:
        return conclude(0.0, (make_reason("nothing_shared"),))
    joined = _alike("".join(left), "".join(right), least=0.88)
    joined = max(joined, _alike("".join(sorted(left)), "".join(sorted(right)), least=0.93))
    pairs = _align(left, right)
    agree = sum([how * _weigh(left[i], light) for how, i, _ in pairs])
    doubtful = sum([(1.0 - how) * _weigh(left[i], light) for how, i, _ in pairs])
    lone_left = [word for i, word in enumerate(left) if all(i != taken for _, taken, _ in pairs)]
    lone_right = [word for j, word in enumerate(right) if all(j != taken for _, _, taken in pairs)]
    both = min(len(lone_left), len(lone_right))
    against = sum(
        sorted([_weigh(word, light) for word in (lone_left if len(lone_left) <= len(lone_right) else lone_right)])
    )
    lone = sum([_weigh(word, light) for word in (*lone_left, *lone_right)]) - (2 * against if both else 0.0)
    against = against if both else 0.0
    turned = (
        figures["turned"]
        if [j for _, _, j in sorted(pairs, key=lambda pair: pair[1])] != sorted(j for _, _, j in pairs)
        else 0.0
    )
    whole = agree + doubtful + figures["contradicts"] * against + missing * max(lone, 0.0) + turned
    score = agree / whole if whole else 0.0
    is_enough = len(pairs) > 1 and any(len(left[i]) > 1 < len(right[j]) for _, i, j in pairs)
    if not is_enough and max(len(left), len(right)) > 1 and not light:
        score = min(score, figures["one_word"])
    if joined * figures["joined"] > score:
        return conclude(joined * figures["joined"], (make_reason("proper_near"),))
    reasons = (
        [make_reason("proper_same" if all(how == 1.0 for how, _, _ in pairs) else "proper_near", agree)]
        if pairs
        else []
    )
    reasons += [make_reason("proper_differs", -against)] if against else []
    reasons += [make_reason("proper_missing", -missing * lone)] if lone > 0 else []
    return conclude(min(score, 1.0), tuple(reasons) or (make_reason("nothing_shared"),))


def _align(left: Sequence[str], right: Sequence[str]) -> list[tuple[float, int, int]]:
    """Words that agree, the nearest first, each once: how far, and their places."""
    near = [(how, i, j) for i, one in enumerate(left) for j, other in enumerate(right) if (how := _agree(one, other))]
    pairs: list[tuple[float, int, int]] = []
    for how, i, j in sorted(near, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2])):
        if all(i != taken and j != other for _, taken, other in pairs):
            pairs.append((how, i, j))
    return pairs


@lru_cache(maxsize=1 << 15)
def _agree(one: str, other: str) -> float:
    """How far two words agree, from 0 to 1."""
    figures = _figures()
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return float(figures["initial"]) if one[0] == other[0] else 0.0
    if not _nicknames().get(one, frozenset()).isdisjoint(_nicknames().get(other, frozenset())):
        return float(figures["nickname"])
    if _sound(one) == _sound(other):
        return 0.97
    if min(len(one), len(other)) < figures["shortest"]:
        return 0.0
    near = max(_alike(one, other, figures["alike"]), _alike(_sound(one), _sound(other), figures["alike"] + 0.08))
    return 0.75 + (near - figures["alike"]) / (1 - figures["alike"]) / 4 if near else 0.0


def _alike(one: str, other: str, least: float) -> float:
    return float(OSA.normalized_similarity(one, other, score_cutoff=least))


def _weigh(word: str, light: frozenset[str]) -> float:
    return float(_figures()["light"]) if word in light else 1.0 if len(word) > 2 else 0.6


@lru_cache(maxsize=1 << 15)
def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _split(text: str, *, company: bool) -> list[str]:
    """The words of a name: in one spelling, each once, without titles or legal forms."""
    words = _spell(text)
    if company:
        words = _without_forms(words) or words
    else:
        names = [word for word in words if word not in list_words("title") and word not in list_words("particle")]
        words = names or words
    return list(dict.fromkeys(words))


@lru_cache(maxsize=1 << 14)
def _spell_all(text: str) -> tuple[str, ...]:
    joined = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", text[:LONGEST])
    flat = unicodedata.normalize(
        "NFKD", _APOSTROPHES.sub("", joined).replace("&", " and ").casefold().translate(_OTHER_LETTERS)
    )
    return tuple(_WORD.findall("".join(sign for sign in flat if unicodedata.category(sign) != "Mn")))


def _spell(text: str) -> list[str]:
    if "," in text:
        first, _, last = text.partition(",")
        if len(_spell_all(first)) and not _without_forms(list(_spell_all(last))):
            text = first + " " + last
    return list(_spell_all(text))


def _without_forms(words: list[str]) -> list[str]:
    """The words without legal forms, wherever they stand."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = next(
            (n for n in range(5, 0, -1) if " ".join(words[at : at + n]) in _forms() and at + n <= len(words)), 0
        )
        kept += [] if length else [words[at]]
        at += length or 1
    return kept


@cache
def _figures() -> dict[str, Any]:
    return read_settings("foreign")


@cache
def _forms() -> frozenset[str]:
    rows = [row for row in read_table("legal_forms") if row["what"] == "form"]
    return frozenset(" ".join(_spell_all(form)) for row in rows for form in row["words"].split("|"))


@cache
def _light() -> frozenset[str]:
    return frozenset(
        word for row in read_table("legal_forms") if row["what"] == "light" for word in row["words"].split("|")
    )


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for place, row in enumerate(read_table("nicknames")):
        for name in row["names"].split():
            found.setdefault(name, set()).add(place)
    return {name: frozenset(places) for name, places in found.items()}
