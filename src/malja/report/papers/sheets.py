"""The papers as a workbook: a sheet each, laid out to be printed, corrected and sent on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from malja.language.speech import current
from malja.report.papers.form import Column, Form, Value
from malja.report.workbook_cells import for_print, heading, put, sheet_name
from malja.tables.workbook_bytes import as_bytes

if TYPE_CHECKING:
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

#: Columns that a field of the head takes: its label, its value.
FIELDS_ACROSS = 4
#: Characters of Excel's own width for a share of the printed page.
WIDER = 0.62
#: Points: room for a hand that writes.
ROW_HEIGHT = 24


def workbook(forms: Sequence[Form], made: datetime.date) -> bytes:
    """The forms as an Excel workbook, a sheet each; the same forms give the same bytes. Text is never a formula."""
    from openpyxl import Workbook

    book = Workbook()
    taken: set[str] = set()
    for number, form in enumerate(forms):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = sheet_name(_name(form, forms), taken)
        _form(sheet, form)
    return as_bytes(book, made)


def _name(form: Form, forms: Sequence[Form]) -> str:
    """A sheet's name: which paper, and of which vehicle where there are several."""
    several = len({one.paper for one in forms}) > 1
    return f"{form.name} {form.paper.rpartition('-')[2]}" if several else form.name


def _form(sheet: Worksheet, form: Form) -> None:
    put(sheet, 1, 1, form.title, "bold")
    put(sheet, 2, 1, form.paper, "bold")
    put(sheet, 2, 5, form.about)
    row = _head(sheet, form, 4)
    row = _table(sheet, form, row + 1)
    for note in form.notes:
        put(sheet, row, 1, note)
        row += 1
    _boxes(sheet, form, row + 1)
    for_print(sheet)
    # The head stands on the first page only; of the table, every page has the headings.
    sheet.oddFooter.left.text = form.paper


def _head(sheet: Worksheet, form: Form, row: int) -> int:
    """The fields, four across, each label above its value; comes back with the row below them."""
    from openpyxl.styles import Alignment

    spans = _spans(len(form.columns))
    for number, field in enumerate(form.fields):
        at = row + 2 * (number // FIELDS_ACROSS)
        first, last = spans[number % FIELDS_ACROSS]
        put(sheet, at, first, field.label)
        value = put(sheet, at + 1, first, field.value, "bold")
        value.alignment = Alignment(horizontal="right" if current().language.direction == "rtl" else "left")
        for line in (at, at + 1):
            sheet.merge_cells(start_row=line, end_row=line, start_column=first, end_column=last)
        _underline(sheet, at + 1, first, last)
    return row + 2 * -(-len(form.fields) // FIELDS_ACROSS)


def _spans(columns: int) -> list[tuple[int, int]]:
    """The first and last column of each field across the table."""
    ends = [round(columns * number / FIELDS_ACROSS) for number in range(FIELDS_ACROSS + 1)]
    return [(first + 1, last) for first, last in pairwise(ends)]


def _table(sheet: Worksheet, form: Form, row: int) -> int:
    """The table with its headings; comes back with the row below it and a blank one."""
    _groups(sheet, form.columns, row)
    row += 1
    heading(sheet, row, [one.heading for one in form.columns], [one.width * WIDER for one in form.columns])
    sheet.freeze_panes = None
    for number, cells in enumerate((*form.rows, form.totals), row + 1):
        total = number == row + 1 + len(form.rows)
        for column, value in enumerate(cells, 1):
            cell = put(
                sheet, number, column, _cell(value), "bold" if total else "wrap" if isinstance(value, str) else ""
            )
            cell.border = _border("left", "right", "top", "bottom")
        sheet.row_dimensions[number].height = ROW_HEIGHT
    return row + len(form.rows) + 3


def _groups(sheet: Worksheet, columns: Sequence[Column], row: int) -> None:
    """What stands above several columns."""
    at = 1
    for group, found in groupby(columns, key=lambda column: column.group):
        many = len(list(found))
        if group:
            put(sheet, row, at, group, "head")
            sheet.merge_cells(start_row=row, end_row=row, start_column=at, end_column=at + many - 1)
        at += many


def _boxes(sheet: Worksheet, form: Form, row: int) -> None:
    """The boxes to sign in, three across."""
    third = len(form.columns) / 3
    for number, box in enumerate(form.boxes):
        across, down = number % 3, number // 3
        first, last = round(across * third) + 1, round((across + 1) * third)
        top = row + 6 * down
        put(sheet, top, first, box.title, "bold")
        for below, line in enumerate(box.lines, 1):
            put(sheet, top + below, first, line)
            _underline(sheet, top + below, first, last)
            sheet.row_dimensions[top + below].height = ROW_HEIGHT - 6


def _cell(value: Value) -> Value:
    return round(value, 6) if isinstance(value, float) else value


def _underline(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """A line to write on."""
    for column in range(first, last + 1):
        sheet.cell(row=row, column=column).border = _border("bottom")


@cache
def _border(*sides: str) -> Border:
    """Thin grey lines on some sides of a cell."""
    from openpyxl.styles import Border, Side

    return Border(**dict.fromkeys(sides, Side(style="thin", color="969696")))
