"""Files by what they hold: a workbook called .csv and a web page called .xls are said with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from malja.language.say import say_problem
from malja.problems import Refused
from malja.tables.file_kind import FileKind, find_file_kind, is_workbook_file
from malja.tables.read_csv import read_csv
from malja.tables.read_workbook import read_workbook


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


KINDS: list[tuple[bytes, FileKind, str]] = [
    (xlsx(), "workbook", "save the sheet as CSV UTF-8"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "old_workbook", "(.xls)"),
    (zipped("mimetype", "content.xml"), "open_document", "(.ods)"),
    (zipped("a.csv"), "archive", "(zip)"),
    (b"%PDF-1.7\n", "pdf", "PDF"),
    (b"\xef\xbb\xbf <html><table>", "page", "web page"),
]


@pytest.mark.parametrize(("content", "kind", "words"), KINDS, ids=[kind for _, kind, _ in KINDS])
def test_a_file_that_is_no_text_is_named_where_csv_is_expected(
    content: bytes, kind: FileKind, words: str, tmp_path: Path
) -> None:
    assert find_file_kind(content) == kind
    path = tmp_path / "stock.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_csv(path)
    assert words in say_problem(refused.value.problems[0])


@pytest.mark.parametrize("content", [b"", b"place,item\n", "\ufeffplace".encode(), b"<5 kg,item\n"])
def test_text_is_text(content: bytes) -> None:
    assert find_file_kind(content) == "text"


@pytest.mark.parametrize(("content", "words"), [(KINDS[1][0], "save it as .xlsx"), (KINDS[2][0], "save it as .xlsx")])
def test_other_workbooks_are_named_where_one_is_expected(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.ods"
    path.write_bytes(content)
    assert is_workbook_file(path)
    with pytest.raises(Refused) as refused:
        read_workbook(path, frozenset({"stock"}))
    assert words in say_problem(refused.value.problems[0])


def test_arabic_as_excel_saves_it_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "stock.csv"
    path.write_bytes("الصنف,الكمية\nعدس أحمر,50\n".encode("cp1256"))
    with pytest.raises(Refused) as refused:
        read_csv(path)
    assert "Windows-1256" in say_problem(refused.value.problems[0])
