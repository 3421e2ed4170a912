"""Amounts as people write them: what they come to in an item's unit, and what nobody can know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.catalogue.load_catalogue import load_catalogue
from malja.goods.amounts import GoodsCount, count_goods, read_goods_amount
from malja.problems import Problem

ITEMS = {item.item: item for item in load_catalogue("warm").items}


@pytest.mark.parametrize(
    ("item", "text", "quantity"),
    [
        ("rice", "40 bags", 2000),
        ("rice", "40 bags of 25 kg", 1000),
        ("rice", "40 bags (25kg)", 1000),
        ("rice", "40x25kg", 1000),
        ("rice", "1,300", 1300),
        ("rice", "2.5 t", 2500),
        ("rice", "2,5 tonnes", 2500),
        ("rice", "٢٫٥ طن", 2500),
        ("rice", "3 MT", 3000),
        ("rice", "500 g", 0.5),
        ("rice", "10 cartons of 20 x 1 kg", 200),
        ("fish_canned_150", "12 boxes of 24", 288),
        ("fish_canned_150", "12 cartons", 600),
        ("fish_canned_150", "48 tins", 48),
        ("soap_body_100", "3 dozen", 36),
        ("tent_family_16", "30 tents", 30),
        ("tent_family_16", "30 pcs", 30),
        ("veg_oil", "22 bidons de 5 L", 101.2),
        ("veg_oil", "500 ml", 0.46),
        ("fish_canned_150", "120 teneke", 120),
        ("diesel_l", "2.1 t", 2500),
        ("kerosene_l", "81 kg", 100),
        ("diesel_l", "10 drums", 2000),
        ("diesel_l", "2 m3", 2000),
        ("blanket_wool_mt", "3 balles", 90),
    ],
)
def test_an_amount_comes_to_what_a_pencil_says(item: str, text: str, quantity: float) -> None:
    amount = read_goods_amount(text)
    assert amount is not None
    counted = count_goods(amount, ITEMS[item])
    assert isinstance(counted, GoodsCount)
    assert counted.quantity == pytest.approx(quantity)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("rice", "2 pallets"),
        ("rice", "10 boxes of 24"),
        ("pasta", "10 bags"),
        ("rice", "20 l"),
        ("soap_body_100", "50 kg"),
        ("rice", "40 tents"),
    ],
)
def test_what_nobody_can_know_is_a_question(item: str, text: str) -> None:
    amount = read_goods_amount(text)
    assert amount is not None
    counted = count_goods(amount, ITEMS[item])
    assert isinstance(counted, Problem)
    assert counted.code == "amount_no_size"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-3 bags",
        "~3 bags",
        "many",
        "40 of what",
        "40y",
        "40 juice",
        "bags 40",
        "3 dozen of 12",
        "20 x 50 bags",
        "1 x 2 x 3 x 4",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert read_goods_amount(text) is None


def test_the_pack_of_an_alias_counts_bare_numbers_and_packs() -> None:
    for text, quantity in (("40", 1000.0), ("40 bags", 1000.0), ("40 kg", 40.0), ("40 bags of 10 kg", 400.0)):
        amount = read_goods_amount(text)
        assert amount is not None
        counted = count_goods(amount, ITEMS["rice"], 25.0)
        assert isinstance(counted, GoodsCount)
        assert counted.quantity == quantity


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    amount = read_goods_amount(text)
    assert amount is None or amount.number >= 0
