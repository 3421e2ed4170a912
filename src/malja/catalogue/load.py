"""The one door to the catalogue: read, checked whole, and refused whole if any row is nonsense."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from malja.catalogue.facts import Catalogue
from malja.catalogue.read import Climate, facts, for_climate, parse_files, repeated
from malja.catalogue.rules import broken_rules
from malja.catalogue.schema import TABLES
from malja.problems import Refused
from malja.tables.rows import Parsed


@cache
def load(climate: Climate) -> Catalogue:
    """The catalogue that comes with malja, for a climate: the rows of both climates and those of this one.

    Raises Refused, with every problem, if a row is nonsense. Sources: each row's `source`.
    """
    return _checked(_shipped(), climate)


def catalogue(texts: Mapping[str, str], climate: Climate) -> Catalogue:
    """A catalogue from the texts of its CSV files, by name without .csv; raises Refused with every problem."""
    return _checked(parse_files(texts), climate)


def shipped_texts() -> dict[str, str]:
    """The texts of the CSV files that come with malja, by name without .csv."""
    folder = files("malja.catalogue")
    return {name: folder.joinpath(f"{name}.csv").read_text(encoding="utf-8") for name in TABLES}


@cache
def _shipped() -> dict[str, Parsed]:
    return parse_files(shipped_texts())


def _checked(parsed: Mapping[str, Parsed], climate: Climate) -> Catalogue:
    problems = [problem for one in parsed.values() for problem in one.problems]
    rows = for_climate(parsed, climate)
    problems += repeated(rows)
    found = facts(rows)
    if all(one.complete for one in parsed.values()):
        problems += broken_rules(found, _names(parsed, climate))
    if problems:
        raise Refused(problems)
    return found


def _names(parsed: Mapping[str, Parsed], climate: Climate) -> dict[str, frozenset[str]]:
    """The ids that stand in the files others refer to, for a climate; broken rows count, so no fault is said twice."""
    keys = {"needs": "need", "items": "item", "groups": "group", "un_numbers": "un_number"}
    return {
        name: frozenset(
            str(row.values[key])
            for row in parsed[name].rows
            if row.values[key] is not None and row.values.get("climate", "") in ("", climate)
        )
        for name, key in keys.items()
    }
