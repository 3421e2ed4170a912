from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.tables.dates import (
    AmbiguousDateError,
    DayOrder,
    UnreadDateError,
    find_day_order,
    find_month_end,
    is_ambiguous_date,
    parse_date,
    read_spoken_day,
    swap_day,
)

LAST_OF_2026 = datetime.date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-31",
        "2026/12/31",
        "31/12/2026",
        "12/31/2026",
        "31-12-2026",
        "31.12.2026",
        "٣١/١٢/٢٠٢٦",
        "\u200f2026-12-31",
        "31-Dec-26",
        "31 Dec 2026",
        "31 December 2026",
        "31. décembre 2026",
        "31 déc. 2026",
        "31 ديسمبر 2026",
        "٣١ ديسمبر ٢٠٢٦",
        "31 كانون الأول 2026",
        "31Dec2026",
        "December 31, 2026",
        "Dec 31 2026",
    ],
)
def test_dates_with_one_reading(text: str) -> None:
    assert parse_date(text) == LAST_OF_2026


def test_both_readings_of_an_ambiguous_date_are_named() -> None:
    with pytest.raises(AmbiguousDateError) as two:
        parse_date("05/06/2026")
    assert (two.value.day_first, two.value.month_first) == (datetime.date(2026, 6, 5), datetime.date(2026, 5, 6))


@pytest.mark.parametrize(("order", "day"), [("day", datetime.date(2026, 6, 5)), ("month", datetime.date(2026, 5, 6))])
def test_the_order_of_the_column_decides(order: DayOrder, day: datetime.date) -> None:
    assert parse_date("05/06/2026", order) == day


def test_a_day_that_is_the_month_too_has_one_reading() -> None:
    assert parse_date("05/05/2026") == datetime.date(2026, 5, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30/02/2026", "date_unreal"),
        ("32/13/2026", "date_unreal"),
        ("2026-02-30", "date_unreal"),
        ("2026-03-10T14:30", "date_time_of_day"),
        ("31/12/26", "date_wanted"),
        ("soon", "date_wanted"),
        ("31 Decembruary 2026", "date_wanted"),
        ("31-Nov-26", "date_unreal"),
        ("0 Dec 2026", "date_unreal"),
        ("31/12/2026 14:30", "date_time_of_day"),
        ("05/06/2026 8:15:00", "date_time_of_day"),
        ("2026/12/31 14:30", "date_time_of_day"),
        ("12/31/2026 2:30 PM", "date_time_of_day"),
        ("46387", "date_serial"),
        ("46387.0", "date_serial"),
        ("20261231", "date_wanted"),
        ("2026", "date_wanted"),
    ],
)
def test_what_is_no_date(text: str, code: str) -> None:
    with pytest.raises(UnreadDateError) as wrong:
        parse_date(text)
    assert wrong.value.code == code


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["05/06/2026", "31/12/2026"], "day"),
        (["05/06/2026", "12/31/2026"], "month"),
        (["31/12/2026", "12/31/2026"], None),
        (["05/06/2026"], None),
        (["2026-12-31", "x", ""], None),
    ],
)
def test_the_order_that_all_dates_of_a_column_share(texts: list[str], order: DayOrder | None) -> None:
    assert find_day_order(texts) == order


@pytest.mark.parametrize(("text", "ambiguous"), [("05/06/2026", True), ("31/12/2026", False), ("05/05/2026", False)])
def test_which_dates_may_be_two_days(text: str, ambiguous: bool) -> None:
    assert is_ambiguous_date(text) is ambiguous


@pytest.mark.parametrize(
    "text", ["Dec-26", "dec 2026", "December 2026", "déc.-26", "12/2026", "2026-12", "كانون الأول 2026", "ديسمبر 2026"]
)
def test_a_month_ends_on_its_last_day(text: str) -> None:
    assert find_month_end(text) == LAST_OF_2026


@pytest.mark.parametrize("text", ["26-Dec", "Tuesday 2026", "13/2026", "2026", "2026-12-31", ""])
def test_what_is_no_month(text: str) -> None:
    assert find_month_end(text) is None


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_every_day_is_read_back_in_the_order_that_is_known(day: datetime.date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d/%m/%Y}", "day") == day
    assert parse_date(f"{day:%m/%d/%Y}", "month") == day


def test_a_day_that_is_its_month_or_no_month_cannot_be_swapped() -> None:
    assert swap_day(datetime.date(2026, 5, 5)) is None
    assert swap_day(datetime.date(2026, 5, 13)) is None
    assert swap_day(datetime.date(2026, 6, 5)) == datetime.date(2026, 5, 6)


TUESDAY = datetime.date(2025, 3, 11)


@pytest.mark.parametrize(
    ("text", "ahead", "day"),
    [
        ("tomorrow", True, "2025-03-12"),
        ("Yesterday", False, "2025-03-10"),
        ("أمس", False, "2025-03-10"),
        ("بعد غد", True, "2025-03-13"),
        ("après-demain", True, "2025-03-13"),
        ("aujourd'hui", True, "2025-03-11"),
        ("thu.", True, "2025-03-13"),
        ("Thursday", False, "2025-03-06"),
        ("الخميس", True, "2025-03-13"),
        ("12 March", True, "2025-03-12"),
        ("12 March", False, "2024-03-12"),
        ("10th of March", True, "2026-03-10"),
        ("March 10", False, "2025-03-10"),
        ("1er mars", False, "2025-03-01"),
        ("29 February", True, None),
        ("31 June", True, None),
        ("Tuesday", True, None),
        ("Tuesday", False, None),
        ("03/04", True, None),
        ("next week", True, None),
        ("", True, None),
    ],
)
def test_days_as_people_say_them(text: str, ahead: bool, day: str | None) -> None:
    assert read_spoken_day(text, TUESDAY, ahead=ahead) == (datetime.date.fromisoformat(day) if day else None)


@given(st.text(max_size=30), st.booleans())
def test_no_text_that_is_no_day_is_one(text: str, ahead: bool) -> None:
    day = read_spoken_day(text, TUESDAY, ahead=ahead)
    assert day is None or abs((day - TUESDAY).days) <= 366
