"""Every language says everything: each sentence with its values, each word that a number counts in all its forms."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from malja.catalogue.load_catalogue import load_catalogue
from malja.language import languages, load_language
from malja.language.languages import _SPECIAL
from malja.language.plurals import PLURAL_FORMS
from malja.language.say import load_messages
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.operation.template.example import EXAMPLE_DEPOT, EXAMPLE_NOTE, EXAMPLE_SCHOOL, EXAMPLE_SOURCE_COLUMNS
from malja.quick.rough_operation import _ANSWER
from malja.site.state.kinds import FACT_KINDS

FOLDER = Path(__file__).parents[2] / "src" / "malja" / "language"
OTHERS = [code for code in languages() if code != "en"]


def written(code: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def sentences(code: str) -> Iterator[tuple[str, str, str]]:
    for section, codes in load_messages(code).items():
        yield from ((section, key, sentence) for key, sentence in codes.items())


def values(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def counts(sentence: str) -> set[str]:
    return {spec for _, _, spec, _ in string.Formatter().parse(sentence) if spec}


def needed_forms(code: str) -> set[str]:
    """The forms that Unicode CLDR, as Babel carries it, gives a language."""
    return {str(form) for form in Locale.parse(code).plural_form.rules} | {"other"}


def test_there_are_english_and_arabic() -> None:
    assert {"ar", "en"} <= set(languages())
    assert set(languages()) == {path.stem for path in FOLDER.glob("*.toml")}


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_there_and_none_is_left_over(code: str) -> None:
    def said(one: str) -> set[tuple[str, str]]:
        return {(section, key) for section, key, _ in sentences(one)}

    assert {"missing": said("en") - said(code), "left over": said(code) - said("en")} == {
        "missing": set(),
        "left over": set(),
    }


@pytest.mark.parametrize("code", OTHERS)
def test_a_sentence_has_the_values_of_the_english_one(code: str) -> None:
    own = {(section, key): sentence for section, key, sentence in sentences(code)}
    assert not [
        (section, key, values(sentence) ^ values(own[section, key]))
        for section, key, sentence in sentences("en")
        if (section, key) in own and values(sentence) != values(own[section, key])
    ]


@pytest.mark.parametrize("code", languages())
def test_a_file_is_in_order_and_its_values_are_names(code: str) -> None:
    for section, codes in written(code).items():
        if section != "plural":
            assert list(codes) == sorted(codes), section
    for section, key, sentence in sentences(code):
        assert all(name.isidentifier() for name in values(sentence)), (section, key)
        assert sentence.strip(), (section, key)


@pytest.mark.parametrize("code", languages())
def test_what_a_sentence_counts_has_its_words_and_none_are_left_over(code: str) -> None:
    used = {spec for _, _, sentence in sentences(code) for spec in counts(sentence)}
    assert used == set(load_language(code).counted)


@pytest.mark.parametrize("code", languages())
def test_whatever_is_counted_has_every_form_that_the_language_needs(code: str) -> None:
    needed = needed_forms(code)
    for section in ("counted", "unit"):
        for key, forms in written(code).get(section, {}).items():
            if isinstance(forms, str):
                # One text for every form is a unit's sign (kg), never a word that has a plural.
                assert section == "unit", key
                assert "{n}" in forms, key
            else:
                assert set(forms) == needed, (section, key)
                assert all("{n}" in text for form, text in forms.items() if form in ("few", "many", "other")), key


@pytest.mark.parametrize("code", languages())
def test_plural_rules_and_direction_are_those_of_unicode(code: str) -> None:
    locale = Locale.parse(code)
    about = written(code)
    assert set(about["plural"]) == needed_forms(code) - {"other"}
    assert set(about["plural"]) <= set(PLURAL_FORMS)
    assert about["language"]["direction"] == locale.character_order.replace("right-to-left", "rtl").replace(
        "left-to-right", "ltr"
    )
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    assert about["language"]["decimal"] == symbols["decimal"]
    assert about["language"]["group"] == symbols["group"]


@pytest.mark.parametrize("code", languages())
def test_only_known_sections_hold_no_sentences(code: str) -> None:
    special = {name for name in written(code) if name in _SPECIAL}
    assert {"language", "plural", "counted"} <= special
    assert set(load_messages(code)) == set(written(code)) - special


def catalogue_names() -> set[str]:
    """Every name that malja itself gives and a reader may see."""
    rows = catalogue_rows("needs", "items", "vehicles")
    own = {row.source.document for row in rows if row.source.document.startswith("malja ")}
    harms = {need.harm for need in catalogue_rows("needs") if need.harm}
    return {row.name for row in rows} | harms | own | {_ANSWER.document, _ANSWER.note} | template_words()


def template_words() -> set[str]:
    """What `malja new` and `malja import --template` say of each column, and what the example is called."""
    columns = [
        *SETTINGS,
        *(
            one
            for table in TABLES
            for one in table.all_columns
            if one in table.columns or one.name in EXAMPLE_SOURCE_COLUMNS
        ),
    ]
    columns += [column for kind in FACT_KINDS.values() for column in kind.table.columns]
    said = {text for column in columns for text in (column.meaning, column.unit) if text}
    meanings = {one.meaning for one in TABLES} | {kind.meaning for kind in FACT_KINDS.values()}
    return said | meanings | {EXAMPLE_NOTE, EXAMPLE_SCHOOL, EXAMPLE_DEPOT}


def catalogue_rows(*tables: str) -> list[Any]:
    return [
        row
        for climate in (load_catalogue("warm"), load_catalogue("cold"))
        for table in tables
        for row in getattr(climate, table)
    ]


def missing_and_left_over(known: Mapping[str, object], wanted: set[str]) -> tuple[set[str], set[str]]:
    return wanted - set(known), set(known) - wanted


@pytest.mark.parametrize("code", OTHERS)
def test_everything_in_the_catalogue_has_a_name(code: str) -> None:
    own = load_language(code)
    rows = catalogue_rows("needs", "items")
    assert missing_and_left_over(own.names, catalogue_names()) == (set(), set())
    assert missing_and_left_over(own.sectors, {row.sector for row in rows if row.sector}) == (set(), set())
    baskets = load_catalogue("warm").baskets
    food = {row.food_group for row in (*catalogue_rows("items"), *baskets) if row.food_group}
    assert missing_and_left_over(own.food_groups, food) == (set(), set())
    groups = {group.group for group in load_catalogue("warm").groups} | {"everyone", "household"}
    assert missing_and_left_over(own.groups, groups) == (set(), set())


@pytest.mark.parametrize("code", OTHERS)
def test_every_unit_has_its_words(code: str) -> None:
    units = {row.unit for row in catalogue_rows("needs", "items")}
    # Amounts also come in the larger unit that suits them, cargo in m3, distances in km.
    assert missing_and_left_over(load_language(code).units, units | {"t", "ml", "m3", "km"}) == (set(), set())


@pytest.mark.parametrize("code", OTHERS)
def test_two_things_of_the_catalogue_do_not_share_a_name(code: str) -> None:
    names = [load_language(code).names[name] for name in {row.name for row in catalogue_rows("needs", "items")}]
    assert not [name for name in set(names) if names.count(name) > 1]


@pytest.mark.parametrize("code", languages())
def test_what_is_set_apart_is_closed_again(code: str) -> None:
    for section, codes in written(code).items():
        if section not in _SPECIAL:
            assert not [(section, key) for key, sentence in codes.items() if sentence.count("`") % 2]


@pytest.mark.parametrize("code", [code for code in languages() if load_language(code).direction == "rtl"])
def test_what_runs_from_left_to_right_is_set_apart(code: str) -> None:
    """A Latin word in a sentence that runs the other way stands between backticks, or its signs would flip."""
    for section, codes in written(code).items():
        if section not in _SPECIAL:
            bare = {key: re.sub(r"`[^`]*`|\{\w+(:\w+)?\}", "", sentence) for key, sentence in codes.items()}
            assert not [(section, key) for key, sentence in bare.items() if re.search("[A-Za-z]", sentence)]
