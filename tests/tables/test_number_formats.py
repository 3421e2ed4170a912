"""What a cell of a workbook shows counts: zeros before a number, exponents, months."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        (45, '"LOT-"0', "LOT-45"),
        (45, '"LOT-"General', "LOT-45"),
        (45, "\\L0", "L45"),
        (1234567, "#,##0", "1234567"),
        (12.5, "0.00", "12.50"),
        (12.345, "0.00", "12.35"),
        (1.5, "0.0##", "1.5"),
        (-5, "0000", "-0005"),
        (-5, "0;(0)", "(5)"),
        (-0.2, "0", "0"),
        (7, '0"/26"', "7/26"),
        (7, '"WB-"0_)', "WB-7"),
        (0.5, "0%", "50%"),
        (0, '00;-00;"none"', "none"),
        (3, "[Red]000;[Blue]-000", "003"),
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


@pytest.mark.parametrize(
    ("value", "number_format"), [(0.25, "# ?/?"), (5, ";;;"), (5, "[>3]0;00"), (5, "0000/00"), (5, '"'), (0, "#")]
)
def test_an_id_whose_format_shows_what_cannot_be_told_is_refused(value: float, number_format: str) -> None:
    for column in (LOT, Column(name="reference", default="")):
        problem = read_cell(apply_format(value, number_format), column, None)
        assert isinstance(problem, Problem)
        assert (problem.code, dict(problem.values)) == ("format_hides", {"held": str(value)})


@pytest.mark.parametrize(
    ("value", "number_format", "shown"), [(0.5, "0%", "50%"), (5000, "#,##0,", "5"), (1_200_000, '0.0,,"M"', "1.2M")]
)
def test_an_amount_that_is_shown_in_another_magnitude_is_refused(value: float, number_format: str, shown: str) -> None:
    for column in (Column(name="quantity", kind="number"), Column(name="packs", kind="whole")):
        problem = read_cell(apply_format(value, number_format), column, None)
        assert isinstance(problem, Problem)
        assert (problem.code, dict(problem.values)) == ("format_scales", {"shown": shown, "held": str(value)})


def test_a_share_may_be_shown_in_percent() -> None:
    assert read_cell(apply_format(0.5, "0%"), Column(name="share", kind="number", least=0.0, most=1.0), None) == 0.5


@pytest.mark.parametrize("number_format", ["0.00", "#,##0.0", '0" kg"', "# ?/?", "[>3]0;00", "_-* #,##0.00_-"])
def test_an_amount_is_what_the_cell_holds(number_format: str) -> None:
    assert read_cell(apply_format(12.5, number_format), Column(name="quantity", kind="number"), None) == 12.5


@pytest.mark.parametrize(
    ("value", "number_format", "read"), [(0.5, "0.00", 0.5), (5, '0" kg"', 5), (7, "000", "007"), (0.05, "0%", 0.05)]
)
def test_a_cell_that_may_hold_anything_keeps_its_number(value: float, number_format: str, read: float | str) -> None:
    assert read_cell(apply_format(value, number_format), Column(name="value", kind="any"), None) == read


@pytest.mark.parametrize(("number_format", "shown"), [("yyyy", "2026"), ("mmm", "12"), ("mmmm;@", "12")])
def test_a_year_or_a_month_alone_is_no_day(number_format: str, shown: str) -> None:
    problem = read_cell(apply_date_format(FIRST, number_format), EXPIRY, None)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.value) == ("date_part_shown", shown)


@pytest.mark.parametrize("number_format", ["0", "0.00", "#,##0", "0%", "00000"])
def test_a_number_of_more_digits_than_excel_keeps_is_no_id(number_format: str) -> None:
    problem = read_cell(apply_format(9.999999999999995e27, number_format), LOT, None)
    assert isinstance(problem, Problem)
    assert problem.code == "digits_lost"


def test_a_format_of_many_decimals_shows_them_all() -> None:
    assert read_cell(apply_format(123456789.5, "0." + "0" * 30), LOT, None) == "123456789.5" + "0" * 29


@given(st.integers() | st.floats(), st.text(alphabet='0#?.,;%"\\[]_*LE+-@/ Genral', max_size=12))
def test_any_format_shows_something_of_any_number(value: float, number_format: str) -> None:
    assert isinstance(read_cell(apply_format(value, number_format), LOT, None), str | Problem)
