"""The words for goods and for what they are packed in, in several languages: words.csv, pack_words.csv, goods.csv."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from malja.tables.heading_words import is_near_heading
from malja.tables.invisible_marks import remove_invisible
from malja.tables.numbers import to_plain_digits

#: What a word means that changes nothing, and one that makes something else of goods: a rice cooker is no rice.
SMALL_WORD, SOMETHING_ELSE = "", "-"
#: A phrase in words.csv has so many words at most.
LONGEST_PHRASE = 5
_SAME_LETTERS = str.maketrans(
    {"ى": "ي", "ة": "ه", "ـ": None, "ی": "ي", "ک": "ك", "ı": "i", "ł": "l", "ø": "o", "٫": ".", "٬": "'"}
)
#: A number, a designation such as bp5 or m3, a word, or a sign between them.
_PART = re.compile(
    r"(?P<number>\d+(?:[.,']\d+)*)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*\d*)|(?P<times>[×*])|(?P<share>%)|(?P<mark>[^\s\w])"
)
#: The sign of a multiplication between two numbers, also behind a unit: 24x400, 4 m x 6 m.
_TIMES = re.compile(r"(?<=\d)(\s*\w{0,2}\s*)[x×*]\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class PackWord:
    """A word for a unit or a packing: `means` is it in English; `kind` is measure, count, pack or dozen."""

    means: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsWords:
    """The words by which an item of the catalogue is known.

    `any`: one of these must be said. `also`: what may be said beside. `sizes`: as written in goods.csv.
    """

    any: frozenset[str]
    also: frozenset[str]
    sizes: tuple[str, ...]


def fold_text(text: str) -> str:
    """A text without what people vary: case, accents, vowel signs, the spellings of alef, the script of digits."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    digits = "".join(to_plain_digits(sign) or sign if sign.isdigit() else sign for sign in remove_invisible(bare))
    return digits.casefold().replace("’", "'").translate(_SAME_LETTERS)


def split_text(text: str) -> list[str]:
    """The numbers, words and signs of a folded text, in order; a multiplication between numbers is ×."""
    return [found.group() for found in _PART.finditer(_TIMES.sub(r"\1 × ", text))]


def fold_phrase(text: str) -> str:
    """A text folded to its words and numbers with a blank between them: what counts as the same name."""
    return " ".join(part for part in split_text(fold_text(text)) if part[0].isalnum())


def list_forms(word: str) -> tuple[str, ...]:
    """A folded word and what it may be without its ending of the plural or its article."""
    forms = [word]
    if word.startswith("ال") and len(word) > 3:
        forms.append(word[2:])
    bare = forms[-1]
    if bare.endswith("ies") and len(bare) > 4:
        forms.append(bare[:-3] + "y")
    endings = [end for end in ("es", "s", "x", "ات", "ين") if bare.endswith(end) and len(bare) > len(end) + 2]
    return (*forms, *(bare[: -len(end)] for end in endings))


def list_phrase_forms(phrase: str) -> tuple[str, ...]:
    """A folded phrase, and what it may be with its last word, or each, in the singular: kits de cuisine."""
    words = phrase.split(" ")
    if len(words) == 1:
        return list_forms(phrase)
    ends = (" ".join((*words[:-1], form)) for form in list_forms(words[-1]))
    return (*ends, " ".join(list_forms(word)[-1] for word in words))


@cache
def read_words() -> Mapping[str, frozenset[str]]:
    """Each word or phrase for goods, folded, with what it may mean; blank: nothing, -: something else."""
    words: dict[str, set[str]] = {}
    for row in _rows("words"):
        for word in row["words"].split("|"):
            words.setdefault(fold_phrase(word), set()).add(row["means"])
    return {word: frozenset(means) for word, means in words.items()}


@cache
def read_pack_words() -> Mapping[str, tuple[PackWord, ...]]:
    """Each word for a unit or a packing, folded, with what it may mean."""
    words: dict[str, list[PackWord]] = {}
    for row in _rows("pack_words"):
        for word in row["words"].split("|"):
            means = PackWord(row["means"], row["kind"])
            if means not in words.setdefault(fold_phrase(word), []):
                words[fold_phrase(word)].append(means)
    return {word: tuple(means) for word, means in words.items()}


@cache
def read_goods() -> Mapping[str, GoodsWords]:
    """The words of each item of the catalogue, by its id."""
    return {
        row["item"]: GoodsWords(
            any=frozenset(row["any"].split()),
            also=frozenset(row["also"].split()),
            sizes=tuple(filter(None, row["sizes"].split("|"))),
        )
        for row in _rows("goods")
    }


@cache
def find_misspelt(text: str) -> frozenset[str]:
    """What a word or phrase means that is another one misspelt; empty where it is none, or may be several."""
    words = read_words()
    length = text.count(" ")
    alike = [word for word in words if word.count(" ") == length and word[0] == text[0]]
    for form in list_forms(text):
        near = {means for word in alike if is_near_heading(form, word) for means in words[word]}
        if len(near) == 1:
            return frozenset(near)
    return frozenset()


def _rows(name: str) -> list[dict[str, str]]:
    text = files("malja.goods").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
