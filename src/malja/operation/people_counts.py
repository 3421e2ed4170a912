"""People counted as families: 240 families are so many people by the average size of a household, which is assumed."""

from __future__ import annotations

from dataclasses import dataclass

from malja.goods.words import fold_text, list_forms, read_pack_words, split_text
from malja.tables.numbers import AmbiguousNumberError, parse_number


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleCount:
    """People; `families`: how many of these were counted in their place (0: people were)."""

    people: int
    families: int = 0


def read_people_count(text: str, household_size: float) -> PeopleCount | None:
    """The people of a text such as 240 families, 1,200 people or 300 أسرة; None where it says no such thing.

    `household_size`: persons a household, by which families are counted.
    """
    folded = fold_text(text).strip()
    parts = [part for part in split_text(folded) if part[0].isalnum()]
    if not folded[:1].isdigit() or len(parts) > 2:
        return None
    number = _read_whole(parts[0])
    word = _find_word(parts[1]) if len(parts) == 2 else "person"
    if number is None or not word:
        return None
    if word == "person":
        return PeopleCount(people=number)
    return PeopleCount(people=round(number * household_size), families=number)


def _read_whole(text: str) -> int | None:
    """A whole number; a separator of thousands is one: nobody counts a part of a person."""
    try:
        number = parse_number(text)
    except AmbiguousNumberError as ambiguous:
        whole = [reading for reading in ambiguous.readings if reading.is_integer()]
        number = whole[0] if len(whole) == 1 else None
    return int(number) if number is not None and number < 1e9 and float(number).is_integer() else None


def _find_word(word: str) -> str:
    """What a word says that people are counted in: family, person; blank: neither."""
    words = read_pack_words()
    found = (one.means for form in list_forms(word) for one in words.get(form, ()) if one.kind == "people")
    return next(found, "")
