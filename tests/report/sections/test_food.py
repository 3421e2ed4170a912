"""The section on what people eat."""

from __future__ import annotations

from malja.report.document import Bullets, ReportTable
from tests.lifts.food import kitchen_table
from tests.report.reports import told
from tests.report.trees import blocks
from tests.report.worked_out import section


def test_tables_stand_beside_the_basket() -> None:
    """Two days of free biscuits, then three of a tenth at most: a table for each."""
    part = section(told(kitchen_table(supply=("rice", "lentils", "oil", "biscuits"))), "food")
    tables = [block for block in blocks(part) if isinstance(block, ReportTable)]
    assert [len(table.columns) for table in tables] == [3, 3]
    cereals = next(row for row in tables[1].rows if row[0].text == "cereals")
    assert cereals[1].text == "50 % to 70 %"
    assert cereals[2].text.endswith("%)")
    assert not [block for block in blocks(part) if isinstance(block, Bullets)]


def test_where_the_basket_gives_way_stands_below() -> None:
    part = section(told(kitchen_table(stock={"biscuits": 50})), "food")
    (bullets,) = (block for block in blocks(part) if isinstance(block, Bullets))
    assert "as much as 100 %" in bullets.lines[0].text


def test_without_a_basket_there_is_no_such_section() -> None:
    assert "food" not in [one.code for one in told(kitchen_table(stock={"rice": 9}, basket="")).sections]
