from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malja.problems import Refused
from malja.tables import read_workbook as workbook_module
from malja.tables.read_workbook import read_workbook
from malja.tables.sheets import RawRow, Unreadable

TABLES = frozenset({"stock", "people"})


@pytest.fixture
def book() -> Any:
    made = openpyxl.Workbook()
    made.active.title = "stock"
    made.active.append(["place", "item", "quantity", "from"])
    return made


def saved(book: Any, folder: Path) -> Path:
    book.save(folder / "camp.xlsx")
    return folder / "camp.xlsx"


def stock_rows(path: Path) -> list[tuple[int, RawRow]]:
    sheets, problems = read_workbook(path, TABLES)
    assert problems == ()
    return list(sheets["stock"].rows)


def problems_of(path: Path) -> list[tuple[str, str, str]]:
    try:
        _, problems = read_workbook(path, TABLES)
    except Refused as refused:
        problems = refused.problems
    return [(problem.code, problem.file, problem.value) for problem in problems]


def test_cells_come_with_their_types(book: Any, tmp_path: Path) -> None:
    moment = datetime.datetime(2025, 3, 10)  # noqa: DTZ001
    book["stock"].append(["base", 12, 2.5, moment])
    book["stock"].append(["base", True, None, "x"])
    rows = stock_rows(saved(book, tmp_path))
    assert rows[1:] == [(2, ["base", 12, 2.5, moment]), (3, ["base", True, None, "x"])]


def test_a_time_of_day_and_an_error_cannot_be_values(book: Any, tmp_path: Path) -> None:
    book["stock"].append([datetime.time(14, 30), "#REF!", datetime.timedelta(hours=30)])
    ((_, row),) = stock_rows(saved(book, tmp_path))[1:]
    assert not isinstance(row, Unreadable)
    assert [cell.code for cell in row if isinstance(cell, Unreadable)] == [
        "date_time_of_day",
        "cell_error",
        "date_time_of_day",
    ]


def test_a_formula_without_a_stored_value_cannot_be_read(book: Any, tmp_path: Path) -> None:
    book["stock"].append(["base", "rice", "=1+1"])
    ((_, row),) = stock_rows(saved(book, tmp_path))[1:]
    assert not isinstance(row, Unreadable)
    assert row[2] == Unreadable(code="formula_without_value", value="=1+1")


def test_a_formula_with_a_stored_value_is_its_value(book: Any, tmp_path: Path) -> None:
    book["stock"].append(["base", "rice", "=1+1"])
    path = saved(book, tmp_path)
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<f>1+1</f><v />" in sheet or b"<f>1+1</f><v></v>" in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v />", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    ((_, row),) = stock_rows(path)[1:]
    assert not isinstance(row, Unreadable)
    assert row[2] == 2


def test_merged_cells_unknown_and_repeated_sheets_are_named_all_at_once(book: Any, tmp_path: Path) -> None:
    book["stock"].merge_cells("A2:A4")
    book["stock"].merge_cells("C2:D2")
    book.create_sheet("Stocks")
    book.create_sheet("people")
    book.create_sheet("PEOPLE ").append(["place"])
    book.create_sheet("_notes").append(["anything"])
    assert problems_of(saved(book, tmp_path)) == [
        ("merged_cells", "camp.xlsx:stock", "A2:A4"),
        ("merged_cells", "camp.xlsx:stock", "C2:D2"),
        ("unknown_sheet", "camp.xlsx:Stocks", ""),
        ("duplicate_sheet", "camp.xlsx:PEOPLE ", ""),
    ]


def test_a_cell_far_out_does_not_fill_memory(book: Any, tmp_path: Path) -> None:
    book["stock"]["XFD1048576"] = "far"
    assert problems_of(saved(book, tmp_path)) == [("sheet_large", "camp.xlsx:stock", "")]


def test_a_ten_megabyte_cell_is_text_that_the_cells_refuse(book: Any, tmp_path: Path) -> None:
    path = saved(book, tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts = {name: text.replace(b">item<", b">" + b"x" * 10_000_000 + b"<") for name, text in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    ((_, row),) = stock_rows(path)
    assert not isinstance(row, Unreadable)
    assert len(str(row[1])) == 10_000_000


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "camp.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.xml", "w") as part:
        for _ in range(101):
            part.write(b" " * 1_000_000)
    assert problems_of(path) == [("workbook_unpacks", "camp.xlsx", "")]


def test_what_is_no_workbook_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "camp.xlsx"
    assert problems_of(path) == [("file_missing", "camp.xlsx", "")]
    path.write_bytes(b"place,item\n")
    assert problems_of(path) == [("workbook_broken", "camp.xlsx", "")]
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert problems_of(path) == [("workbook_old", "camp.xlsx", "")]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    assert problems_of(path) == [("workbook_broken", "camp.xlsx", "")]
    monkeypatch.setattr(workbook_module, "_LARGEST_WORKBOOK", 20)
    assert problems_of(path) == [("file_large", "camp.xlsx", "")]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "stock"
    made.active.append(["place", 1.5])
    path = tmp_path_factory.mktemp("book") / "small.xlsx"
    made.save(path)
    return path.read_bytes()


def damaged(content: bytes, data: st.DataObject) -> bytes:
    wrong = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        wrong[data.draw(st.integers(0, len(wrong) - 1))] = data.draw(st.integers(0, 255))
    return bytes(wrong)


def damaged_inside(content: bytes, data: st.DataObject) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    parts[name] = damaged(parts[name], data)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return written.getvalue()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), inside=st.booleans())
def test_a_damaged_workbook_is_read_or_refused(small: bytes, tmp_path: Path, data: st.DataObject, inside: bool) -> None:
    path = tmp_path / "camp.xlsx"
    path.write_bytes(damaged_inside(small, data) if inside else damaged(small, data))
    try:
        sheets, problems = read_workbook(path, TABLES)
    except Refused:
        return
    for sheet in sheets.values():
        numbers = [number for number, _ in sheet.rows]
        assert numbers == list(range(1, len(numbers) + 1))
    assert sheets or problems or inside  # a sheet whose name now begins with _ is passed over


def test_an_error_that_stands_as_text_is_an_error(book: Any, tmp_path: Path) -> None:
    book["stock"].append(["base", "#####", "#12"])
    ((_, row),) = stock_rows(saved(book, tmp_path))[1:]
    assert row == ["base", Unreadable(code="cell_error", value="#####"), "#12", None]


def test_hidden_rows_and_columns_that_hold_something_are_said(book: Any, tmp_path: Path) -> None:
    sheet = book["stock"]
    for number in range(2, 8):
        sheet.append(["base", "rice", number])
    for number in (3, 4, 5, 7, 20):
        sheet.row_dimensions[number].hidden = True
    for letter in ("C", "H"):
        sheet.column_dimensions[letter].hidden = True
    sheets, _ = read_workbook(saved(book, tmp_path), TABLES)
    assert [(notice.code, notice.file, *notice.values) for notice in sheets["stock"].notices] == [
        ("rows_hidden", "camp.xlsx:stock", ("rows", "3-5, 7")),
        ("columns_hidden", "camp.xlsx:stock", ("columns", "C")),
    ]
    assert len(list(sheets["stock"].rows)) == 7


def test_a_group_of_hidden_columns_is_said_by_each(book: Any, tmp_path: Path) -> None:
    book["stock"].append(["base", "rice", 2])
    book["stock"].column_dimensions.group("B", "C", hidden=True)
    sheets, _ = read_workbook(saved(book, tmp_path), TABLES)
    assert [dict(notice.values) for notice in sheets["stock"].notices] == [{"columns": "B, C"}]


def test_text_that_spells_a_number_in_a_workbook_may_have_been_typed_either_way(book: Any, tmp_path: Path) -> None:
    book["stock"].append(["base", "rice", "1.300"])
    sheets, _ = read_workbook(saved(book, tmp_path), TABLES)
    assert sheets["stock"].decimal_comma
