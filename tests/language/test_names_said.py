"""Names of the catalogue in the language that is spoken; names of the operation as they are."""

from __future__ import annotations

from malja.language import speaking
from malja.language.names import group_name, said_name, sector_name, unit_name


def test_english_names_are_the_catalogues() -> None:
    assert said_name("Rice, white") == "Rice, white"
    assert unit_name("kg") == "kg"


def test_arabic_names() -> None:
    with speaking("ar"):
        assert said_name("Rice, white") == "أرز أبيض"
        assert group_name("under_5") == "الأطفال دون الخامسة"
        assert sector_name("water") == "المياه"
        assert unit_name("kit") == "مجموعة"


def test_the_operations_own_names_stay() -> None:
    with speaking("ar"):
        assert said_name("Basmati rice of Aunt Salma") == "Basmati rice of Aunt Salma"
        assert group_name("bakers") == "bakers"
        assert sector_name("bread") == "bread"
        assert unit_name("yurt") == "yurt"
