from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.tables.numbers import AmbiguousNumberError, parse_number

ANY_FILE = [
    ("12", 12.0),
    (" 12.5 ", 12.5),
    ("-3", -3.0),
    ("−3", -3.0),
    ("+.5", 0.5),
    ("1.500", 1.5),
    ("1e-07", 1e-07),
    ("١٢٬٣٤٥٫٥", 12345.5),
    ("۱۲۳۴", 1234.0),
    ("٨٬٠٤٠", 8040.0),
    ("٣٫١٢٥", 3.125),
    ("1,234.5", 1234.5),
    ("1,234,567", 1234567.0),
    ("1.234,5", 1234.5),
    ("1.234.567", 1234567.0),
    ("8 040", 8040.0),
    ("8\u202f040,25", 8040.25),
    ("8'040.5", 8040.5),
]


@pytest.mark.parametrize(("text", "number"), ANY_FILE)
def test_numbers_with_one_reading(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "x", "12 kg", "50%", "1_000", "1,23,4", "12 34", "1.2.3", "0x10", "1،5", "(5)", "--1"]
)
def test_what_spells_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["1,5", "1,500", "0,125", "١,٥"])
def test_a_comma_is_ambiguous_where_commas_separate_cells(text: str) -> None:
    with pytest.raises(AmbiguousNumberError):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "number"), [("1,5", 1.5), ("0,125", 0.125), ("12,50", 12.5), ("0.125", 0.125), ("1.5", 1.5)]
)
def test_a_decimal_comma_where_semicolons_separate_cells(text: str, number: float) -> None:
    assert parse_number(text, decimal_comma=True) == number


@pytest.mark.parametrize("text", ["1,500", "1.500", "-35.401"])
def test_three_digits_behind_one_sign_are_ambiguous_with_decimal_commas(text: str) -> None:
    with pytest.raises(AmbiguousNumberError):
        parse_number(text, decimal_comma=True)


@pytest.mark.parametrize("text", ["nan", "inf", "-Infinity", "∞", "1e999"])
def test_endless_numbers_are_numbers_that_are_not_finite(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert not math.isfinite(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_read_back_from_its_shortest_spelling(number: float) -> None:
    assert parse_number(repr(number)) == number


@given(st.text(max_size=30), st.booleans())
def test_any_text_is_a_number_or_none_or_ambiguous(text: str, decimal_comma: bool) -> None:
    try:
        number = parse_number(text, decimal_comma=decimal_comma)
    except AmbiguousNumberError:
        return
    assert number is None or isinstance(number, float)
