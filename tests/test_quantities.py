"""Numbers as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.quantities import format_about, format_number, format_people, format_percent, format_quantity, round_figures


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (8040, "8,000"),
        (8460, "8,500"),
        (8450, "8,500"),
        (12, "12"),
        (99.6, "100"),
        (0.657, "0.66"),
        (0.05, "0.05"),
        (0, "0"),
        (-8040, "-8,000"),
        (123456789, "120,000,000"),
    ],
)
def test_about_keeps_two_figures(number: float, said: str) -> None:
    assert format_about(number) == said


def test_people_are_whole_and_never_vanish() -> None:
    assert [format_people(number) for number in (0, 0.2, 1.4, 12.6, 996.96, 8040)] == [
        "0",
        "1",
        "1",
        "13",
        "997",
        "8,040",
    ]


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (12345, "kg", "12 t"),
        (999.9, "kg", "1 t"),
        (120600, "l", "120,000 l"),
        (350, "g", "350 g"),
        (2500000, "g", "2.5 t"),
        (7, "", "7"),
    ],
)
def test_amounts_take_the_unit_that_suits_them(number: float, unit: str, said: str) -> None:
    assert format_quantity(number, unit) == said


def test_plain_numbers_have_no_exponent_and_no_needless_zeros() -> None:
    assert [format_number(number) for number in (8040.0, 15.0, 1 / 30, 1e-5, 0.0, 1234567.0)] == [
        "8,040",
        "15",
        "0.0333333",
        "0.00001",
        "0",
        "1,234,570",
    ]


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match=r"inf|nan"):
        format_number(number)


@given(st.floats(1e-6, 1e12))
def test_rounding_moves_a_number_by_five_percent_at_most(number: float) -> None:
    assert abs(round_figures(number) - number) <= 0.05 * number * (1 + 1e-9)


def test_per_cent_says_all_or_nothing_only_when_it_is() -> None:
    assert [format_percent(share) for share in (0, 0.0001, 0.5, 0.9999, 1)] == ["0", "1", "50", "99", "100"]
