"""Days along an axis: some by name, and how far along they lie."""

from __future__ import annotations

import datetime

from malja.report.charts.day_axis import place_day_names, say_axis_day

START = datetime.date(2025, 3, 10)


def test_a_fortnight_is_named_by_weeks_in_per_cent_of_its_length() -> None:
    days = tuple(START + datetime.timedelta(days=day) for day in range(14))
    assert place_day_names(days) == [(0.0, "10 March"), (50.0, "17 March")]


def test_a_day_is_said_by_day_and_month() -> None:
    assert say_axis_day(datetime.date(2025, 12, 1)) == "1 December"
