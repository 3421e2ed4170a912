"""Slips of the pen: a spelling that is no listed name, that few rows bear, and that lies one edit from another name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from malja.names.finding.keys import make_part_keys
from malja.names.reading.known_names import is_listed, list_spellings
from malja.names.reading.reading import Part
from malja.names.register.row import Row
from malja.names.register.weights import WEIGHTS
from malja.names.sounds.letters import is_arabic_script

#: Letters that clerks write for one another at will, so that this is no slip.
_ONE_LETTER = str.maketrans("أإآىة", "ااايه")
#: Of two spellings the shorter and the longer have at least so many letters: shorter names lie too near each other.
_SHORTER, _LONGER = 3, 4


class Slips:
    """Which spellings of a register may be slips, and of what names."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._counts: Counter[str] = Counter()
        self._given: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            line = row.lines[0]
            self._counts.update(part.text for part in (line.given, *([line.father] if line.father else []), *line.rest))
            self._given[line.given.text].update(make_part_keys(line.given))
        self._near = _index(self._given)
        self._pairs: dict[tuple[str, tuple[str, ...], str, tuple[str, ...], str], bool] = {}

    def is_near(self, one: Part, other: Part) -> bool:
        """Whether one of two parts may be the other's name with a letter dropped, doubled, swapped or changed."""
        if one.compound != other.compound:
            return False
        key = (one.text, one.forms, other.text, other.forms, one.compound)
        near = self._pairs.get(key)
        if near is None:
            near = self._pairs[key] = self._is_slip_of(one, other) or self._is_slip_of(other, one)
        return near

    def make_keys(self, given: Part) -> list[str]:
        """The keys of the names of which a given name may be a slip."""
        if given.compound or not self._may_be_slip(given):
            return []
        keys: set[str] = set()
        for short in _shorten(given.text):
            for text in (*self._near.get(short, ()), *_index_listed().get(short, ())):
                if _is_one_edit(given.text, text):
                    keys.update(self._given.get(text, ()), _names_by_spelling().get(text, ()))
        return sorted(keys)

    def _may_be_slip(self, part: Part) -> bool:
        return self._counts[part.text] <= WEIGHTS.slip_rows and not is_listed(part.compound, part.forms)

    def _is_slip_of(self, slip: Part, other: Part) -> bool:
        if not self._may_be_slip(slip):
            return False
        if _is_one_edit(slip.text, other.text):
            return True
        return any(_is_one_edit(slip.text, text) for name in other.known for text in list_spellings().get(name, ()))


def _is_one_edit(one: str, other: str) -> bool:
    """Whether two different spellings of one script are one edit apart."""
    one, other = one.translate(_ONE_LETTER), other.translate(_ONE_LETTER)
    shorter, longer = sorted((len(one), len(other)))
    if one == other or shorter < _SHORTER or longer < _LONGER or longer - shorter > 1:
        return False
    if is_arabic_script(one) != is_arabic_script(other):
        return False
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other = one[start:][::-1], other[start:][::-1]
    shorter, longer = sorted((len(one), len(other)))
    end = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other = one[end:], other[end:]
    return max(len(one), len(other)) == 1 or (len(one) == 2 and one == other[::-1])


def _shorten(text: str) -> list[str]:
    """A spelling, and what is left of it without each of its letters: spellings one edit apart share one of these."""
    text = text.translate(_ONE_LETTER)
    return list(dict.fromkeys((text, *(text[:at] + text[at + 1 :] for at in range(len(text))))))


def _index(texts: Iterable[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for short in _shorten(text):
            near[short].append(text)
    return dict(near)


@cache
def _index_listed() -> dict[str, list[str]]:
    return _index(_names_by_spelling())


@cache
def _names_by_spelling() -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for name, spellings in list_spellings().items():
        for text in spellings:
            names[text].append(name)
    return dict(names)
