"""What a name says of goods: words with a meaning, sizes, packings."""

from __future__ import annotations

from malja.goods.goods_names import read_goods_name


def test_a_name_is_words_sizes_and_packs() -> None:
    name = read_goods_name("Rice 25kg bags")
    assert [word.text for word in name.words] == ["rice"]
    assert [(size.numbers, [word.means for word in size.words]) for size in name.sizes] == [((25.0,), ["kg"])]
    assert "bag" in {pack.means for pack in name.packs}


def test_sides_are_in_ascending_order_and_in_one_unit() -> None:
    (size,) = read_goods_name("Tarpaulin 6 m x 4 m").sizes
    assert size.numbers == (4.0, 6.0)
    assert [word.means for word in size.words] == ["m"]


def test_phrases_go_before_words() -> None:
    assert [word.text for word in read_goods_name("pommes de terre").words] == ["pommes de terre"]
    assert [word.means for word in read_goods_name("sleepng bag").words] == [frozenset({"sleepingbag"})]


def test_a_word_that_is_not_known_stays() -> None:
    (word,) = read_goods_name("xyzzy").words
    assert (word.text, word.means) == ("xyzzy", frozenset())
