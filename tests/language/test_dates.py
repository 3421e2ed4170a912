"""Dates in words."""

from __future__ import annotations

import datetime

from malja.language.dates import say_date


def test_a_date_is_said_with_its_weekday() -> None:
    assert say_date(datetime.date(2025, 3, 11)) == "Tue 11 March"
    assert say_date(datetime.date(2025, 8, 31)) == "Sun 31 August"


def test_every_day_of_a_year_has_its_own_words() -> None:
    start = datetime.date(2025, 1, 1)
    said = {say_date(start + datetime.timedelta(days=day)) for day in range(365)}
    assert len(said) == 365
