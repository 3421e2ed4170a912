"""CSV files: UTF-8 with or without a byte-order mark, cells separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from malja.problems import Problem, Refused
from malja.tables.sheets import RawRow, Sheet, Unreadable

_LARGEST_FILE = 20_000_000
_SEPARATORS = (",", ";", "\t")
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_csv(path: Path, name: str | None = None) -> Sheet:
    """The file as a sheet, called `name` in problems (its own name if None); the separator is that of its heading.

    Raises Refused when the file can't be read, is larger than LARGEST_FILE bytes, or is not UTF-8 text.
    """
    label = name or path.name
    text = read_text(path, label)
    separator = _separator(text)
    return Sheet(file=label, rows=_rows(text, separator), decimal_comma=separator == ";")


def read_text(path: Path, label: str) -> str:
    """The text of a UTF-8 file; raises Refused, with the position of the first wrong byte, for anything else."""
    content = _bytes(path, label)
    if content[:2] in _MARKS:
        raise Refused([Problem(code="file_encoding", file=label, values=(("byte", "1"),))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        offset = wrong.start + 1 + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
        raise Refused([Problem(code="file_encoding", file=label, values=(("byte", str(offset)),))]) from wrong
    if "\x00" in text:
        position = len(text[: text.index("\x00")].encode()) + 1
        raise Refused([Problem(code="file_nul", file=label, values=(("byte", str(position)),))])
    return text


def _bytes(path: Path, label: str) -> bytes:
    try:
        if not path.is_file():
            raise Refused([Problem(code="file_missing", file=label)])
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as trouble:
        raise Refused(
            [Problem(code="file_unreadable", file=label, values=(("reason", trouble.strerror or ""),))]
        ) from trouble
    if len(content) > _LARGEST_FILE:
        raise Refused([Problem(code="file_large", file=label, values=(("most", f"{_LARGEST_FILE // 10**6} MB"),))])
    return content


def _separator(text: str) -> str:
    """The separator that splits the heading (the first line that is neither blank nor a comment) into most cells."""
    for line in io.StringIO(text):
        if line.strip(' \t\r\n,;"') and not line.lstrip(' \t"').startswith("#"):
            return max(_SEPARATORS, key=lambda separator: line.count(separator))
    return ","


def _rows(text: str, separator: str) -> Iterator[tuple[int, RawRow]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells: RawRow = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            # The reader carries on with the next line. Its own limit (131,072 characters) stops huge cells early.
            too_long = str(trouble).startswith("field larger")
            cells = Unreadable(code="cell_huge" if too_long else "csv_quotes")
        yield number, cells
