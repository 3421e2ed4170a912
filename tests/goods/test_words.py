"""Words for goods: folded, in the plural, misspelt; the files of words say what they must."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from malja.goods.words import (
    LONGEST_PHRASE,
    SMALL_WORD,
    SOMETHING_ELSE,
    find_misspelt,
    fold_phrase,
    list_forms,
    read_goods,
    read_pack_words,
    read_words,
    split_text,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Rice 25kg-bags", "rice 25 kg bags"),
        ("Bâches", "baches"),
        ("أَرُزّ", "ارز"),
        ("٤٠ كيس", "40 كيس"),
        ("BP-5", "bp 5"),
        ("Onion tank, 5 m³", "onion tank 5 m3"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold_phrase(text) == folded


def test_a_sign_between_numbers_is_a_multiplication() -> None:
    assert split_text("4x6 m") == ["4", "×", "6", "m"]
    assert split_text("24 x 400g") == ["24", "×", "400", "g"]


@pytest.mark.parametrize(
    ("word", "form"), [("blankets", "blanket"), ("بطانيات", "بطاني"), ("الرز", "رز"), ("boxes", "box")]
)
def test_a_plural_is_one_word(word: str, form: str) -> None:
    assert form in list_forms(word)


@pytest.mark.parametrize(("word", "means"), [("blankts", "blanket"), ("suggar", "sugar"), ("lentiles", "lentil")])
def test_a_misspelt_word_is_known(word: str, means: str) -> None:
    assert means in find_misspelt(word)


@pytest.mark.parametrize("word", ["qwertyuiop", "r", "tea"])
def test_another_word_is_not(word: str) -> None:
    assert find_misspelt(word) in (frozenset(), frozenset({SOMETHING_ELSE}))


def test_every_word_of_an_item_can_be_said() -> None:
    meanings = {means for said in read_words().values() for means in said}
    assert {word for goods in read_goods().values() for word in goods.any | goods.also} <= meanings
    known = {word for goods in read_goods().values() for word in goods.any | goods.also}
    assert meanings - known <= {SMALL_WORD, SOMETHING_ELSE, "shelter", "datefruit", "corned", "body"}


def test_no_word_stands_twice_in_a_line_and_phrases_are_short() -> None:
    for name in ("words", "pack_words"):
        text = files("malja.goods").joinpath(f"{name}.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            folded = [fold_phrase(word) for word in row["words"].split("|")]
            assert all(0 < len(word.split()) <= LONGEST_PHRASE for word in folded)


def test_packings_have_a_kind() -> None:
    assert {one.kind for said in read_pack_words().values() for one in said} == {
        "measure",
        "count",
        "pack",
        "dozen",
        "people",
    }
