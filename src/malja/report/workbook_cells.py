"""Cells and sheets of Excel workbooks: text is never a formula, and everything looks like what it is."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from functools import lru_cache, partial

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from malja.language.clean_text import clean_text, cut_text
from malja.language.isolation import strip_marks
from malja.language.speech import current_speech
from malja.tables.formula_guard import guard_formula

#: Excel's own limit is 32,767; nobody reads that.
_LONGEST_CELL = 1000
_LONGEST_SHEET_NAME = 31
#: What no sheet's name may hold, and the apostrophe, which may not stand at its ends.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")

#: Of one line of text, in points.
_LINE_HEIGHT = 15
#: Excel's number for A4.
_PAPER_A4 = 9
#: The font of a workbook's plain cells; a bold one that names none is drawn in another one by LibreOffice.
FAMILY, SIZE = "Calibri", 11

CellValue = str | float | int | datetime.date | None


def put_cell(sheet: Worksheet, row: int, column: int, value: CellValue, style: str = "") -> Cell:
    """Write a cell: text is never a formula, dates and numbers look like what they are. `style`: bold, head or wrap."""
    cell: Cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        _put_text(cell, value)
    elif value is not None:
        cell.value = value
        cell.number_format = _number_format(value)
    if style == "bold":
        cell.font = Font(name=FAMILY, size=SIZE, bold=True)
    if style == "head":
        _style_heading(cell)
    if style == "wrap":
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _put_text(cell: Cell, text: str) -> None:
    """Put text into a cell: what looks like a formula or an error stays text, for the type is set by hand."""
    cell.value = _safe(text)
    cell.data_type = "s"


@lru_cache(maxsize=4096)
def _safe(text: str) -> str:
    """Text as a cell may hold it; the same names stand in thousands of rows."""
    return cut_text(guard_formula(clean_text(text)), _LONGEST_CELL)


def _style_heading(cell: Cell) -> None:
    """Bold, on a ground of its own."""
    cell.font = Font(name=FAMILY, size=SIZE, bold=True)
    cell.fill = PatternFill("solid", fgColor="DDE6EE")
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _number_format(value: float | datetime.date) -> str:
    """The format of a date or a number; a whole one without a point, which Excel would leave standing alone: 102."""
    if isinstance(value, datetime.date):
        return "yyyy-mm-dd"
    return "#,##0" if value == int(value) else "#,##0.###"


def put_heading(sheet: Worksheet, row: int, titles: Sequence[str], widths: Sequence[float]) -> None:
    """The heading of a table: bold, repeated on every printed page; and the widths of its columns in characters."""
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), 1):
        put_cell(sheet, row, column, title, "head")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = sheet.cell(row=row + 1, column=1)


def set_up_print(sheet: Worksheet) -> None:
    """From the side where reading begins; landscape on A4, as wide as one page, with its name and the page's number."""
    sheet.sheet_view.rightToLeft = current_speech().language.direction == "rtl"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _PAPER_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P / &N"


def choose_sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts, and no other sheet has (Excel does not tell capitals from small letters)."""
    name = _FORBIDDEN.sub(" ", strip_marks(clean_text(wanted))).strip()[:_LONGEST_SHEET_NAME].strip() or "-"
    unique, number = name, 1
    while unique.casefold() in taken or unique.casefold() == "history":
        number += 1
        unique = f"{name[: _LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
    taken.add(unique.casefold())
    return unique


class SheetWriter:
    """A sheet that is written line by line and then closed: a heading, frozen and with filters, and any number of rows.

    The workbook is write-only: thousands of rows cost neither memory nor much time.
    """

    def __init__(self, workbook: Workbook, title: str, headings: Sequence[str], widths: Sequence[float]) -> None:
        self._sheet = workbook.create_sheet(title)
        self._last = get_column_letter(len(headings))
        self._rows = 1
        # A row is written as it is added, so that one cell for each look of a column will do.
        self._cells: dict[tuple[int, str], Cell] = {}
        self._new = partial(WriteOnlyCell, self._sheet)
        for column, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(column)].width = width
        self._sheet.freeze_panes = "A2"
        self._sheet.print_title_rows = "1:1"
        set_up_print(self._sheet)
        # Nobody measures a row that is written at once: the heading gets room for the lines that it wraps into.
        lines = max(math.ceil(1.2 * len(text) / width) for text, width in zip(headings, widths, strict=True))
        self._sheet.row_dimensions[1].height = _LINE_HEIGHT * lines
        cells = [self._new() for _ in headings]
        for cell, text in zip(cells, headings, strict=True):
            _put_text(cell, text)
            _style_heading(cell)
        self._sheet.append(cells)

    def add(self, row: Sequence[CellValue], shares: Sequence[bool]) -> None:
        """A row; numbers where `shares` says so are shown as per cent."""
        cells = enumerate(zip(row, shares, strict=True))
        self._sheet.append([self._cell(column, value, share) for column, (value, share) in cells])
        self._rows += 1

    def close(self) -> None:
        """Put filters over what was written."""
        self._sheet.auto_filter.ref = f"A1:{self._last}{self._rows}"

    def _cell(self, column: int, value: CellValue, share: bool) -> Cell | None:
        if value is None:
            return None
        if isinstance(value, str):
            cell = self._like(column, "General")
            _put_text(cell, value)
            return cell
        cell = self._like(column, "0.0%" if share and isinstance(value, float | int) else _number_format(value))
        cell.value = value
        return cell

    def _like(self, column: int, look: str) -> Cell:
        """The column's cell of a look."""
        if (column, look) not in self._cells:
            cell = self._cells[column, look] = self._new()
            cell.number_format = look
            if look == "General" and self._sheet.sheet_view.rightToLeft:
                # Text in Latin letters too stands under its heading.
                cell.alignment = Alignment(horizontal="right")
        return self._cells[column, look]
