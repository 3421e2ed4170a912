"""A workbook as a file: the same bytes for the same content, whenever and wherever it is written."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from malja.files import write_whole
from malja.tables.formula_guard import guard_formula

#: A zip archive knows no earlier date.
_ARCHIVE_START = (1980, 1, 1, 0, 0, 0)
#: Parts of a workbook that would be lost if it were written again.
_LOST = ("xl/charts/", "xl/media/", "xl/vbaProject", "xl/pivotTables/", "xl/slicers/", "xl/externalLinks/")


def make_workbook_bytes(workbook: Workbook, date: datetime.date) -> bytes:
    """The workbook as a file that says it was made on `date`: nothing in it depends on when it was really written."""
    moment = datetime.datetime.combine(date, datetime.time())
    workbook.properties.created = workbook.properties.modified = moment
    workbook.properties.creator = workbook.properties.lastModifiedBy = "malja"
    written = io.BytesIO()
    # Not `workbook.save`, which puts the time of writing in; stored, not packed: it is packed once, below.
    with zipfile.ZipFile(written, "w") as archive:
        ExcelWriter(workbook, archive).write_data()
    return _undated(written)


def append_sheet_rows(path: Path, sheet_name: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bool:
    """Write rows of cells by column below those of a sheet, which is begun with `columns` if it is not there.

    False, and nothing is written, where its heading lacks a column of which a row says something, and where the
    workbook has charts, pictures or programs, which writing it again would lose. Raises OSError.
    """
    with zipfile.ZipFile(path) as parts:
        if any(name.startswith(_LOST) for name in parts.namelist()):
            return False
    book = load_workbook(path)
    sheet = next((one for one in book.worksheets if one.title.strip().lower() == sheet_name), None)
    if sheet is None:
        sheet = book.create_sheet(sheet_name)
        sheet.append(list(columns))
    heading = [str(cell.value or "").strip().casefold() for cell in sheet[1]]
    if not has_room(heading, rows):
        return False
    filled = [row for row in range(1, sheet.max_row + 1) if any(cell.value is not None for cell in sheet[row])]
    for place, row in enumerate(rows, start=max(filled) + 1):
        for column, name in enumerate(heading, start=1):
            if row.get(name):
                sheet.cell(place, column).value = guard_formula(row[name])
    out = io.BytesIO()
    book.save(out)
    write_whole(path, out.getvalue())
    return True


def has_room(heading: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether a heading has a column for each cell that says something."""
    return all(name in heading for row in rows for name, cell in row.items() if cell)


def _undated(written: io.BytesIO) -> bytes:
    """The same archive, every entry with the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, _ARCHIVE_START)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Otherwise the entry names the system that wrote it.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            copy.writestr(entry, archive.read(name))
    return out.getvalue()
