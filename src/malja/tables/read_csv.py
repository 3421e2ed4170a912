"""CSV files: UTF-8 with or without a byte-order mark, cells separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from malja.problems import Problem, Refused
from malja.tables.file_kind import FileKind, find_file_kind
from malja.tables.sheets import Raw, RawRow, Sheet, Unreadable, is_blank, is_cell_error

_LARGEST_FILE = 20_000_000
#: Rows of a file: an operation's tables are far smaller, and registers too.
_MOST_ROWS = 400_000
_SEPARATORS = (",", ";", "\t")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: Files that are no text, with the code of what to do.
_OTHER_KINDS: dict[FileKind, str] = {
    "workbook": "csv_is_workbook",
    "old_workbook": "csv_is_old_workbook",
    "open_document": "csv_is_open_document",
    "archive": "csv_is_archive",
    "pdf": "csv_is_pdf",
    "page": "csv_is_page",
}


#: A comment above the heading; # alone in the first cell heads a column of numbers.
_COMMENT = re.compile(r'[ \t"]*#(?!"?\s*[,;\t])')


#: The first line by which Excel is told the separator.
_NAMED_SEPARATOR = re.compile(r'"?sep=([,;\t])"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)


def read_csv(path: Path, name: str | None = None) -> Sheet:
    """The file as a sheet, called `name` in problems (its own name if None); the separator is that of its heading.

    Raises Refused when the file can't be read, is larger than LARGEST_FILE bytes, has more than MOST_ROWS lines, or is
    not UTF-8 text.
    """
    label = name or path.name
    text = read_text_file(path, label)
    if text.count("\n") > _MOST_ROWS or text.count("\r") > _MOST_ROWS:
        raise Refused([Problem(code="file_rows", file=label, values=(("most", f"{_MOST_ROWS:,}"),))])
    rows: Iterable[tuple[int, RawRow]]
    named = _NAMED_SEPARATOR.match(text)
    if named is None:
        separator = _separator(text)
        rows = _rows(text, separator)
    else:
        # Excel's own first line: the row is there and holds nothing.
        separator = named[1]
        rows = chain([(1, ())], _rows(text[named.end() :], separator, first=2))
    return Sheet(file=label, rows=rows, decimal_comma=separator == ";")


def read_text_file(path: Path, label: str) -> str:
    """The text of a UTF-8 file; raises Refused, with the position of the first wrong byte, for anything else."""
    content = _bytes(path, label)
    other = _OTHER_KINDS.get(find_file_kind(content))
    if other:
        raise Refused([Problem(code=other, file=label)])
    if content[:2] in _UTF_16_MARKS:
        raise Refused([Problem(code="file_encoding", file=label, values=(("byte", "1"), ("encoding", "UTF-16")))])
    try:
        text = content.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as wrong:
        code = f"file_encoding_{guess}" if (guess := _guess_encoding(content)) else "file_encoding"
        values = (("byte", str(wrong.start + 1)), ("encoding", "Windows-1252"))
        raise Refused([Problem(code=code, file=label, values=values)]) from wrong
    if "\x00" in text:
        position = len(text[: text.index("\x00")].encode()) + 1
        raise Refused([Problem(code="file_nul", file=label, values=(("byte", str(position)),))])
    return text


def _guess_encoding(content: bytes) -> str:
    """`arabic`, if a file looks like Arabic as Excel saves it in Windows-1256; blank: nothing is sure enough to say."""
    words = re.findall(r"[^\W\d_]+", content[:100_000].decode("cp1256", errors="replace"))
    own = [word for word in words if not word.isascii()]
    arabic = [word for word in own if len(word) > 2 and all("\u0621" <= letter <= "\u0652" for letter in word)]
    return "arabic" if arabic and len(arabic) * 2 > len(own) else ""


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
    for line in io.StringIO(text, newline=None):
        if line.strip(' \t\r\n,;"') and not _COMMENT.match(line):
            return max(_SEPARATORS, key=lambda separator: line.count(separator))
    return ","


#: How people and programs keep Excel from making a number of 00123 in CSV: a formula that gives the text.
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


def _read_cells(texts: Sequence[str]) -> Sequence[Raw]:
    """The cells of a row: ="00123" without its wrapping, Excel's errors as what they are.

    A line of ##### alone is an ornament between comments, no error.
    """
    if not any("#" in text or "=" in text for text in texts):
        return texts
    if len([text for text in texts if not is_blank(text)]) == 1 and texts[0].strip("# ") == "":
        return texts
    return [_read_text(text) for text in texts]


def _read_text(text: str) -> Raw:
    if is_cell_error(text):
        return Unreadable(code="cell_error", value=text.strip())
    wrapped = _TEXT_FORMULA.fullmatch(text.strip())
    return wrapped[1].replace('""', '"') if wrapped else text


def _rows(text: str, separator: str, first: int = 1) -> Iterator[tuple[int, RawRow]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = first - 1
    while True:
        number += 1
        try:
            cells: RawRow = _read_cells(next(reader))
        except StopIteration:
            return
        except csv.Error as trouble:
            # The reader carries on with the next line. Its own limit (131,072 characters) stops huge cells early.
            too_long = str(trouble).startswith("field larger")
            cells = Unreadable(code="cell_huge" if too_long else "csv_quotes")
        yield number, cells
