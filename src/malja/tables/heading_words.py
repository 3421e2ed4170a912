"""The words that people use for columns, and whether a heading is one of them, spelt their way or misspelt."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from malja.tables.invisible_marks import remove_invisible

#: Words of fewer letters are never taken for another one misspelt; from so many letters on two may be wrong, not one.
_FEWEST_LETTERS, _MANY_LETTERS = 5, 9
#: Words that change nothing in what a heading means.
_SMALL_WORDS = frozenset(("of", "the", "de", "du", "des", "d", "la", "le", "les", "l"))
_SAME_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
#: What stands in the place of a column by a word that makes something else of a heading, and by a survey's own column.
_OF_SOMETHING_ELSE, _OF_SURVEYS = "-", "--"
_NO_COLUMN = frozenset((_OF_SOMETHING_ELSE, _OF_SURVEYS))


def fold_heading(text: str) -> str:
    """A heading without what people vary: case, accents, vowel signs, the spellings of alef, signs between words."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    plain = remove_invisible(bare).casefold().translate(_SAME_LETTERS)
    return " ".join(re.findall(r"[^\W_]+", plain)) or plain


def fold_tag(tag: str) -> str:
    """A hashtag with its attributes in alphabetical order."""
    name, *attributes = (part.strip() for part in tag.casefold().split("+"))
    return "+".join([name, *sorted(attributes)]) if name.startswith("#") else ""


def is_near_heading(one: str, other: str) -> bool:
    """Whether two headings are the same words, each as it is or misspelt; small words may be left out."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    words, others = ([word for word in text.split() if word not in _SMALL_WORDS] for text in (one, other))
    return bool(words) and len(words) == len(others) and all(map(_is_misspelt, words, others))


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two words are the same or one of them is the other misspelt, never in its first letter or its digits."""
    one, other = (word.removeprefix("ال") if len(word) > 4 else word for word in (one, other))
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if re.search(r"\d", one + other) or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if shorter < _FEWEST_LETTERS:
        return shorter > 2 and one.removesuffix("s") == other.removesuffix("s")
    return _count_edits(one, other) <= (2 if shorter >= _MANY_LETTERS else 1)


def _count_edits(one: str, other: str) -> int:
    """How many letters are to be put in, left out, changed, or changed with their neighbour, to make one the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        row = [place]
        for there, theirs in enumerate(other, start=1):
            least = min(last[there] + 1, row[there - 1] + 1, last[there - 1] + (letter != theirs))
            if place > 1 and there > 1 and letter == other[there - 2] and one[place - 2] == theirs:
                least = min(least, before[there - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


def list_words_of(known: Collection[str]) -> dict[str, list[str]]:
    """The words for a table's columns, each with the columns that it may mean."""
    words: dict[str, list[str]] = {fold_heading(name): [name] for name in known}
    for word, name in _heading_words():
        if name in known and name not in words.setdefault(word, []):
            words[word].append(name)
    return words


@cache
def list_all_words() -> frozenset[str]:
    """The words for the columns of all tables: what means a column that a table does not have is no other of its."""
    return frozenset(word for word, name in _heading_words() if name not in _NO_COLUMN)


@cache
def list_other_words() -> frozenset[str]:
    """The words that make something else of a heading: no heading with one is taken for another one misspelt."""
    return frozenset(word for word, name in _heading_words() if name == _OF_SOMETHING_ELSE)


@cache
def list_survey_words() -> frozenset[str]:
    """The columns that survey programs add of their own."""
    return frozenset(word for word, name in _heading_words() if name == _OF_SURVEYS)


@cache
def _heading_words() -> tuple[tuple[str, str], ...]:
    """Every word of heading_words.csv (folded), with the column that it means, or with - or --."""
    text = files("malja.tables").joinpath("heading_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((fold_tag(row["word"]) or fold_heading(row["word"]), row["column"]) for row in rows)
