"""Numbers in a language: digits, marks, units, and the words that agree with them."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal

from malja import quantities
from malja.language import languages, speaking
from malja.language.numbers import (
    SaidNumber,
    say_about,
    say_amount,
    say_digits,
    say_number,
    say_people,
    say_percent,
    say_with_unit,
)
from malja.language.say import say


@pytest.mark.parametrize(
    ("days", "english", "latin", "arab"),
    [
        (0, "0 days", "0 يوم", "٠ يوم"),
        (1, "1 day", "يوم واحد", "يوم واحد"),
        (2, "2 days", "يومين", "يومين"),
        (3, "3 days", "3 أيام", "٣ أيام"),
        (11, "11 days", "11 يومًا", "١١ يومًا"),
        (100, "100 days", "100 يوم", "١٠٠ يوم"),
        (103, "103 days", "103 أيام", "١٠٣ أيام"),
    ],
)
def test_days_agree_with_their_number(days: int, english: str, latin: str, arab: str) -> None:
    assert say("plan", "limit_storage", place="X", days=days) == f"X: the stores are full on {english}"
    with speaking("ar"):
        assert say("plan", "limit_storage", place="حلب", days=days) == f"حلب: المخازن ممتلئة في {latin}"
    with speaking("ar", digits="arab"):
        assert say("plan", "limit_storage", place="حلب", days=days) == f"حلب: المخازن ممتلئة في {arab}"


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (0, "لنحو 0 شخص"),
        (1, "لنحو شخص واحد"),
        (2, "لنحو شخصين"),
        (3, "لنحو 3 أشخاص"),
        (11, "لنحو 11 شخصًا"),
        (100, "لنحو 100 شخص"),
        (103, "لنحو 103 أشخاص"),
        (8040, "لنحو 8,040 شخصًا"),
    ],
)
def test_people_agree_with_the_number_that_is_shown(people: int, said: str) -> None:
    with speaking("ar"):
        assert said in say("quick", "runs_out", harm="", need="", date="", people=say_people(people))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "خطأ واحد؛ لم يُكتب شيء."),
        (2, "خطآن؛ لم يُكتب شيء."),
        (3, "3 أخطاء؛ لم يُكتب شيء."),
        (11, "11 خطأ؛ لم يُكتب شيء."),
        (103, "103 أخطاء؛ لم يُكتب شيء."),
    ],
)
def test_mistakes(count: int, said: str) -> None:
    with speaking("ar"):
        assert say("cli", "refused", count=count) == said


@pytest.mark.parametrize(
    ("number", "unit", "latin", "arab"),
    [
        (0, "l", "0 لتر", "٠ لتر"),
        (1, "kg", "1 كغ", "١ كغ"),
        (3000, "kg", "3 أطنان", "٣ أطنان"),
        (12345, "kg", "12 طنًا", "١٢ طنًا"),
        (100000, "kg", "100 طن", "١٠٠ طن"),
        (1500, "kg", "1.5 طن", "١٫٥ طن"),
        (96000, "l", "96,000 لتر", "٩٦٬٠٠٠ لتر"),
        (11, "kit", "11 مجموعة", "١١ مجموعة"),
        (4, "kit", "4 مجموعات", "٤ مجموعات"),
        (12, "m3", "12 م³", "١٢ م³"),
        (7, "", "7", "٧"),
        (5, "yurt", "5 yurt", "٥ yurt"),
    ],
)
def test_amounts_have_the_units_of_the_language(number: float, unit: str, latin: str, arab: str) -> None:
    with speaking("ar"):
        assert say_amount(number, unit) == latin
    with speaking("ar", digits="arab"):
        assert say_amount(number, unit) == arab


@pytest.mark.parametrize("number", [0, 0.2, 1, 7.77, 996.96, 8040, 12345.678, 123456789])
def test_english_says_numbers_as_they_always_were(number: float) -> None:
    assert (say_number(number), say_about(number)) == (
        quantities.format_number(number),
        quantities.format_about(number),
    )
    assert say_people(number) == quantities.format_people(number)
    assert say_amount(number, "kg") == quantities.format_quantity(number, "kg")
    assert say_percent(number / 1e9) == quantities.format_percent(number / 1e9)


@pytest.mark.parametrize("code", languages())
def test_marks_of_numbers_are_those_of_unicode(code: str) -> None:
    with speaking(code):
        assert say_digits("1,234,567.5") == format_decimal(1234567.5, locale=code, numbering_system="latn")
    with speaking(code, digits="arab"):
        # Babel gives the marks of these digits, but not the digits.
        latin = format_decimal(1234567.5, locale="ar", numbering_system="arab")
        assert say_digits("1,234,567.5") == latin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def test_a_figure_remembers_its_number() -> None:
    with speaking("ar", digits="arab"):
        said = say_number(8040.5)
    assert (said, said.plain) == ("٨٬٠٤٠٫٥", "8040.5")


def test_numbers_of_the_sentence_itself_take_its_digits_but_codes_do_not() -> None:
    with speaking("ar", digits="arab"):
        assert "٢٬١٠٠ سعرة" in say("quick", "assumed_basket")
        assert "1300" in say("problem", "amount_wrong", value="many")
        assert say("plan", "percent", share=say_digits("12.5")) == "١٢٫٥٪"


def test_names_and_codes_keep_their_digits() -> None:
    with speaking("ar", digits="arab"):
        assert say("plan", "need_at", need="T95", place="17") == "⁨T95⁩ في 17"
        assert say_with_unit(SaidNumber("٣", "3"), "kg") == "٣ كغ"


def test_a_number_that_came_as_text_still_counts() -> None:
    with speaking("ar"):
        assert "خطأين" in say("problem", "too_many_problems", most="2")
        assert "1,000 خطأ" in say("problem", "too_many_problems", most="1,000")
        assert "unlimited خطأ" in say("problem", "too_many_problems", most="unlimited")
