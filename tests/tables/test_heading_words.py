"""Words for columns: folded, misspelt in a letter or two, and what is another word."""

from __future__ import annotations

import pytest

from malja.tables.heading_words import fold_heading, fold_tag, is_near_heading, list_other_words, list_words_of


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("quantity", "quantiy", True),
        ("quantity", "qunatity", True),
        ("item code", "itemcode", True),
        ("date of expiry", "expiry date", False),
        ("name of father", "name father", True),
        ("item code", "item cost", False),
        ("site", "size", False),
        ("lots", "lot", True),
        ("cases under 5", "cases under 15", False),
        ("brother name", "mother name", False),
        ("الاسم", "اسم", True),
        ("quantity", "quantity sent", False),
    ],
)
def test_each_word_is_the_same_or_misspelt(one: str, other: str, near: bool) -> None:
    assert is_near_heading(one, other) is near
    assert is_near_heading(other, one) is near


def test_case_accents_signs_and_the_spellings_of_alef_do_not_count() -> None:
    assert fold_heading("  Date-de_Péremption ") == "date de peremption"
    assert fold_heading("أإآا الكميّة") == fold_heading("اااا الكميه")
    assert fold_tag("#Item +qty+ code") == "#item+code+qty"


def test_no_word_for_a_column_is_one_that_makes_something_else_of_a_heading() -> None:
    assert {"sent", "due", "price", "brother"} <= list_other_words()
    assert list_other_words().isdisjoint(list_words_of(("quantity", "expiry", "name", "father", "store", "item")))
