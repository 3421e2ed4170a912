"""Cells and sheets of Excel workbooks: text is never a formula, and everything looks like what it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from malja.report.clean_text import clean, cut
from malja.tables.guard import guarded

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

#: Excel's own limit is 32,767; nobody reads that.
LONGEST_CELL = 1000
LONGEST_SHEET_NAME = 31
#: What no sheet's name may hold, and the apostrophe, which may not stand at its ends.
FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")

Value = str | float | int | datetime.date | None


def put(sheet: Worksheet, row: int, column: int, value: Value, style: str = "") -> Cell:
    """Write a cell: text is never a formula, dates and numbers look like what they are. `style`: bold, head or wrap."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell: Cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        # The type is set by hand: text that looks like a formula or an error stays text.
        cell.value = cut(guarded(clean(value)), LONGEST_CELL)
        cell.data_type = "s"
    elif value is not None:
        cell.value = value
        cell.number_format = "yyyy-mm-dd" if isinstance(value, datetime.date) else "#,##0.###"
    if style in ("bold", "head"):
        cell.font = Font(bold=True)
    if style == "head":
        cell.fill = PatternFill("solid", fgColor="DDE6EE")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if style == "wrap":
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def heading(sheet: Worksheet, row: int, titles: Sequence[str], widths: Sequence[float]) -> None:
    """The heading of a table: bold, repeated on every printed page; and the widths of its columns in characters."""
    from openpyxl.utils import get_column_letter

    for column, (title, width) in enumerate(zip(titles, widths, strict=True), 1):
        put(sheet, row, column, title, "head")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = sheet.cell(row=row + 1, column=1)


def for_print(sheet: Worksheet) -> None:
    """Landscape on A4, as wide as one page, with its name and the page's number below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P / &N"


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts, and no other sheet has (Excel does not tell capitals from small letters)."""
    name = FORBIDDEN.sub(" ", clean(wanted)).strip()[:LONGEST_SHEET_NAME].strip() or "-"
    unique, number = name, 1
    while unique.casefold() in taken or unique.casefold() == "history":
        number += 1
        unique = f"{name[: LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
    taken.add(unique.casefold())
    return unique
