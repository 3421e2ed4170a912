"""How near two names sound: the cheapest way to turn one row of sounds into the other.

A name in Latin letters is a row of Latin sounds, one in Arabic letters the row of its letters (spelling.py). What each
difference costs stands in tables: likeness.csv across scripts, same_script.csv within one, weights.csv for a sound that
one of the two does not have. The vowel before the last consonant tells Jamil from Jamal, so it counts in full; the
vowels before it come and go, so they count half.
"""

from __future__ import annotations

from functools import cache, lru_cache

from malja.names.data.tables import read_table
from malja.names.sounds.skeletons import find_skeletons

#: Latin vowels; those written as one letter may be short, and an Arabic spelling then leaves them out.
VOWELS = "aeiouAIUEOYW"
#: The same vowels where they count in full.
HEAVY = "áéíóúÁÍÚÉÓÝẂ"
TO_HEAVY = dict(zip(VOWELS, HEAVY, strict=True))
#: Vowels at the end of a name, and the alef that only carries the first vowel.
LAST, FIRST_ALEF = "@əïô", "ٱ"
ARABIC_VOWELS = "اويىةئؤ" + FIRST_ALEF
#: Arabic letters whose place tells one name from another (حميد and حمدي).
_LONG = frozenset("اوي")
#: What is never one sound: a vowel and a consonant.
NEVER = 9.0
#: Two neighbouring sounds in the wrong order, as hands do when they type.
SWAPPED = 0.4
#: From this cost for each unit of weight on nothing is compared any further: the names are different.
HOPELESS = 0.45
#: Short names are not nearer to each other for being short, nor long ones for being long.
LEAST_WEIGHT, MOST_WEIGHT = 2.5, 5.0


def is_arabic(sounds: str) -> bool:
    """Whether the row of sounds comes from Arabic letters, in which short vowels are not written."""
    return "\u0600" < sounds[:1] < "\u0800"


@lru_cache(maxsize=1 << 17)
def rate_likeness(one: str, other: str) -> float:
    """How near two rows of sounds are: 1 when they may be one name, 0 when they have next to nothing in common."""
    if one > other:
        return rate_likeness(other, one)
    if one == other:
        return 1.0
    if _far_apart(find_skeletons(one), find_skeletons(other)):
        return 0.0
    weights = _costs().weight
    mean = (sum(map(weights.__getitem__, one)) + sum(map(weights.__getitem__, other))) / 2
    weight = min(MOST_WEIGHT, max(LEAST_WEIGHT, mean))
    return max(0.0, 1.0 - measure_distance(one, other, HOPELESS * weight) / weight)


def _far_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the consonants alone tell that nothing more needs comparing: two too many, or first and last differ."""
    if len(one) > 1 or len(other) > 1:
        return False
    a, b = one[0], other[0]
    return abs(len(a) - len(b)) > 1 or (a[:1] != b[:1] and a[-1:] != b[-1:])


def measure_distance(one: str, other: str, most: float) -> float:
    """What it costs to turn one row of sounds into the other, both ways the same; `most` when it is that or more."""
    costs = _costs()
    loss_one = costs.beside_arabic if is_arabic(other) else costs.beside_latin
    loss_other = costs.beside_arabic if is_arabic(one) else costs.beside_latin
    gaps = [loss_other[sound] for sound in other]
    above = [0.0]
    for gap in gaps:
        above.append(above[-1] + gap)
    before: list[float] = []
    last = ""
    for place, sound in enumerate(one):
        gone, turn = loss_one[sound], costs.turn[sound]
        line = [above[0] + gone]
        for at, heard in enumerate(other):
            least = above[at] + turn[heard]
            if above[at + 1] + gone < least:
                least = above[at + 1] + gone
            if line[at] + gaps[at] < least:
                least = line[at] + gaps[at]
            if place and at and heard == last and other[at - 1] == sound and not {sound, heard} & _LONG:
                least = min(least, before[at - 1] + SWAPPED)
            line.append(least)
        if min(line) >= most:
            return most
        before, above, last = above, line, sound
    return min(most, above[-1])


class _Costs:
    """The tables, unfolded: from each sound to each other one, and what a sound costs that is not in the other name."""

    def __init__(self) -> None:
        self.weight: dict[str, float] = {}
        self.beside_arabic: dict[str, float] = {}
        self.beside_latin: dict[str, float] = {}
        self.turn: dict[str, dict[str, float]] = {}
        latin = _latin()
        arabic = _arabic(latin)
        for sound in [*latin, *HEAVY, *arabic]:
            self._weigh(sound)
        for one in self.weight:
            self.turn[one] = {other: _turn(one, other, latin) for other in self.weight}

    def _weigh(self, sound: str) -> None:
        row = _weights().get(strip_weight(sound))
        self.weight[sound] = float(row["weight"]) if row else 1.0
        self.beside_arabic[sound] = float(row["beside_arabic"]) if row else 1.0
        self.beside_latin[sound] = float(row["beside_latin"]) if row else 1.0


@cache
def _costs() -> _Costs:
    return _Costs()


@cache
def _weights() -> dict[str, dict[str, str]]:
    return {row["sound"]: row for row in read_table("weights")}


@cache
def _latin() -> dict[str, dict[str, float]]:
    """For each Latin sound the Arabic letters that it may stand for, with their cost."""
    table = {
        row["sound"]: {pair[0]: float(pair[2:]) for pair in row["letters"].split()} for row in read_table("likeness")
    }
    for vowel in VOWELS:
        table[vowel][FIRST_ALEF] = 0.0
    return table


def _arabic(latin: dict[str, dict[str, float]]) -> list[str]:
    letters = {letter: None for known in latin.values() for letter in known}
    return list(
        letters
        | {
            letter: None
            for row in read_table("same_script")
            for letter in (row["one"], row["other"])
            if is_arabic(letter)
        }
    )


@cache
def _listed() -> dict[tuple[str, str], float]:
    return {
        pair: float(row["cost"])
        for row in read_table("same_script")
        for pair in ((row["one"], row["other"]), (row["other"], row["one"]))
    }


def strip_weight(sound: str) -> str:
    """The sound, be it where it counts in full or not."""
    return VOWELS[HEAVY.index(sound)] if sound in HEAVY else sound


def is_vowel(sound: str) -> bool:
    """Whether a sound, Latin or Arabic, may be a vowel."""
    return strip_weight(sound) in VOWELS or sound in LAST or sound in ARABIC_VOWELS


def _turn(one: str, other: str, latin: dict[str, dict[str, float]]) -> float:
    """What it costs to take one sound for the other."""
    if one == other:
        return 0.0
    heavy = (one in HEAVY) + (other in HEAVY)
    one, other = strip_weight(one), strip_weight(other)
    if one == other:
        return 0.0
    if is_arabic(one) != is_arabic(other):
        sound, letter = (other, one) if is_arabic(one) else (one, other)
        return latin[sound].get(letter, _far(one, other))
    if (one, other) in _listed():
        share = (0.5, 1.0, 1.8)[heavy] if one in VOWELS and other in VOWELS else 1.0
        return share * _listed()[one, other]
    if is_arabic(one) or is_vowel(one) or is_vowel(other):
        return _far(one, other)
    shared = latin[one].keys() & latin[other].keys()
    return min([1.0, *(latin[one][letter] + latin[other][letter] for letter in shared)])


def _far(one: str, other: str) -> float:
    return 1.0 if is_vowel(one) == is_vowel(other) else NEVER
