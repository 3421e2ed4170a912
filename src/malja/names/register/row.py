"""A row of a register made ready for comparing: the ways to read its names, and the rest in one spelling."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from malja.names.comparing.alignment import compare_parts
from malja.names.comparing.persons import LEFT_OUT
from malja.names.finding.keys import make_part_keys
from malja.names.reading.compounds import list_words
from malja.names.reading.parts import place_part
from malja.names.reading.placeholders import is_placeholder
from malja.names.reading.read_name import read_name
from malja.names.reading.reading import Part
from malja.names.reading.words import LONGEST
from malja.names.register.births import Birth, read_birth
from malja.names.register.person import Person
from malja.names.register.places import read_place
from malja.names.sounds.letters import normalize

#: A number with fewer digits is no telephone's, and so many at its end tell it, with the country's code or without.
_SHORTEST_PHONE, _LOCAL_DIGITS = 6, 8
_NOT_DIGIT = re.compile(r"\D")
#: What Excel makes of a long number, and one that it cut.
_CUT_BY_EXCEL = re.compile(r"^\s*\d+([.,]\d+)?[eE]\+?\d+\s*$|0{5,}$")
_LETTER = re.compile(r"[^\W\d_]")


class Line(NamedTuple):
    """One way to read the names of a row: the own name, the father's, and what stands behind.

    `is_father_written`: the father has a column of his own. `second_is_father`: whether the second of three names is
    the father who is written, None where that is not known. `why`: what a clerk must have done for it to be read so.
    """

    given: Part
    father: Part | None
    is_father_written: bool
    rest: tuple[Part, ...]
    second_is_father: bool | None = None
    why: str = ""


class Row(NamedTuple):
    """A named person's row: the ways to read its names, the likeliest first, and the rest, blank where unknown.

    `origins`: how the place of origin stands in keys.
    """

    place: int
    lines: tuple[Line, ...]
    household: str
    sex: str
    birth: Birth | None
    origin: str
    origins: tuple[str, ...]
    phone: str
    ids: tuple[str, ...]


def prepare_row(place: int, person: Person) -> Row | None:
    """The row made ready; None for a person without a name of its own that can be read."""
    reading = read_name(person.name)
    called = tuple([replace(part, role="given") for part in reading.called[:1]])
    line = reading.line or (called if not reading.mother else ())
    if not line or line[0].role != "given":
        return None
    fathers = read_name(person.father).line
    origin, phone = person.origin, person.phone
    if read_phone(origin) and not _LETTER.search(origin) and _LETTER.search(phone):
        origin, phone = phone, origin
    place_of_origin = _read_cell(origin)
    birth = read_birth(person.birth_date) if person.birth_date else None
    if birth is None and person.birth_year is not None:
        birth = Birth(person.birth_year)
    return Row(
        place=place,
        lines=tuple(dict.fromkeys(_read_lines(line, fathers))),
        household=_read_cell(person.household),
        sex=_read_sex(person.sex),
        birth=birth,
        origin=place_of_origin,
        origins=tuple(key for part in read_place(place_of_origin)[:2] for key in make_part_keys(part)[:1]),
        phone=read_phone(phone),
        ids=tuple(
            [f"{what}:{text}" for what, text in (("i", _read_id(person.id)), ("t", _read_id(person.token))) if text]
        ),
    )


def _read_lines(line: tuple[Part, ...], fathers: tuple[Part, ...]) -> list[Line]:
    """The ways to read name and father's name, as written first."""
    if fathers and len(fathers) > 1 and len(line) > 1 and compare_parts(line[0], fathers[0]) == 1.0:
        # The whole name stands in the father's column again.
        fathers = fathers[1:] if compare_parts(line[1], fathers[1]) == 1.0 else fathers
    lines = [_read_line(line, fathers)]
    own = lines[0]
    if own.given.known & LEFT_OUT and len(line) > 1 and (len(line) > 2 or (own.is_father_written and own.rest)):
        lines.append(_without_first(line, fathers))
    last = line[-1]
    if len(line) > 1 and not last.article and last.compound[:3] not in ("abu", "umm"):
        turned = (place_part(line[1], "given", False), *line[2:], place_part(line[0], "family", False))
        lines.append(_read_line(turned, fathers)._replace(why="family_first"))
    if fathers:
        other = place_part(fathers[0], "given", False)
        lines.append(
            _read_line((other, *fathers[1:], *line[1:]), (place_part(line[0], "father", False),))._replace(
                why="columns_mixed"
            )
        )
        looks_like_family = fathers[-1].article or not fathers[-1].known
        if len(line) == 2 and looks_like_family and not compare_parts(line[1], fathers[0]):
            family = place_part(fathers[-1], "family", False)
            second = place_part(line[1], "father", False)
            lines.append(Line(line[0], second, False, (*line[2:], family), why="columns_mixed"))
    return lines


def _without_first(line: tuple[Part, ...], fathers: tuple[Part, ...]) -> Line:
    """Without a first name that is often left out: Muhammad Ammar is called Ammar."""
    return _read_line((place_part(line[1], "given", False), *line[2:]), fathers)._replace(why="beside")


def _read_line(line: tuple[Part, ...], fathers: tuple[Part, ...]) -> Line:
    """Own name, father and the rest: the father's column says who the father is, else the second of three names."""
    given, rest = line[0], line[1:]
    if fathers:
        father = place_part(fathers[0], "father", False)
        is_second = (
            bool(rest) and not (rest[0].role == "family" and rest[0].article) and compare_parts(rest[0], father) > 0
        )
        known = is_second if len(rest) > 1 else None
        rest = rest[1:] if is_second else rest
        further = tuple(part for part in fathers[1:] if not any(compare_parts(part, known) for known in rest))
        return Line(given, father, True, (*further, *rest), known)
    if len(rest) > 1 or (rest and rest[0].role == "father" and not rest[0].known):
        return Line(given, rest[0], False, rest[1:])
    return Line(given, None, False, rest)


def _read_cell(text: str) -> str:
    """A cell in one spelling; nothing for what only says that it is not known."""
    bare = normalize(text[:LONGEST]).strip()
    return "" if is_placeholder(bare) else bare


def _read_id(text: str) -> str:
    """The letters and digits of a number of a document; nothing without a digit, or with one digit over and over."""
    bare = "".join(sign for sign in normalize(text[:LONGEST]) if sign.isalnum())
    digits = {sign for sign in bare if sign.isdigit()}
    return bare if len(digits) > 1 or (digits and len(bare) < 4) else ""


@lru_cache(maxsize=1 << 12)
def _read_sex(text: str) -> str:
    """m, f, or the word as written where it is neither; blank is unknown."""
    word = _read_cell(text)
    return "m" if word in list_words("male") else "f" if word in list_words("female") else word


def read_phone(text: str) -> str:
    """The last digits of a telephone number; nothing for what is too short, cut by Excel, or one digit repeated."""
    if _CUT_BY_EXCEL.search(text[:LONGEST]):
        return ""
    digits = "".join(str(int(digit)) for digit in _NOT_DIGIT.sub("", text[:LONGEST]))[-_LOCAL_DIGITS:]
    return digits if len(digits) >= _SHORTEST_PHONE and len(set(digits)) > 1 else ""
