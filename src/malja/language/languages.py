"""The languages: one file each, and what it says apart from the sentences.

A file is TOML. `[language]` has its name, direction and marks of numbers, `[plural]` its rules (see `plurals`),
`[counted]` and `[unit]` words that follow a number, `[names]`, `[group]`, `[sector]` and `[food_group]` the catalogue's
names (English has most of them in the catalogue); every other section holds sentences by code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from malja.language.isolation import FSI, PDI, Direction
from malja.problems import Problem, Refused

#: Sections that do not hold sentences.
_SPECIAL = ("language", "plural", "counted", "unit", "names", "group", "sector", "food_group")

#: A word after a number: one text for every form, or one for each; the number stands where {n} is.
Counted = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: `code` is the name of its file, `name` how it calls itself; `decimal` and `group` mark numbers."""

    code: str
    name: str
    direction: Direction
    decimal: str
    group: str
    plural: Mapping[str, str]
    counted: Mapping[str, Counted]
    units: Mapping[str, Counted]
    names: Mapping[str, str]
    groups: Mapping[str, str]
    sectors: Mapping[str, str]
    food_groups: Mapping[str, str]
    sentences: Mapping[str, Mapping[str, str]]


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are, in alphabetical order: a file each."""
    found = (entry.name for entry in files("malja.language").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def load_language(code: str) -> Language:
    """The language of a code, with or without a region (ar, ar-SY, ar_SY.UTF-8); Refused: there is no such file."""
    known = code.replace("_", "-").split("-")[0].lower()
    if known not in languages():
        choices = ", ".join(languages())
        raise Refused([Problem.at(None, "not_a_choice", "language", code, choices=choices)])
    return _read(known)


@cache
def _read(code: str) -> Language:
    text = files("malja.language").joinpath(f"{code}.toml").read_text(encoding="utf-8")
    sections = tomllib.loads(text)
    about = sections["language"]
    direction = cast(Direction, about["direction"])
    return Language(
        code=code,
        name=about["name"],
        direction=direction,
        decimal=about["decimal"],
        group=about["group"],
        plural=sections["plural"],
        counted=_counted(sections["counted"]),
        units=_counted(sections.get("unit", {})),
        names=sections.get("names", {}),
        groups=sections.get("group", {}),
        sectors=sections.get("sector", {}),
        food_groups=sections.get("food_group", {}),
        sentences={
            name: {key: _set_apart(sentence, direction) for key, sentence in codes.items()}
            for name, codes in sections.items()
            if name not in _SPECIAL
        },
    )


def _counted(section: Mapping[str, str | Mapping[str, str]]) -> dict[str, Counted]:
    return {key: {"other": forms} if isinstance(forms, str) else forms for key, forms in section.items()}


def _set_apart(sentence: str, direction: Direction) -> str:
    """What stands between backticks (a command, a file's name) as an isolate; as it is where all runs one way."""
    if direction == "ltr" or "`" not in sentence:
        return sentence
    parts = sentence.split("`")
    return "".join(part if number % 2 == 0 else FSI + part + PDI for number, part in enumerate(parts))
