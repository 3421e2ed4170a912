"""Load the catalogue that comes with malja: it is read and checked whole, and refused whole if a row is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from malja.catalogue.facts import Catalogue
from malja.catalogue.read_rows import Climate, find_repeated_keys, make_catalogue, parse_files, select_climate
from malja.catalogue.rules import find_broken_rules
from malja.catalogue.schema import CATALOGUE_TABLES
from malja.problems import Refused
from malja.tables.rows import ParsedSheet


@cache
def load_catalogue(climate: Climate) -> Catalogue:
    """The catalogue that comes with malja, for a climate: the rows of both climates and those of this one.

    Raises Refused, with every problem, if a row is nonsense. Sources: each row's `source`.
    """
    return _checked(_shipped(), climate)


def check_catalogue(texts: Mapping[str, str], climate: Climate) -> Catalogue:
    """A catalogue from the texts of its CSV files, by name without .csv; raises Refused with every problem."""
    return _checked(parse_files(texts), climate)


def read_shipped_texts() -> dict[str, str]:
    """The texts of the CSV files that come with malja, by name without .csv."""
    folder = files("malja.catalogue")
    return {name: folder.joinpath(f"{name}.csv").read_text(encoding="utf-8") for name in CATALOGUE_TABLES}


@cache
def _shipped() -> dict[str, ParsedSheet]:
    return parse_files(read_shipped_texts())


def _checked(parsed: Mapping[str, ParsedSheet], climate: Climate) -> Catalogue:
    problems = [problem for one in parsed.values() for problem in one.problems]
    rows = select_climate(parsed, climate)
    problems += find_repeated_keys(rows)
    found = make_catalogue(rows)
    if all(one.complete for one in parsed.values()):
        problems += find_broken_rules(found, _names(parsed, climate))
    if problems:
        raise Refused(problems)
    return found


def _names(parsed: Mapping[str, ParsedSheet], climate: Climate) -> dict[str, frozenset[str]]:
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
