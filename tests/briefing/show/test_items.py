"""Goods are found by any word for them, and shown with unit, pack and the words that stand for them."""

from __future__ import annotations

import pytest

from malja.briefing.show.items import describe_items, find_items, list_catalogue_items
from malja.briefing.show.rows import Rows
from malja.language.speech import speaking
from malja.operation.rows import Alias

ITEMS = list_catalogue_items()


@pytest.mark.parametrize(
    ("words", "first"), [("sugar", "sugar"), ("أرز", "rice"), ("blankts", "blanket_wool_ht"), ("kva", "generator_20")]
)
def test_words_find_goods(words: str, first: str) -> None:
    assert find_items(words, ITEMS)[0].item == first


def test_no_words_list_all_and_strange_ones_nothing() -> None:
    assert find_items("", ITEMS) == ITEMS
    assert find_items("xyzzy", ITEMS) == ()
    assert len(describe_items("xyzzy", ITEMS)) == 1


def test_a_row_shows_pack_and_words() -> None:
    (rows,) = describe_items("our stuff", ITEMS, [Alias(word="Our stuff", item="sugar")])
    assert isinstance(rows, Rows)
    assert rows.cells[1] == ("sugar", "50 kg", "Sugar, white (also: Our stuff)")
    with speaking("ar"):
        (rows,) = describe_items("sugar", ITEMS)
        assert isinstance(rows, Rows)
        assert rows.cells[1][2] == "سكر أبيض"
