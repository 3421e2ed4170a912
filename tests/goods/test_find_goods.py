"""Ordinary stock lines in several languages: matched with the right goods, or asked about; never another thing."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.catalogue.facts import Item
from malja.catalogue.load_catalogue import load_catalogue
from malja.goods.amounts import GoodsCount, count_goods, read_goods_amount
from malja.goods.find_goods import find_goods, find_named_item, find_named_pack, list_folded_names
from malja.goods.goods_names import read_goods_name
from malja.goods.words import fold_phrase, read_goods

ITEMS = load_catalogue("cold").items
LINES = list(csv.DictReader((Path(__file__).parent / "stock_lines.csv").read_text(encoding="utf-8").splitlines()))


def found(text: str, items: tuple[Item, ...] = ITEMS) -> dict[str, str]:
    return {match.item.item: match.fit for match in find_goods(text, items)}


@pytest.mark.parametrize("line", LINES, ids=[line["name"] for line in LINES])
def test_an_ordinary_line_means_what_people_mean(line: dict[str, str]) -> None:
    wanted, matches = set(line["item"].split()), find_goods(line["name"], ITEMS)
    assert {match.item.item for match in matches} <= wanted
    assert bool(matches) == bool(wanted)
    # Nothing but an exact name is taken without a question.
    for match in matches:
        assert match.fit == ("named" if fold_phrase(line["name"]) in list_folded_names(match.item) else "likely")


@pytest.mark.parametrize("line", [line for line in LINES if line["units"]], ids=lambda line: line["name"])
def test_an_ordinary_amount_is_what_a_pencil_says(line: dict[str, str]) -> None:
    amount = read_goods_amount(line["quantity"])
    assert amount is not None
    for item in (item for item in ITEMS if item.item in line["item"].split()):
        counted = count_goods(amount, item, find_named_pack(read_goods_name(line["name"]), item))
        assert isinstance(counted, GoodsCount)
        if len(line["item"].split()) == 1:
            assert counted.quantity == pytest.approx(float(line["units"]))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rice: 25 kg bags", {"rice": "likely"}),
        ("Rice cooker", {}),
        ("kerosene for heaters", {"kerosene_l": "perhaps"}),
        ("Tuna in oil", {"fish_canned_150": "likely"}),
        ("huile végétale bidon 20 litres", {"veg_oil": "likely"}),
        ("bidon 20 litres", {"jerrycan_20_fold": "likely", "jerrycan_20_rigid": "likely"}),
        ("soba (odun)", {}),
        ("Infant formula", {}),
        ("baby milk", {}),
        ("sugar cane juice", {}),
        ("fish oil", {}),
        ("Sona rice", {"rice": "perhaps"}),
        ("Corned beef 340 g", {"beef_canned_200": "perhaps"}),
        ("tank 10 m3", {"tank_onion_10": "likely", "bladder_10": "likely", "tank_t11": "likely"}),
        ("Water tank 95000 l", {"tank_t95": "likely"}),
        ("Jerry can 20L", {"jerrycan_20_fold": "likely", "jerrycan_20_rigid": "likely"}),
        ("Blanket 150 x 200 cm high thermal synthetic", {"blanket_synth_ht": "likely"}),
        ("", {}),
        ("12", {}),
        ("???", {}),
    ],
)
def test_what_a_text_may_mean(text: str, wanted: dict[str, str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize("item", ITEMS, ids=[item.item for item in ITEMS])
def test_the_names_that_malja_prints_are_read_back(item: Item) -> None:
    for name in (item.item, item.name, *list_folded_names(item)):
        assert found(name) == {item.item: "named"}
    assert found(f"{item.item}: {item.name}") == {item.item: "named"}
    assert item.item in found(item.item.replace("_", " "))


def test_every_item_of_the_catalogue_has_words() -> None:
    climates = (load_catalogue("warm"), load_catalogue("cold"))
    assert set(read_goods()) == {item.item for catalogue in climates for item in catalogue.items}


def test_goods_of_ones_own_are_known_by_their_names() -> None:
    tea = dataclasses.replace(ITEMS[0], item="tea_black", name="Tea, black", names=(("fr", "Thé noir"),))
    assert found("thé noir", (*ITEMS, tea)) == {"tea_black": "named"}
    assert found("Black tea", (*ITEMS, tea)) == {"tea_black": "likely"}


@given(st.text(max_size=60))
def test_no_text_is_taken_for_goods_without_being_one_of_their_names(text: str) -> None:
    named = find_named_item(text, ITEMS)
    for match in find_goods(text, ITEMS):
        assert (match.fit == "named") == (named is not None)
