"""A workbook's bytes say nothing of when and where it was written."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl

from malja.tables.write_workbook import append_sheet_rows, make_workbook_bytes

DATE = datetime.date(2025, 3, 14)


def made(write_only: bool) -> bytes:
    workbook = openpyxl.Workbook(write_only=write_only)
    sheet = workbook.create_sheet("one") if write_only else workbook.active
    sheet.append(["item", 1.5])
    return make_workbook_bytes(workbook, DATE)


def test_the_same_content_is_the_same_file() -> None:
    assert made(False) == made(False)
    assert made(True) == made(True)


def test_it_says_the_date_that_is_given_and_no_other() -> None:
    content = made(False)
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert properties.created == properties.modified == datetime.datetime.combine(DATE, datetime.time())
    assert properties.creator == properties.lastModifiedBy == "malja"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.compress_type) for entry in entries} == {(3, zipfile.ZIP_DEFLATED)}


def test_rows_are_put_below_those_of_a_sheet_that_is_begun_if_need_be(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    for word in ("x", "y"):
        assert append_sheet_rows(path, "aliases", ("word", "item"), [{"word": word, "item": "z"}])
    assert not append_sheet_rows(path, "aliases", ("word", "item"), [{"size": "3"}])
    rows = list(openpyxl.load_workbook(path)["aliases"].iter_rows(values_only=True))
    assert rows == [("word", "item"), ("x", "z"), ("y", "z")]
