"""Dates in words."""

from __future__ import annotations

import datetime

import pytest
from babel import Locale

from malja.language import languages, speaking
from malja.language.dates import say_date
from malja.language.isolation import strip_marks


def test_a_date_is_said_with_its_weekday() -> None:
    assert say_date(datetime.date(2025, 3, 11)) == "Tue 11 March"
    assert say_date(datetime.date(2025, 8, 31)) == "Sun 31 August"


def test_every_day_of_a_year_has_its_own_words() -> None:
    start = datetime.date(2025, 1, 1)
    said = {say_date(start + datetime.timedelta(days=day)) for day in range(365)}
    assert len(said) == 365


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (datetime.date(2025, 1, 1), "الأربعاء 1 كانون الثاني"),
        (datetime.date(2025, 3, 11), "الثلاثاء 11 آذار"),
        (datetime.date(2025, 8, 31), "الأحد 31 آب"),
        (datetime.date(2024, 2, 29), "الخميس 29 شباط"),
        (datetime.date(2025, 12, 5), "الجمعة 5 كانون الأول"),
    ],
)
def test_months_are_called_as_in_the_levant(date: datetime.date, said: str) -> None:
    with speaking("ar"):
        assert say_date(date) == said


def test_months_and_weekdays_are_those_of_unicode() -> None:
    """Of Arabic as it is written in Syria; of other languages as they are written anywhere."""
    for code in languages():
        locale = Locale.parse("ar_SY" if code == "ar" else code)
        for month in range(1, 13):
            date = datetime.date(2025, month, month)
            with speaking(code):
                said = strip_marks(say_date(date))
            assert locale.months["format"]["wide"][month] in said
            assert locale.days["format"]["abbreviated"][date.weekday()] in said
