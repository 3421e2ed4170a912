"""Places of origin: names in several languages, and governorates beside the places that lie in them."""

from __future__ import annotations

import pytest

from malja.names.data.tables import read_table
from malja.names.register.places import may_lie_in, share_place


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Aleppo", "Hreitan", True),  # a village that is in no list
        ("حماة", "اللطامنة", True),
        ("Aleppo", "عفرين", True),
        ("Homs", "Afrin", False),  # it is known to lie elsewhere
        ("Homs", "Hama", False),
        ("Hreitan", "Talbiseh", False),
        ("Akkar", "Halba", True),
        ("Homs", "", False),
    ],
)
def test_a_governorate_covers_places_of_its_own_and_unknown_ones(one: str, other: str, expected: bool) -> None:
    assert may_lie_in(one, other) is may_lie_in(other, one) is expected
    assert not share_place(one, other)


def test_each_governorate_of_syria_and_lebanon_is_listed_in_both_scripts() -> None:
    rows = read_table("places")
    governorates = {row["governorate"] for row in rows} - {""}
    listed = {row["name"]: row["words"] for row in rows if row["name"] in governorates}
    assert len(listed) == len(governorates) == 14 + 9
    assert all(any("ء" <= letter <= "ي" for letter in words) and words.isprintable() for words in listed.values())
    assert all(any("a" <= letter <= "z" for letter in words) for words in listed.values())
