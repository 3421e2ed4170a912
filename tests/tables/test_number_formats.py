"""What a cell of a workbook shows counts: zeros before a number, exponents, months."""

from __future__ import annotations

import datetime

import pytest

from malja.problems import Problem
from malja.tables.cells import read_cell
from malja.tables.columns import Column
from malja.tables.number_formats import apply_date_format, apply_format
from malja.tables.sheets import Shown

LOT = Column(name="lot", kind="key", default="")
EXPIRY = Column(name="expiry", kind="date", month_end=True)
DAY = Column(name="happened", kind="date")
FIRST = datetime.datetime(2026, 12, 1)  # noqa: DTZ001  (cells of a workbook have no zone)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (123, "00000", "00123"),
        (123.0, "00000", "00123"),
        (1234567, "000-000", "1234-567"),
        (944123456, "0000-000-000", "0944-123-456"),
        (7, '"L"000', "L007"),
        (123, "General", "123"),
        (1300, "#,##0", "1300"),
        (49.680000000000007, "0.00", "49.68"),
        (963944123456, "General", "963944123456"),
    ],
)
def test_an_id_is_what_the_cell_shows(value: float, number_format: str, shown: str) -> None:
    assert read_cell(apply_format(value, number_format), LOT, None) == shown


def test_a_number_is_its_value_whatever_is_shown_before_it() -> None:
    assert read_cell(apply_format(123, "00000"), Column(name="packs", kind="whole"), None) == 123


@pytest.mark.parametrize("raw", [apply_format(1e10, "0.00E+00"), "1.00E+10", "9.63944E+11", 1e16, 1234567890123456])
def test_what_is_left_of_a_long_number_is_refused(raw: float | str | Shown) -> None:
    for column in (LOT, Column(name="reference", default="")):
        problem = read_cell(raw, column, None)
        assert isinstance(problem, Problem)
        assert problem.code == "digits_lost"


def test_a_phone_of_a_register_may_be_cut() -> None:
    assert read_cell("9.63944E+11", Column(name="phone", default="", exact=False), None) == "9.63944E+11"


def test_a_month_is_its_last_day_as_an_expiry_and_no_day_otherwise() -> None:
    cell = apply_date_format(FIRST, "mmm-yy")
    assert read_cell(cell, EXPIRY, None) == datetime.date(2026, 12, 31)
    problem = read_cell(cell, DAY, None)
    assert isinstance(problem, Problem)
    assert problem.code == "date_month_only"


@pytest.mark.parametrize("number_format", ["yyyy-mm-dd", "dd/mm/yyyy", '[$-401]d "mmm" yyyy', "General", "mm-dd-yy"])
def test_a_date_that_shows_its_day_is_that_day(number_format: str) -> None:
    assert read_cell(apply_date_format(FIRST, number_format), DAY, None) == FIRST.date()
