"""Which row is the heading: one that begins with # may be, a title above it is not, and each is said in one line."""

from __future__ import annotations

import pytest

from malja.tables.find_heading import has_more_cells
from malja.tables.headings import ColumnNames
from malja.tables.rows import parse_sheet
from malja.tables.sheets import Raw, Sheet
from tests.tables.test_headings import GUESS, RECEIPTS


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        (("#", "Warehouse", "Item code", "Qty"), GUESS),
        (
            ("#", "Depot", "Code", "How much"),
            ColumnNames(given={"Depot": "store", "Code": "item", "How much": "quantity"}, others_left_out=True),
        ),
        (("#No", "Warehouse", "Item code", "Qty"), ColumnNames(guess=True, others_left_out=True)),
        (("#x", "#loc+code", "#item+code", "#indicator+qty"), ColumnNames(guess=True, others_left_out=True)),
    ],
)
def test_a_heading_that_begins_with_hash_is_no_comment(heading: tuple[str, ...], names: ColumnNames) -> None:
    rows = [heading, ("1", "hub", "rice", "50"), ("2", "hub", "oil", "60")]
    read = parse_sheet(RECEIPTS, Sheet(file="r.csv", rows=enumerate(rows, start=1)), names)
    assert read.problems == ()
    assert [(row.values["item"], row.values["quantity"]) for row in read.rows] == [("rice", 50), ("oil", 60)]
    assert read.unused == heading[:1]


def test_the_first_cell_of_a_heading_may_begin_with_hash() -> None:
    rows = [("# Item code", "Warehouse", "Qty"), ("rice", "hub", "50")]
    read = parse_sheet(RECEIPTS, Sheet(file="r.csv", rows=enumerate(rows, start=1)), GUESS)
    assert [(row.values["item"], row.values["quantity"]) for row in read.rows] == [("rice", 50)]


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ([("Goods received", ""), ("", ""), ("store", "item")], "heading_below", 3),
        ([("Where", "What"), ("store", "item"), ("hub", "rice")], "heading_below", 2),
        ([("#loc+zone", "#item+kind"), ("hub", "rice")], "heading_is_hashtags", 1),
        ([("store|item|quantity",), ("hub|rice|5",)], "separator_unknown", 1),
    ],
)
def test_why_the_first_row_is_no_heading_is_said_in_one_line(rows: list[tuple[str, ...]], code: str, row: int) -> None:
    for names in (ColumnNames(), GUESS):
        read = parse_sheet(RECEIPTS, Sheet(file="r.csv", rows=enumerate(rows, start=1)), names)
        assert [(one.code, one.row) for one in read.problems] == [(code, row)]


@pytest.mark.parametrize(("cells", "more"), [(["# a remark"], False), (["#a", " ", None], False), (["#a", 5], True)])
def test_a_comment_with_more_cells_may_be_a_row(cells: list[Raw], more: bool) -> None:
    assert has_more_cells(cells) is more


def test_a_remark_above_the_heading_stays_a_comment() -> None:
    rows: list[list[Raw]] = [["# goods", "as counted"], ["#", None], ["Warehouse", "Item code"], ["hub", "rice"]]
    read = parse_sheet(RECEIPTS, Sheet(file="r.csv", rows=enumerate(rows, start=1)), GUESS)
    assert [(row.values["item"], row.origin.row) for row in read.rows] == [("rice", 4)]
