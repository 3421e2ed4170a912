"""Rows on a terminal: aligned by hand-counted columns."""

from __future__ import annotations

from malja.cli.terminal.columns import align_rows


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    rows = [("rice", "40", "kg"), ("oil", "7,000", "l")]
    assert align_rows(rows, figures=(1,), indent=0, columns=80) == ["rice     40  kg", "oil   7,000  l"]
    assert align_rows(rows, columns=80) == ["  rice  40     kg", "  oil   7,000  l"]


def test_columns_that_are_blank_in_all_rows_are_left_out() -> None:
    assert align_rows([("a", "", "1"), ("b", "", "22")], figures=(2,), indent=0, columns=80) == ["a   1", "b  22"]
    assert align_rows([], columns=80) == []
    assert align_rows([("", "")], columns=80) == []


def test_where_rows_are_too_wide_first_cells_are_cut() -> None:
    (line,) = align_rows([("A tent for a large family", "12 of them")], indent=0, columns=30)
    assert len(line) == 30
    assert line.endswith("…  12 of them")


def test_where_cutting_is_not_enough_a_row_takes_several_lines() -> None:
    assert align_rows([("tent", "one two three", "four")], indent=0, columns=12) == [
        "tent",
        "  one two",
        "  three",
        "  four",
    ]
