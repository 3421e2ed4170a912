"""Rows of cells become the operation's rows, and rows of one key add up."""

from __future__ import annotations

from malja.operation.records.records import add_up_rows, make_record, record_values
from malja.operation.rows import Stock, Supply
from malja.operation.schema import TABLES
from malja.tables.rows import parse_sheet
from malja.tables.sheets import Sheet


def test_rows_of_one_key_add_up_and_no_limit_stays_none() -> None:
    rice, more, salt = (
        Stock(place="hub", item=item, quantity=amount) for item, amount in [("rice", 2.0), ("rice", 3.0), ("salt", 1.0)]
    )
    assert [row.quantity for row in add_up_rows((rice, salt, more), ("place", "item"))] == [5.0, 1.0]
    endless = (Supply(place="hub", item="rice", quantity=7.0), Supply(place="hub", item="rice", quantity=None))
    assert [row.quantity for row in add_up_rows(endless, ("place", "item"))] == [None]


def test_what_is_made_of_a_row_gives_its_cells_again() -> None:
    services = next(table for table in TABLES if table.name == "services")
    lines = [["place", "need", "quantity", "from"], ["camp", "water", "5", "2025-03-10"]]
    (row,) = parse_sheet(services, Sheet(file="services.csv", rows=enumerate(lines, start=1))).rows
    assert record_values("services", make_record("services", row)) == row.values


def test_a_blank_name_is_the_id_and_a_blank_reach_the_share() -> None:
    groups = next(table for table in TABLES if table.name == "groups")
    lines = [["group", "share"], ["teachers", "0.02"]]
    (row,) = parse_sheet(groups, Sheet(file="groups.csv", rows=enumerate(lines, start=1))).rows
    assert make_record("groups", row).reach == 0.02
