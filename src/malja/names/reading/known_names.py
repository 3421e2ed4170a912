"""Which common names a word may be: Kerim and كريم are one row of known.csv, Karam and كرم another.

An Arabic spelling hides its vowels, a Latin one its consonants. Where both words are in the list, the list decides what
the sounds can't: محمد is Muhammad and not Mahmud.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from malja.names.data.tables import read_table
from malja.names.reading.compounds import list_words, split_compound
from malja.names.sounds.letters import normalize, read_sounds
from malja.names.sounds.likeness import is_arabic, rate_likeness
from malja.names.sounds.skeletons import find_skeletons

#: A word that is not in the list as it stands may be the names of the list that sound this much like it ...
NEAR = 0.92
#: ... and as much as the nearest of them, but for so little.
AS_NEAR = 0.03
#: How God's name sounds in a compound, whatever letters it is written in.
_ALLAH_SOUNDS = ("al@",)


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """Names by compound and every row of sounds they are listed with; and the same by skeleton, to find near ones."""

    exact: dict[tuple[str, str], frozenset[str]]
    blocks: dict[tuple[str, str], tuple[tuple[str, frozenset[str]], ...]]


def find_sounds(word: str, sorani: bool = False) -> tuple[str, ...]:
    """How a bare word, or what is left of a compound, may sound."""
    return _ALLAH_SOUNDS if word in list_words("allah") else read_sounds(word, sorani)


@lru_cache(maxsize=1 << 16)
def find_known_names(compound: str, heard: tuple[str, ...]) -> frozenset[str]:
    """The names of the list that a part with these sounds may be; none for a part that is like none of them."""
    listed = _listed()
    for form in heard:
        if (compound, form) in listed.exact:
            return listed.exact[compound, form]
    near = [
        (rate_likeness(form, other), names)
        for form in heard
        for shape in find_skeletons(form)
        for other, names in listed.blocks.get((compound, shape), ())
        if is_arabic(form) == is_arabic(other)
    ]
    best = max((how for how, _ in near), default=0.0)
    return frozenset(name for how, names in near if how >= max(NEAR, best - AS_NEAR) for name in names)


def is_listed(compound: str, heard: tuple[str, ...]) -> bool:
    """Whether a part stands in the list as it sounds, and not only near a name of it."""
    listed = _listed()
    return any((compound, form) in listed.exact for form in heard)


@cache
def read_shares() -> dict[str, float]:
    """How often each listed name is met, of 10,000 names."""
    return {row["name"]: float(row["share"]) for row in read_table("known")}


@cache
def list_spellings() -> dict[str, tuple[str, ...]]:
    """The spellings of each listed name that is no compound, in both scripts."""
    spellings: dict[str, tuple[str, ...]] = {}
    for row in read_table("known"):
        written = [normalize(text) for text in (*row["arabic"].split("|"), row["name"], *row["spellings"].split())]
        spellings[row["name"]] = tuple(dict.fromkeys(text for text in written if not split_compound(text)[0]))
    return spellings


@cache
def _listed() -> _List:
    exact: dict[tuple[str, str], set[str]] = {}
    for row in read_table("known"):
        for compound, form in _spelled(row):
            exact.setdefault((compound, form), set()).add(row["name"])
    blocks: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    for (compound, form), names in exact.items():
        for shape in find_skeletons(form):
            blocks.setdefault((compound, shape), []).append((form, frozenset(names)))
    return _List(
        exact={key: frozenset(names) for key, names in exact.items()},
        blocks={key: tuple(found) for key, found in blocks.items()},
    )


def _spelled(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every spelling of a row as compound and sounds; of a Latin one only its first way of sounding."""
    for written in [*row["arabic"].split("|"), row["name"], *row["spellings"].split()]:
        compound, rest = split_compound(normalize(written).replace(" ", ""))
        yield from ((compound, form) for form in find_sounds(rest)[:1])
