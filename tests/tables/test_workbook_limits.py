"""Workbooks made to take all memory are refused in little time and memory, in a process of their own."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from malja.problems import Refused
from malja.tables.read_workbook import read_workbook

#: Reads a workbook with at most 1 GB and 60 s of a processor, and says by which codes it is refused.
_READ = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from malja.problems import Refused
from malja.tables.read_workbook import read_workbook
try:
    _, problems = read_workbook(Path(sys.argv[1]), frozenset({"stock"}))
except Refused as refused:
    problems = refused.problems
print(*(problem.code for problem in problems))
"""


def changed(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with another text in its first sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in content
                content = content.replace(old, new, 1)
            copy.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    made.active.title = "stock"
    made.active.append(["place", "item", "quantity"])
    made.save(tmp_path / "camp.xlsx")
    return tmp_path / "camp.xlsx"


HOSTILE = {
    "one vast merged range": (
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "a merged column": (b"</sheetData>", b"</sheetData><mergeCells><mergeCell ref='A:XFD'/></mergeCells>"),
    "thousands of merged ranges": (
        b"</sheetData>",
        b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:CV100"/>' * 5000 + b"</mergeCells>",
    ),
    "millions of empty cells": (b"</sheetData>", b"<row>" + b"<c/>" * 20_000_000 + b"</row></sheetData>"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_workbook_made_to_take_all_memory_is_refused(name: str, book: Path) -> None:
    path = changed(book, *HOSTILE[name])
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.stdout.split() == ["sheet_large"], done.stderr[-500:]


def test_entities_are_refused(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        begin = archive.read("xl/worksheets/sheet1.xml")[:20]
    path = changed(book, begin, b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + begin)
    with pytest.raises(Refused) as refused:
        read_workbook(path, frozenset({"stock"}))
    assert [problem.code for problem in refused.value.problems] == ["workbook_broken"]


def test_a_merged_heading_is_named_as_before(book: Path) -> None:
    path = changed(book, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    _, problems = read_workbook(path, frozenset({"stock"}))
    assert [(problem.code, problem.value) for problem in problems] == [("merged_cells", "A1:B1")]
