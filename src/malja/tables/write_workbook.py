"""A workbook as a file: the same bytes for the same content, whenever and wherever it is written."""

from __future__ import annotations

import datetime
import io
import zipfile

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

#: A zip archive knows no earlier date.
_ARCHIVE_START = (1980, 1, 1, 0, 0, 0)


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
