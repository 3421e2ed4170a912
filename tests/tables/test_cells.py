from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.language.say import say_problem
from malja.problems import LONGEST_VALUE, Origin, Problem
from malja.tables.cells import read_cell
from malja.tables.columns import CellKind, Column, Value
from malja.tables.formula_guard import guard_formula, unguard_formula
from malja.tables.number_formats import apply_date_format
from malja.tables.sheets import Raw, Unreadable

AT = Origin(file="stock.csv", row=7)
COLUMNS: dict[str, Column] = {
    "text": Column(name="name", default=""),
    "key": Column(name="item", kind="key", required=True),
    "choice": Column(name="role", kind="choice", choices=("source", "hub", "site")),
    "number": Column(name="lat", kind="number", least=-90, most=90),
    "positive": Column(name="pack_kg", kind="number", positive=True),
    "whole": Column(name="packs", kind="whole", default=3, least=0),
    "date": Column(name="from", kind="date"),
    "yes_no": Column(name="kept", kind="yes_no", default=False),
    "numbers": Column(name="tolerance", kind="numbers", least=0),
    "time_zone": Column(name="time_zone", kind="time_zone", default=""),
    "any": Column(name="value", kind="any"),
}
DAY = datetime.date(2025, 3, 10)

RIGHT: list[tuple[str, Raw, Value]] = [
    ("text", "  Camp A ", "Camp A"),
    ("text", 12.0, "12"),
    ("text", DAY, "2025-03-10"),
    ("text", "'=SUM(A1)", "=SUM(A1)"),
    ("key", 101, "101"),
    ("key", "'00123", "00123"),
    ("number", "'50", 50.0),
    ("date", "'2025-03-10", DAY),
    ("key", 101.0, "101"),
    ("key", "مخيم", "مخيم"),
    ("key", "cafe\u0301", "café"),
    ("choice", " Site ", "site"),
    ("number", "٣٥٫٤", 35.4),
    ("number", "-0", 0.0),
    ("whole", 12.0, 12),
    ("whole", "۱۲", 12),
    ("whole", "", 3),
    ("whole", None, 3),
    ("date", "2025-03-10", DAY),
    ("date", "٢٠٢٥-٠٣-١٠", DAY),
    ("date", "10 March 2025", DAY),
    ("date", datetime.datetime(2025, 3, 10), DAY),  # noqa: DTZ001  (cells of a workbook have no zone)
    ("date", "2025-03-10T00:00:00", DAY),
    ("date", "2025-03-10 00:00", DAY),
    ("yes_no", "Yes", True),
    ("yes_no", "no", False),
    ("yes_no", "نعم", True),
    ("yes_no", "لا", False),
    ("yes_no", True, True),
    ("yes_no", 1, True),
    ("numbers", "[0.001, 0.001; 0.01]", (0.001, 0.001, 0.01)),
    ("numbers", 0.5, (0.5,)),
    ("time_zone", " Asia/Damascus ", "Asia/Damascus"),
    ("time_zone", "", ""),
    ("any", True, True),
]


@pytest.mark.parametrize(("column", "raw", "value"), RIGHT)
def test_cells_that_are_right(column: str, raw: Raw, value: Value) -> None:
    read = read_cell(raw, COLUMNS[column], AT)
    assert read == value
    assert type(read) is type(value)


WRONG: list[tuple[str, Raw, str]] = [
    ("key", "", "missing_value"),
    ("key", "\t ", "missing_value"),
    ("key", True, "not_key"),
    ("key", DAY, "not_key"),
    ("key", datetime.datetime(2026, 5, 3), "text_became_date"),  # noqa: DTZ001
    ("key", apply_date_format(datetime.datetime(2026, 12, 1), "mmm-yy"), "text_became_date"),  # noqa: DTZ001
    ("key", Unreadable(code="date_time_of_day", value="03:05:00"), "text_became_date"),
    ("text", datetime.datetime(2026, 5, 3), "text_became_date"),  # noqa: DTZ001
    ("text", apply_date_format(datetime.datetime(2026, 5, 3), "d-mmm"), "text_became_date"),  # noqa: DTZ001
    ("key", "a\u200fb", "key_invisible"),
    ("key", "a\nb", "key_invisible"),
    ("key", "#1", "key_comment"),
    ("key", "k" * 101, "key_long"),
    ("text", True, "not_text"),
    ("text", "a\x07b", "text_control"),
    ("text", "a\uffff", "text_control"),
    ("text", "x" * 1001, "cell_long"),
    ("text", "x" * 10_000_000, "cell_long"),
    ("choice", "camp", "not_a_choice"),
    ("choice", DAY, "not_a_choice"),
    ("number", "twelve", "number_wanted"),
    ("number", True, "number_wanted"),
    ("number", DAY, "number_wanted"),
    ("number", "1,5", "number_ambiguous"),
    ("number", "nan", "number_not_finite"),
    ("number", float("inf"), "number_not_finite"),
    ("number", 10**400, "number_not_finite"),
    ("number", "-90.5", "number_below"),
    ("number", 91, "number_above"),
    ("positive", 0, "number_not_above"),
    ("positive", "-1", "number_not_above"),
    ("positive", 2e15, "number_above"),
    ("whole", "12.5", "number_not_whole"),
    ("whole", -1, "number_below"),
    ("date", "10/03/2025", "date_two_readings"),
    ("date", "10.03.2025", "date_two_readings"),
    ("date", "2025-3-10", "date_wanted"),
    ("date", "10 Marsh 2025", "date_wanted"),
    ("date", 45726, "date_serial"),
    ("date", 45726.0, "date_serial"),
    ("date", "45726", "date_serial"),
    ("date", 12.5, "date_wanted"),
    ("date", "2025-02-30", "date_unreal"),
    ("date", "0025-02-20", "date_far"),
    ("date", datetime.datetime(2025, 3, 10, 14, 30), "date_time_of_day"),  # noqa: DTZ001
    ("date", "2025-03-10T14:30", "date_time_of_day"),
    ("yes_no", "perhaps", "not_yes_no"),
    ("yes_no", 2, "not_yes_no"),
    ("numbers", "0.1 x", "number_wanted"),
    ("numbers", "0.1 -1", "number_below"),
    ("numbers", "[]", "number_wanted"),
    ("time_zone", "asia/damascus", "time_zone_near"),
    ("time_zone", "Damascus", "time_zone_near"),
    ("time_zone", "UTC+3", "time_zone_unknown"),
    ("time_zone", 3.0, "time_zone_unknown"),
    ("any", Unreadable(code="cell_error", value="#REF!"), "cell_error"),
]


@pytest.mark.parametrize(("column", "raw", "code"), WRONG)
def test_cells_that_are_refused_where_they_stand(column: str, raw: Raw, code: str) -> None:
    problem = read_cell(raw, COLUMNS[column], AT)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.file, problem.row, problem.column) == (code, "stock.csv", 7, COLUMNS[column].name)
    assert len(problem.value) <= LONGEST_VALUE
    assert say_problem(problem).startswith(f"stock.csv, row 7, column {COLUMNS[column].name}: ")


def test_a_bound_stands_in_the_message() -> None:
    problem = read_cell(91, COLUMNS["number"], AT)
    assert isinstance(problem, Problem)
    assert say_problem(problem) == "stock.csv, row 7, column lat: 91 is too much; write at most 90"


RAWS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)
KINDS: dict[CellKind, tuple[type, ...]] = {
    "text": (str,),
    "key": (str,),
    "choice": (str,),
    "number": (float,),
    "whole": (int,),
    "date": (datetime.date,),
    "yes_no": (bool,),
    "numbers": (tuple,),
    "time_zone": (str,),
}


@given(RAWS, st.sampled_from(sorted(set(COLUMNS) - {"any"})), st.booleans())
def test_any_cell_is_a_value_of_its_kind_or_the_default_or_a_problem(raw: Raw, name: str, decimal_comma: bool) -> None:
    column = COLUMNS[name]
    read = read_cell(raw, column, AT, decimal_comma=decimal_comma)
    assert isinstance(read, Problem) or read == column.default or type(read) in KINDS[column.kind]


@given(st.text(alphabet="'=+-@\t\ra", max_size=6))
def test_text_comes_back_from_the_guard_and_never_runs(text: str) -> None:
    assert unguard_formula(guard_formula(text)) == text
    assert not guard_formula(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_date_cell_among_words_that_need_not_be_exact_is_its_day() -> None:
    phone = Column(name="phone", default="", exact=False)
    assert read_cell(datetime.datetime(2026, 5, 3), phone, AT) == "2026-05-03"  # noqa: DTZ001


@pytest.mark.parametrize(("text", "decimal"), [("1,5", "1.5"), ("12,5", "12.5"), ("١٢,٥", "12.5"), ("0,25", "0.25")])
def test_a_comma_of_two_readings_is_told_with_the_value_itself(text: str, decimal: str) -> None:
    wrong = read_cell(text, Column(name="quantity", kind="number"), None)
    assert isinstance(wrong, Problem)
    said = say_problem(wrong)
    assert f"write {decimal} or" in said
    assert not {"15", "125", "1500"} & set(said.split())
