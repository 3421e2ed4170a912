"""Text that a spreadsheet would run is written harmless, and read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.tables.formula_guard import guard_formula, unguard_formula


@pytest.mark.parametrize("text", ["=1+1", "+963944", "-5", "@SUM(A1)", "\t=1", "'=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guard_formula(text) == "'" + text


@pytest.mark.parametrize("text", ["rice", "", "5", "'rice", "a=b"])
def test_other_text_stays(text: str) -> None:
    assert guard_formula(text) == text


@given(st.text(max_size=20))
def test_every_text_comes_back(text: str) -> None:
    assert unguard_formula(guard_formula(text)) == text


@pytest.mark.parametrize(("written", "text"), [("'00123", "00123"), ("'3/5", "3/5"), ("'rice", "'rice")])
def test_an_apostrophe_before_digits_is_no_part_of_the_text(written: str, text: str) -> None:
    assert unguard_formula(written) == text


def test_an_apostrophe_that_belongs_to_digits_comes_back() -> None:
    assert guard_formula("'5") == "''5"
    assert unguard_formula("''5") == "'5"
