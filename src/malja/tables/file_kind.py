"""What kind of file it is, by its first bytes: names are often wrong, and a workbook may be called stock.csv."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Literal

FileKind = Literal["workbook", "old_workbook", "open_document", "archive", "pdf", "page", "text"]

#: How the file format that went before .xlsx begins (.xls), and workbooks that are locked with a password.
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
#: Web pages that are called .xls: programs export tables so.
_PAGE = re.compile(rb"\s*<(!doctype html|html|table|\?xml|meta|head)", re.IGNORECASE)


def find_file_kind(content: bytes) -> FileKind:
    """The kind of a file by what it holds; `archive`: zipped, and no workbook."""
    if content.startswith(_OLD_OR_LOCKED):
        return "old_workbook"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    if content.startswith(b"%PDF"):
        return "pdf"
    return "page" if _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")) else "text"


def is_workbook_file(path: Path) -> bool:
    """Whether a file is a workbook of any kind, or is called one."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return True
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError:
        return False
    return head.startswith((b"PK\x03\x04", _OLD_OR_LOCKED))


def _kind_of_archive(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "archive"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "workbook"
    return "open_document" if "mimetype" in names and "content.xml" in names else "archive"
