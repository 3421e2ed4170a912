"""The lists that the generated register draws from: names with how they sound and how Arabic letters write them.

A sound is one word of ASCII: small vowels a i u, long ones A I U (Y where Arabic ends in alef maqsura), H ḥ, x kh,
C sh, G gh, S D T Z the dark s d t z, v th, V dh, 3 ayn, ' hamza, @ ta marbuta, `_` between words, `al-` the article.
`letters.csv` says how each manner (English, French, German, Turkish, Kurdish, Sorani) writes a sound; `special.csv` has
spellings that those rules would not find, `kurdish.csv` names with spellings of their own (sex x: a family).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "lists"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of the lists: its sound or, of a Kurdish name, its Latin and Sorani letters; Arabic letters of both."""

    arabic: str
    sound: str = ""
    kurdish: str = ""
    sorani: str = ""


@dataclass(frozen=True, slots=True)
class Bag:
    """Names to be drawn, each as often as its weight says."""

    names: tuple[Name, ...]
    sums: tuple[float, ...]

    def draw(self, rng: Random) -> Name:
        """One name."""
        return rng.choices(self.names, cum_weights=self.sums)[0]


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _bag(pairs: list[tuple[Name, float]]) -> Bag:
    return Bag(tuple(name for name, _ in pairs), tuple(accumulate(weight for _, weight in pairs)))


@cache
def given(sex: str) -> Bag:
    """Arabic given names of a sex, m or f."""
    return _bag(
        [
            (Name(arabic=row["arabic"], sound=row["sound"]), float(row["weight"]))
            for row in _rows("given.csv")
            if row["sex"] == sex
        ]
    )


@cache
def families() -> Bag:
    """Arabic family names."""
    return _bag(
        [(Name(arabic=row["arabic"], sound=row["sound"]), float(row["weight"])) for row in _rows("families.csv")]
    )


@cache
def kurdish(sex: str) -> Bag:
    """Kurdish given names of a sex, m or f, or families (x): the earlier in the list, the more often."""
    rows = [row for row in _rows("kurdish.csv") if row["sex"] == sex]
    return _bag(
        [
            (Name(arabic=row["arabic"], kurdish=row["latin"], sorani=row["sorani"]), 1 / (place + 4))
            for place, row in enumerate(rows)
        ]
    )


@cache
def towns() -> Bag:
    """Places of origin; one known abroad under another name has it in `kurdish`."""
    return _bag(
        [
            (Name(arabic=row["arabic"], sound=row["sound"], kurdish=row["english"]), float(row["weight"]))
            for row in _rows("towns.csv")
        ]
    )


@cache
def special() -> dict[tuple[str, str], tuple[str, ...]]:
    """Spellings by sound and manner that rules would not find."""
    return {(row["sound"], row["manner"]): tuple(row["spellings"].split("|")) for row in _rows("special.csv")}


@cache
def letters(manner: str) -> dict[str, tuple[str, ...]]:
    """The letters of a manner for each sound; where there are several, a clerk keeps to one of them."""
    return {row["sound"]: tuple(row[manner].split("|")) for row in _rows("letters.csv")}
