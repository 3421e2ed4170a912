"""Excel workbooks (.xlsx): one sheet a table, values only; merged cells and formulas without a value are refused."""

from __future__ import annotations

import datetime
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from malja.problems import Problem, Refused
from malja.tables.file_kind import FileKind, find_file_kind
from malja.tables.number_formats import apply_date_format, apply_format
from malja.tables.sheets import Raw, RawRow, Sheet, Unreadable, is_cell_error

_LARGEST_WORKBOOK = 20_000_000
_LARGEST_UNPACKED = 100_000_000
_MOST_CELLS = 2_000_000
#: Elements of all parts together: a cell with its value is four at most.
MOST_ELEMENTS = 8_000_000
#: Cells of all merged ranges of a sheet together; their first few are named one by one, these can only be refused.
MOST_MERGED = 100_000
_PIECE = 1_000_000
#: A merged range's tag is shorter: what stands across two pieces is looked at with both.
_LONGEST_TAG = 200
_MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^>]{0,100}?ref\s*=\s*[\"']([^\"'<>]{1,40})[\"']")
#: Files that people take for workbooks that can be read, with the code of what to do.
_OTHER_KINDS: dict[FileKind, str] = {
    "old_workbook": "workbook_old",
    "open_document": "workbook_open_document",
    "pdf": "workbook_broken",
    "page": "workbook_page",
    "text": "workbook_broken",
}


def read_workbook(
    path: Path, tables: frozenset[str], *, only: str = ""
) -> tuple[dict[str, Sheet], tuple[Problem, ...]]:
    """The sheets of a workbook by table, and a problem for each sheet that is left out.

    Names are matched in lower case, sheets whose name starts with _ are skipped, and so are hidden ones, which the
    notices of the others say; where the workbook has no more than one sheet besides, it is the table `only`, whatever
    it is called. Left out are sheets that are none of `tables`,
    that have merged cells, or more than `_MOST_CELLS` cells. Hidden rows and columns are read, and a notice says so.
    Text that spells a number (1.300) may have been typed with either decimal sign, as in CSV with semicolons. Cells
    that hold an error or a formula without a stored value come as Unreadable. Raises Refused when the file is no
    workbook or is too large.
    """
    label = path.name
    formulas, values = _load(_guarded(path, label), label)
    sheets: dict[str, Sheet] = {}
    problems: list[Problem] = []
    named = [sheet for sheet in formulas.worksheets if not str(sheet.title).strip().startswith("_")]
    counted = [sheet for sheet in named if sheet.sheet_state == "visible"]
    hidden = [Problem(code="sheet_hidden", file=f"{label}:{sheet.title}") for sheet in named if sheet not in counted]
    if hidden and not counted:
        return {}, tuple(hidden)
    for sheet in counted:
        name = only if only and len(counted) == 1 else str(sheet.title).strip().lower()
        called = f"{label}:{sheet.title}"
        wrong = _refusals(sheet, name, tables, sheets, called)
        problems += wrong
        if not wrong:
            sheets[name] = Sheet(
                file=called,
                rows=_rows(sheet, values[sheet.title]),
                decimal_comma=True,
                notices=(*(() if sheets else hidden), *_notice_hidden(sheet, called)),
            )
    return sheets, tuple(problems)


def _refuse(code: str, label: str, **values: str) -> Refused:
    return Refused([Problem(code=code, file=label, values=tuple(values.items()))])


def _guarded(path: Path, label: str) -> bytes:
    """The file, refused if it is no workbook or would unpack to more than memory should hold; nothing is unpacked."""
    try:
        if not path.is_file():
            raise _refuse("file_missing", label)
        with path.open("rb") as file:
            content = file.read(_LARGEST_WORKBOOK + 1)
        if len(content) > _LARGEST_WORKBOOK:
            raise _refuse("file_large", label, most=f"{_LARGEST_WORKBOOK // 10**6} MB")
        other = _OTHER_KINDS.get(find_file_kind(content))
        if other:
            raise _refuse(other, label)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked <= _LARGEST_UNPACKED:
                _check_parts(archive, label)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, NotImplementedError) as trouble:
        raise _refuse("workbook_broken", label) from trouble
    except OSError as trouble:
        raise _refuse("file_unreadable", label, reason=trouble.strerror or "") from trouble
    if unpacked > _LARGEST_UNPACKED:
        raise _refuse("workbook_unpacks", label, most=f"{_LARGEST_UNPACKED // 10**6} MB")
    return content


def _check_parts(archive: zipfile.ZipFile, label: str) -> None:
    """Raise Refused where a part is huge once it is read: too many elements, vast merged ranges, entities.

    No workbook has a document type, from which entities come. Raises what zipfile raises for a broken archive.
    """
    elements = 0
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        merged, before = 0, b""
        with archive.open(part) as file:
            while piece := file.read(_PIECE).replace(b"\0", b""):  # in UTF-16 every other byte is zero
                elements += piece.count(b"<")
                text = before + piece
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise Refused([Problem(code="workbook_broken", file=label)])
                found = list(_MERGED.finditer(text))
                merged += sum(_count_cells(one[1]) for one in found if one.end() > len(before))
                if elements > MOST_ELEMENTS or merged > MOST_MERGED:
                    values = (("most", f"{MOST_ELEMENTS // 4:,}"),)
                    raise Refused([Problem(code="sheet_large", file=f"{label}:{part.filename}", values=values)])
                before = text[-_LONGEST_TAG:]


def _count_cells(ref: bytes) -> int:
    try:
        first_column, first_row, last_column, last_row = range_boundaries(ref.decode("ascii"))
    except (ValueError, TypeError, UnicodeDecodeError):
        return 0
    sides = (first_column, first_row, last_column, last_row)
    if any(side is None for side in sides):
        return MOST_MERGED + 1
    return int((abs(last_column - first_column) + 1) * (abs(last_row - first_row) + 1))


def _load(content: bytes, label: str) -> tuple[Workbook, Workbook]:
    """The workbook with its formulas, and with the values that were stored for them (the same where it has none)."""
    # What openpyxl and the parts below it raise for a broken file; openpyxl promises no error of its own.
    broken = (
        AttributeError,
        EOFError,
        InvalidFileException,
        LookupError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        SyntaxError,  # xml.etree.ElementTree.ParseError
        TypeError,
        ValueError,
        struct.error,
        zipfile.BadZipFile,
        zlib.error,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts of the workbook that openpyxl can't keep: we only read cells
        try:
            formulas = load_workbook(io.BytesIO(content))
            if not any(_has_formula(sheet) for sheet in formulas.worksheets):
                return formulas, formulas
            return formulas, load_workbook(io.BytesIO(content), data_only=True)
        except broken as trouble:
            raise _refuse("workbook_broken", label) from trouble


def _cells(sheet: Worksheet) -> int:
    return int(sheet.max_row) * int(sheet.max_column)


def _has_formula(sheet: Worksheet) -> bool:
    return _cells(sheet) <= _MOST_CELLS and any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def _refusals(
    sheet: Worksheet, name: str, tables: frozenset[str], known: dict[str, Sheet], called: str
) -> list[Problem]:
    if name not in tables:
        allowed = ", ".join(sorted(tables))
        return [Problem(code="unknown_sheet", file=called, values=(("tables", allowed),))]
    if name in known:
        return [Problem(code="duplicate_sheet", file=called)]
    if _cells(sheet) > _MOST_CELLS:
        return [Problem(code="sheet_large", file=called, values=(("most", f"{_MOST_CELLS:,}"),))]
    return [
        Problem(code="merged_cells", file=called, row=merged.min_row, value=str(merged.coord))
        for merged in sorted(sheet.merged_cells.ranges, key=lambda merged: (merged.min_row, merged.min_col))
    ]


def _notice_hidden(sheet: Worksheet, called: str) -> Iterator[Problem]:
    """Which rows and columns hold something that nobody sees, because they are filtered out or hidden."""
    hidden_rows = [
        number
        for number, size in sorted(sheet.row_dimensions.items())
        if size.hidden and number <= sheet.max_row and _holds(sheet[number])
    ]
    if hidden_rows:
        yield Problem(code="rows_hidden", file=called, values=(("rows", _say_ranges(hidden_rows)),))
    letters = [
        get_column_letter(number)
        for size in sheet.column_dimensions.values()
        if size.hidden
        for number in range(size.min or 1, min(size.max or 1, sheet.max_column) + 1)
        if _holds(cell for (cell,) in sheet.iter_rows(min_col=number, max_col=number))
    ]
    if letters:
        yield Problem(code="columns_hidden", file=called, values=(("columns", ", ".join(letters)),))


def _holds(cells: Iterable[Any]) -> bool:
    return any(cell.value is not None for cell in cells)


def _say_ranges(numbers: list[int]) -> str:
    """Row numbers in order, those that follow each other as 3-7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def _rows(formulas: Worksheet, values: Worksheet) -> Iterator[tuple[int, RawRow]]:
    pairs = zip(formulas.iter_rows(), values.iter_rows(max_row=formulas.max_row), strict=False)
    for number, (written, stored) in enumerate(pairs, start=1):
        yield number, [_raw(cell, value) for cell, value in zip(written, stored, strict=False)]


def _raw(written: Any, stored: Any) -> Raw:
    if written.data_type == "f" and stored.value is None:
        return Unreadable(code="formula_without_value", value=str(getattr(written.value, "text", written.value)))
    value = stored.value
    if stored.data_type == "e" or (isinstance(value, str) and is_cell_error(value)):
        return Unreadable(code="cell_error", value=str(value))
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return apply_format(value, written.number_format)
    if isinstance(value, datetime.date):
        return apply_date_format(value, written.number_format)
    if isinstance(value, datetime.time | datetime.timedelta):
        return Unreadable(code="date_time_of_day", value=str(value))
    return str(value)
