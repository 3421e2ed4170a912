from __future__ import annotations

from collections.abc import Sequence

import pytest

from malja.language.say import say_problem
from malja.tables import rows as rows_module
from malja.tables.columns import Column, Table
from malja.tables.rows import ParsedSheet, parse_sheet
from malja.tables.sheets import Raw, Sheet, Unreadable

ITEMS = Table(
    name="items",
    key=("item",),
    unique=True,
    columns=(
        Column(name="item", kind="key", required=True),
        Column(name="name", default=""),
        Column(name="pack_kg", kind="number", required=True, positive=True),
        Column(name="setup_days", kind="whole", default=0, least=0),
        Column(name="life_days", kind="whole"),
    ),
)


def parsed(*lines: Sequence[Raw] | Unreadable) -> ParsedSheet:
    return parse_sheet(ITEMS, Sheet(file="items.csv", rows=enumerate(lines, start=1)))


def codes(result: ParsedSheet) -> list[tuple[str, int | None, str]]:
    return [(problem.code, problem.row, problem.column) for problem in result.problems]


def test_rows_carry_every_column_with_defaults_and_where_they_stand() -> None:
    result = parsed(["Pack_kg ", "ITEM", "note"], ["2.5", "tent", "read"], [3, "stove"])
    assert result.problems == ()
    first, second = result.rows
    assert first.values["item"] == "tent"
    assert first.values["pack_kg"] == 2.5
    assert first.values["setup_days"] == 0
    assert first.values["life_days"] is None
    assert first.values["note"] == "read"
    assert first.values["document"] == ""
    assert (second.origin.file, second.origin.row) == ("items.csv", 3)


def test_blank_rows_and_comments_hold_nothing_and_are_counted() -> None:
    result = parsed(["# goods", None], [], ["item", "pack_kg"], [" ", None], ["#tent", "x"], ["stove", "4"])
    assert result.problems == ()
    assert [(row.values["item"], row.origin.row) for row in result.rows] == [("stove", 6)]


def test_a_heading_alone_is_an_empty_table() -> None:
    result = parsed(["item", "pack_kg"])
    assert (result.rows, result.problems, result.complete) == ((), (), True)


@pytest.mark.parametrize("lines", [[], [[]], [["", None]], [["# only a comment"]]])
def test_a_table_without_a_heading_is_refused(lines: list[list[Raw]]) -> None:
    result = parsed(*lines)
    assert codes(result) == [("heading_missing", None, "")]
    assert not result.complete


def test_everything_that_is_wrong_is_found_at_once() -> None:
    result = parsed(
        ["item", "pack_kg", "Colour", "pack_kg", None],
        ["tent", "heavy", "green", "7", None],
        ["tent", "2", "", "", None],
        ["", "2", "", "", "lost"],
        ["stove", "", "", "", None, "far", "out"],
        Unreadable(code="csv_quotes"),
    )
    assert codes(result) == [
        ("unknown_column", 1, "Colour"),
        ("duplicate_column", 1, "pack_kg"),
        ("number_wanted", 2, "pack_kg"),
        ("name_twice", 3, "item"),
        ("missing_value", 4, "item"),
        ("cell_without_column", 4, ""),
        ("missing_value", 5, "pack_kg"),
        ("cell_without_column", 5, ""),
        ("csv_quotes", 6, ""),
    ]
    assert say_problem(result.problems[0]) == (
        "items.csv, row 1, column Colour: there is no such column;"
        " the columns of this table are: item, name, pack_kg, setup_days, life_days"
    )


def test_a_row_with_a_broken_cell_keeps_its_key_and_harmless_values() -> None:
    result = parsed(["item", "pack_kg", "setup_days"], ["tent", "heavy", "soon"])
    (row,) = result.rows
    assert row.broken == {"pack_kg", "setup_days"}
    assert (row.values["item"], row.values["pack_kg"], row.values["setup_days"]) == ("tent", 1.0, 0)


def test_a_missing_required_column_is_said_once_and_a_missing_key_makes_the_table_useless() -> None:
    without_weight = parsed(["item"], ["tent"], ["stove"])
    assert codes(without_weight) == [("missing_column", 1, "pack_kg")]
    assert [row.values["item"] for row in without_weight.rows] == ["tent", "stove"]
    without_key = parsed(["pack_kg"], ["2"], ["3"])
    assert codes(without_key) == [("missing_column", 1, "item")]
    assert (without_key.rows, without_key.complete) == ((), False)


def test_a_heading_that_cannot_be_read_makes_the_table_useless() -> None:
    assert not parsed(Unreadable(code="cell_huge")).complete
    assert codes(parsed([Unreadable(code="cell_error", value="#REF!"), "item", "pack_kg"])) == [
        ("unknown_column", 1, "#REF!")
    ]


def test_reading_stops_where_a_table_is_of_another_kind_altogether(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "_MOST_PROBLEMS", 3)
    result = parsed(["item", "pack_kg"], *([f"i{number}", "x"] for number in range(10)))
    assert [code for code, _, _ in codes(result)] == ["number_wanted"] * 3 + ["too_many_problems"]
    assert not result.complete


@pytest.mark.parametrize("first", ["pack_kg", "setup_days"])
def test_a_row_that_begins_with_hash_is_refused_where_the_first_column_holds_numbers(first: str) -> None:
    result = parsed([first, "item"], ["#50", "tent"], ["60", "stove"])
    assert ("comment_or_row", 2, first) in codes(result)


def test_comments_that_look_like_rows_are_counted() -> None:
    result = parsed(["item", "pack_kg"], ["# a remark", ""], ["#tent", "5"], ["#rope", "1"], ["stove", "4"])
    assert result.problems == ()
    assert [(one.code, one.row, one.values) for one in result.notices] == [
        ("comments_passed_over", 3, (("count", "2"),))
    ]
