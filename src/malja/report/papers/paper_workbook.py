"""The papers as a workbook: a sheet each, laid out to be printed, corrected and sent on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from malja.language.speech import current_speech
from malja.report.papers.form import Form, FormColumn
from malja.report.workbook_cells import FAMILY, SIZE, CellValue, choose_sheet_name, put_cell, put_heading, set_up_print
from malja.tables.write_workbook import make_workbook_bytes

#: Columns that a field of the head takes: its label, its value.
_FIELDS_ACROSS = 4
#: Characters of Excel's own width for a share of the printed page.
_WIDER = 0.62
#: Points: a line of text, the heading, room for a hand that writes, the title.
_LINE, _HEADING, _ROW_HEIGHT, _TITLE = 14.5, 45, 24, 15


def make_paper_workbook(forms: Sequence[Form], made: datetime.date) -> bytes:
    """The forms as an Excel workbook, a sheet each; the same forms give the same bytes. Text is never a formula."""
    book = Workbook()
    taken: set[str] = set()
    for number, form in enumerate(forms):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = choose_sheet_name(_name(form, forms), taken)
        _form(sheet, form)
    return make_workbook_bytes(book, made)


def _name(form: Form, forms: Sequence[Form]) -> str:
    """A sheet's name: which paper, and of which vehicle where there are several."""
    several = len({one.paper for one in forms}) > 1
    return f"{form.name} {form.paper.rpartition('-')[2]}" if several else form.name


def _form(sheet: Worksheet, form: Form) -> None:
    for row, text in enumerate((form.title, form.paper, form.about), 1):
        cell = put_cell(sheet, row, 1, text, "bold")
        cell.font = Font(name=FAMILY, size=_TITLE if row < 3 else SIZE, bold=row < 3)
        _across(sheet, row, len(form.columns))
        sheet.row_dimensions[row].height = 1.4 * (_TITLE if row < 3 else SIZE)
    row = _head(sheet, form, 5)
    row = _table(sheet, form, row + 1)
    for note in form.notes:
        put_cell(sheet, row, 1, note)
        _across(sheet, row, len(form.columns))
        row += 1
    _boxes(sheet, form, row + 1)
    set_up_print(sheet)
    # The head stands on the first page only; of the table, every page has the headings.
    sheet.oddFooter.left.text = form.paper


def _head(sheet: Worksheet, form: Form, row: int) -> int:
    """The fields, four across, each label above its value; comes back with the row below them."""
    spans = _spans(len(form.columns))
    for number, field in enumerate(form.fields):
        at = row + 2 * (number // _FIELDS_ACROSS)
        first, last = spans[number % _FIELDS_ACROSS]
        _begin(put_cell(sheet, at, first, field.label))
        _begin(put_cell(sheet, at + 1, first, field.value, "bold"))
        for line in (at, at + 1):
            sheet.merge_cells(start_row=line, end_row=line, start_column=first, end_column=last)
        _underline(sheet, at + 1, first, last)
    return row + 2 * -(-len(form.fields) // _FIELDS_ACROSS)


def _spans(columns: int) -> list[tuple[int, int]]:
    """The first and last column of each field across the table."""
    ends = [round(columns * number / _FIELDS_ACROSS) for number in range(_FIELDS_ACROSS + 1)]
    return [(first + 1, last) for first, last in pairwise(ends)]


def _table(sheet: Worksheet, form: Form, row: int) -> int:
    """The table with its headings; comes back with the row below it and a blank one."""
    _groups(sheet, form.columns, row)
    row += 1
    put_heading(sheet, row, [one.heading for one in form.columns], [one.width * _WIDER for one in form.columns])
    sheet.freeze_panes = None
    sheet.row_dimensions[row].height = _HEADING
    for number, cells in enumerate((*form.rows, form.totals), row + 1):
        total = number == row + 1 + len(form.rows)
        for column, value in enumerate(cells, 1):
            cell = put_cell(sheet, number, column, _cell(value), "bold" if total else "")
            cell.border = _border("left", "right", "top", "bottom")
            _begin(cell, number=form.columns[column - 1].kind == "number")
        sheet.row_dimensions[number].height = _height(form.columns, cells)
    for column in range(1, len(form.columns) + 1):
        _begin(sheet.cell(row=row, column=column))
    return row + len(form.rows) + 3


def _groups(sheet: Worksheet, columns: Sequence[FormColumn], row: int) -> None:
    """What stands above several columns."""
    at = 1
    for group, grouped in groupby(columns, key=lambda column: column.group):
        many = len(list(grouped))
        if group:
            _begin(put_cell(sheet, row, at, group, "head"))
            sheet.merge_cells(start_row=row, end_row=row, start_column=at, end_column=at + many - 1)
        at += many


def _boxes(sheet: Worksheet, form: Form, row: int) -> None:
    """The boxes to sign in, three across."""
    third = len(form.columns) / 3
    for number, box in enumerate(form.boxes):
        across, down = number % 3, number // 3
        first, last = round(across * third) + 1, round((across + 1) * third)
        top = row + 6 * down
        _begin(put_cell(sheet, top, first, box.title, "bold"), wrap=False)
        for below, line in enumerate(box.lines, 1):
            _begin(put_cell(sheet, top + below, first, line), wrap=False)
            _underline(sheet, top + below, first, last)
            sheet.row_dimensions[top + below].height = _ROW_HEIGHT - 6


def _across(sheet: Worksheet, row: int, columns: int) -> None:
    """One cell as wide as the table."""
    _begin(sheet.cell(row=row, column=1))
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _begin(cell: Cell, *, number: bool = False, wrap: bool = True) -> None:
    """Text begins where its language does, numbers end on the right in every language."""
    cell.alignment = _alignment("right" if number else "start", current_speech().language.direction, wrap)


@cache
def _alignment(side: str, direction: str, wrap: bool) -> Alignment:
    begins = "right" if direction == "rtl" else "left"
    order = 2 if direction == "rtl" else 1
    side = begins if side == "start" else side
    return Alignment(horizontal=side, vertical="center", wrap_text=wrap, readingOrder=order)


def _height(columns: Sequence[FormColumn], cells: Sequence[CellValue]) -> float:
    """Room for the longest text of a row: Excel does not find it out itself when a file is made elsewhere."""
    lines = max(
        -(-len(value) // max(1, int(column.width * _WIDER)))
        for column, value in zip(columns, (str(value or "") for value in cells), strict=True)
    )
    return max(_ROW_HEIGHT, (lines + 0.3) * _LINE)


def _cell(value: CellValue) -> CellValue:
    return round(value, 6) if isinstance(value, float) else value


def _underline(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """A line to write on."""
    for column in range(first, last + 1):
        sheet.cell(row=row, column=column).border = _border("bottom")


@cache
def _border(*sides: str) -> Border:
    """Thin grey lines on some sides of a cell."""
    return Border(**dict.fromkeys(sides, Side(style="thin", color="969696")))
