"""`malja import` takes what people have: workbooks as they show, other people's headings, and says how it read them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from malja.site.site import Site
from tests.cli.sites import a_site, refused, said

RECEIVED = "stock.received"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return a_site(tmp_path)


def a_file(site: Path, text: str, name: str = "rows.csv") -> Path:
    path = site.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def last_body(site: Path) -> dict[str, object]:
    with Site.open(site) as opened:
        return dict(list(opened.journal.facts())[-1].body)


def import_receipts(site: Path, file: Path, *options: str | Path) -> str:
    return said("import", site, RECEIVED, file, "--on", "2025-03-11", *options)


def test_a_cell_counts_as_it_is_shown(site: Path) -> None:
    book = Workbook()
    book.active.append(["store", "item", "quantity", "lot", "expiry"])
    book.active.append(["base", "rice", 49.680000000000007, 123, datetime.date(2026, 12, 1)])
    book.active["D2"].number_format = "00000"
    book.active["E2"].number_format = "mmm-yy"
    book.create_sheet("lists").sheet_state = "hidden"
    book.save(site.parent / "grn.xlsx")
    answer = import_receipts(site, site.parent / "grn.xlsx")
    assert "grn.xlsx:lists: the sheet is hidden and was not read" in answer
    assert "2026-12 is a month: it is read as its last day, 2026-12-31" in answer
    body = last_body(site)
    assert (body["quantity"], body["lot"], body["expiry"]) == ("49.68", "00123", "2026-12-31")


def test_noise_in_csv_is_none(site: Path) -> None:
    import_receipts(site, a_file(site, "store,item,quantity\nbase,rice,49.680000000000007\n"))
    assert last_body(site)["quantity"] == "49.68"


def test_a_workbook_is_known_by_what_it_holds(site: Path) -> None:
    book = Workbook()
    book.active.append(["store", "item", "quantity"])
    book.active.append(["base", "rice", 5])
    book.save(site.parent / "grn.csv")
    assert "1 row recorded" in import_receipts(site, site.parent / "grn.csv")


def test_headings_are_guessed_and_said(site: Path) -> None:
    rows = a_file(site, "المستودع;Item code;Quantité\nbase;rice;12,5\n")
    answer = import_receipts(site, rows)
    assert "column quantity: the heading Quantité is read as this column" in answer
    assert "column item: the heading Item code is read as this column" in answer
    assert last_body(site)["quantity"] == "12.5"


def test_a_file_of_headings_decides(site: Path) -> None:
    columns = a_file(site, "heading,column\nWhere,store\nWhat,item\nQty left,-\nQty in,quantity\n", "columns.csv")
    wide = ",".join(f"q{number}" for number in range(600))
    rows = a_file(site, f"Where,What,Qty left,Qty in,{wide}\nbase,rice,999,7,{','.join('x' * 600)}\n")
    answer = import_receipts(site, rows, "--columns", columns)
    assert "601 columns are not read: Qty left, q0, q1" in answer
    assert last_body(site)["quantity"] == "7"


def test_a_file_of_headings_that_names_no_column_is_refused(site: Path) -> None:
    columns = a_file(site, "Qty,worth\n", "columns.csv")
    rows = a_file(site, "store,item,Qty\nbase,rice,7\n")
    answer = refused("import", site, RECEIVED, rows, "--on", "2025-03-11", "--columns", columns)
    assert "columns.csv, row 1: worth is no column; write one of: " in answer


def test_two_headings_that_may_mean_one_column_are_refused_with_the_choice(site: Path) -> None:
    rows = a_file(site, "store,item,Qty,Quantity received\nbase,rice,7,9\n")
    answer = refused("import", site, RECEIVED, rows, "--on", "2025-03-11")
    assert "column Qty: the heading may mean one of: quantity" in answer


@pytest.mark.parametrize("heading", ["store,item,quantity", "Shop,item,quantity"])
def test_a_row_of_hashtags_is_no_row_of_goods(site: Path, heading: str) -> None:
    rows = a_file(site, f"{heading},lot\n#loc+code,#item+code,#indicator+qty,\nbase,rice,50,L1\n")
    assert "1 row recorded" in import_receipts(site, rows)


def test_the_same_rows_in_another_order_of_columns_say_the_same(site: Path) -> None:
    assert "1 row recorded" in import_receipts(site, a_file(site, "store,item,quantity,lot\nbase,rice,5,#7\n"))
    assert "nothing new" in import_receipts(site, a_file(site, "lot,store,item,quantity\n#7,base,rice,5\n"))


def test_dates_as_excel_saves_them_are_read_where_one_reading_is_possible(site: Path) -> None:
    rows = "store,item,quantity,lot,expiry\nbase,rice,5,A,31/12/2026\nbase,rice,5,B,12/31/2026\n"
    assert "2 rows recorded" in import_receipts(site, a_file(site, rows))
    unsure = a_file(site, f"{rows}base,rice,5,C,05/06/2026\n")
    answer = refused("import", site, RECEIVED, unsure, "--on", "2025-03-11")
    assert "row 4, column expiry: 05/06/2026 may be 2026-06-05 or 2026-05-06" in answer
