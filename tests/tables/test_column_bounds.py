from __future__ import annotations

from decimal import Decimal

import pytest

from malja.tables.columns import Column, read_bounds, read_exact_bounds

SHARE = Column(name="share", kind="number", least=0.1, most=1.0)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (0.1, None),
        (1.0, None),
        (0.0999, ("number_below", 0.1)),
        (1.0001, ("number_above", 1.0)),
    ],
)
def test_both_bounds_are_inclusive(number: float, fault: tuple[str, float] | None) -> None:
    assert read_bounds(SHARE).find_fault(number) == fault


def test_nothing_is_not_positive() -> None:
    bounds = read_bounds(Column(name="packs", kind="number", positive=True))
    assert bounds.find_fault(0.0) == ("number_not_above", 0.0)
    assert bounds.find_fault(1e-9) is None


def test_a_column_without_bounds_still_has_an_end() -> None:
    bounds = read_bounds(Column(name="any", kind="number"))
    assert bounds.find_fault(-1e15) is None
    assert bounds.find_fault(1.1e15) == ("number_above", 1e15)
    assert bounds.find_fault(-1.1e15) == ("number_below", -1e15)


def test_amounts_in_books_are_decimal() -> None:
    assert read_exact_bounds(SHARE).find_fault(Decimal("0.1")) is None
    assert read_exact_bounds(SHARE).find_fault(Decimal("0.09")) == ("number_below", Decimal("0.1"))
