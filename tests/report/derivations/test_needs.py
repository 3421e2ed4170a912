"""How a need is derived."""

from __future__ import annotations

from malja.report.document import (
    Document,
)
from tests.report.reports import derivation, need_code


def test_a_need_is_derived_as_people_times_standard_with_document_and_page(small: Document) -> None:
    said = derivation(small, f"how-{need_code(small, 'Food')}")
    assert "100 people x 0.5 kg (A Handbook, 4th ed., p. 12)" in said
    assert "100 people x 1 kg" in said
    assert "50 kg" in said
    assert "100 kg" in said


def test_stock_and_services_are_derived_from_their_rows(small: Document) -> None:
    food, water = (derivation(small, f"how-{need_code(small, name)}") for name in ("Food", "Water"))
    assert "In stock: Rice" in food
    assert "170 x 1 = 170 kg" in food
    assert "stock.csv, row 7" in food
    assert "services.csv, row 2" in water
    assert "1,200 l" in water
