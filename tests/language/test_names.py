"""Names of the catalogue in the language that is spoken; names of the operation as they are."""

from __future__ import annotations

from malja.language import speaking
from malja.language.names import say_group, say_name, say_sector, say_unit


def test_english_names_are_the_catalogues() -> None:
    assert say_name("Rice, white") == "Rice, white"
    assert say_unit("kg") == "kg"


def test_arabic_names() -> None:
    with speaking("ar"):
        assert say_name("Rice, white") == "أرز أبيض"
        assert say_group("under_5") == "الأطفال دون الخامسة"
        assert say_sector("water") == "المياه"
        assert say_unit("kit") == "مجموعة"


def test_the_operations_own_names_stay() -> None:
    with speaking("ar"):
        assert say_name("Basmati rice of Aunt Salma") == "Basmati rice of Aunt Salma"
        assert say_group("bakers") == "bakers"
        assert say_sector("bread") == "bread"
        assert say_unit("yurt") == "yurt"


def test_numbers_in_a_name_take_the_digits_but_types_do_not() -> None:
    with speaking("ar", digits="arab"):
        assert say_name("Bucket 14 l with clip cover and outlet") == "دلو ١٤ لترًا بغطاء محكم وصنبور"
        blanket = say_name("Blanket, woven 80% wool, 1.5 x 2 m, high thermal")
        assert blanket == "بطانية منسوجة ٨٠٪ صوف، ١٫٥ × ٢ م، عزل حراري عالٍ"
        assert say_group("adults_20_59") == "البالغون من ٢٠ إلى ٥٩ سنة"
        assert say_name("BP-5 compact food, 500 g pack") == "غذاء مضغوط BP-5، عبوة ٥٠٠ غ"
        assert say_name("Water treatment unit AquaForce 2000") == "وحدة معالجة مياه AquaForce 2000"
        tank = say_name("Rigid tank 95 m3, corrugated (Oxfam T95 class)")
        assert tank == "خزان مياه صلب مضلّع، ٩٥ م³ (فئة أوكسفام T95)"
        assert say_name("Boeing 747-400F") == "بوينغ 747-400F"
        assert say_name("My tent 16") == "My tent 16"
