"""The workbook that `malja new --workbook` writes: a sheet a table, notes in the headings, drop-downs in the cells."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from malja.catalogue.facts import Item
from malja.catalogue.groups import STANDING_GROUPS
from malja.catalogue.load_catalogue import load_catalogue
from malja.goods.find_goods import LABEL_MARK
from malja.language.clean_text import cut_text
from malja.language.isolation import strip_marks
from malja.language.names import say_name
from malja.language.numbers import say_number, say_with_unit
from malja.language.say import say
from malja.operation.rules.references import REFERENCES
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS, SETTINGS_TABLE
from malja.operation.template.example import EXAMPLE_SOURCE_COLUMNS
from malja.tables.cells import LONGEST_KEY
from malja.tables.columns import Column, Table, Value
from malja.tables.formula_guard import guard_formula
from malja.tables.write_workbook import make_workbook_bytes

#: Rows that get drop-downs and checks, and rows of each table that its own names are taken from.
_CHECKED_ROWS = 1000
_OWN_NAMES = 300
#: Sheets whose name starts so are passed over by the reader.
_LISTS_SHEET = "_lists"
_ISO_DATE = "yyyy-mm-dd"

_Explain = Callable[[Column], str]
#: What a cell's list is taken from, by table and column.
_LIST_SOURCES: dict[tuple[str, str], str] = {
    **{(table, column): among for table, column, among in REFERENCES},
    ("running", "input"): "inputs",
    ("lifts", "vehicle"): "vehicles",
}


def make_template_workbook(
    settings: dict[str, Value], rows: dict[str, list[dict[str, Value]]], date: datetime.date, explain: _Explain
) -> bytes:
    """The operation as an Excel file that says it was made on `date`; the same input gives the same bytes.

    `explain` gives the words for a column. Lists of names hold the catalogue's and those of the workbook's own sheets.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    _settings_sheet(workbook.create_sheet(SETTINGS_TABLE.name), settings, explain)
    sources = _sources()
    for table in TABLES:
        _table_sheet(workbook.create_sheet(table.name), table, rows.get(table.name, []), explain, sources)
    _lists_sheet(workbook.create_sheet(_LISTS_SHEET))
    return make_workbook_bytes(workbook, date)


def make_empty_workbook(tables: Iterable[Table], date: datetime.date, explain: _Explain) -> bytes:
    """A workbook with an empty sheet for each table, notes in the headings, words to choose from and bounds of numbers.

    None of the columns may be taken from a list of names. The same input gives the same bytes.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    for table in tables:
        _table_sheet(workbook.create_sheet(table.name), table, [], explain, {}, also=())
    return make_workbook_bytes(workbook, date)


def list_catalogue_names() -> dict[str, list[str]]:
    """The names that the catalogue gives for lists: of both climates, in its order, the warm one first."""
    both = (load_catalogue("warm"), load_catalogue("cold"))
    groups = [*STANDING_GROUPS, *(group.group for catalogue in both for group in catalogue.groups)]
    names: dict[str, Iterable[str]] = {
        "groups": groups,
        "needs": [need.need for catalogue in both for need in catalogue.needs],
        "items": [label_item(item) for catalogue in both for item in catalogue.items],
        "inputs": [running.input for catalogue in both for running in catalogue.running],
        "vehicles": [vehicle.vehicle for vehicle in both[0].vehicles],
    }
    return {name: list(dict.fromkeys(listed)) for name, listed in names.items()}


def label_item(item: Item) -> str:
    """What a list to choose from shows of an item: its id, its name, and what a pack holds in its unit."""
    pack = say_with_unit(say_number(item.pack_quantity), item.unit)
    name = say_name(item.name, item.names)
    for longest in range(len(name), 0, -1):
        label = say("new", "item_label", item=item.item, name=cut_text(name, longest), pack=pack)
        # Marks of direction stay out of what is written into cells; a longer id could not be read back.
        if len(strip_marks(label)) <= LONGEST_KEY:
            break
    return strip_marks(label)


def _sources() -> dict[str, str]:
    """The range that each list is taken from: the sheet of the table itself, or a column of the sheet of lists."""
    ranges = {name: f"{name}!$A$2:$A${_OWN_NAMES + 1}" for name in ("places", "lifts")}
    for place, (name, listed) in enumerate(list_catalogue_names().items()):
        own = 0 if name == "vehicles" else _OWN_NAMES
        letter = "ABCDEFGH"[place]
        ranges[name] = f"{_LISTS_SHEET}!${letter}$2:${letter}${len(listed) + own + 1}"
    return ranges


def _lists_sheet(sheet: Worksheet) -> None:
    """The catalogue's names, and below them formulas that repeat the names of the workbook's own sheets."""
    sheet.sheet_state = "hidden"
    for place, (name, listed) in enumerate(list_catalogue_names().items(), start=1):
        sheet.cell(row=1, column=place, value=name)
        for row, said in enumerate(listed, start=2):
            sheet.cell(row=row, column=place, value=guard_formula(said))
        table = {"inputs": "items", "vehicles": ""}.get(name, name)
        for number in range(_OWN_NAMES if table else 0):
            own, beside = f"{table}!A{number + 2}", f"{table}!B{number + 2}"
            shown = f'{own}&IF({beside}="","","{LABEL_MARK}"&{beside})' if name == "items" else own
            sheet.cell(row=len(listed) + 2 + number, column=place, value=f'=IF({own}="","",{shown})')


def _settings_sheet(sheet: Worksheet, settings: dict[str, Value], explain: _Explain) -> None:
    _heading(sheet, ["key", "value", "note"], [14, 26, 100])
    for row, setting in enumerate(SETTINGS, start=2):
        for column, value in enumerate((setting.name, settings[setting.name], explain(setting)), start=1):
            _write(sheet, row, column, value)
        check = _check(setting, {}, "")
        if check:
            check.add(f"B{row}")
            sheet.add_data_validation(check)


def _table_sheet(
    sheet: Worksheet,
    table: Table,
    rows: list[dict[str, Value]],
    explain: _Explain,
    sources: dict[str, str],
    also: tuple[str, ...] = EXAMPLE_SOURCE_COLUMNS,
) -> None:
    """A table's sheet: its own columns, and those of the source columns that are named in `also`."""
    columns = [column for column in table.all_columns if column in table.columns or column.name in also]
    _heading(sheet, [column.name for column in columns], [_width(column) for column in columns])
    for place, column in enumerate(columns, start=1):
        sheet.cell(row=1, column=place).comment = Comment(explain(column), "malja", height=110, width=320)
        letter = get_column_letter(place)
        if column.kind == "date":
            for row in range(2, _CHECKED_ROWS + 2):
                sheet.cell(row=row, column=place).number_format = _ISO_DATE
        check = _check(column, sources, _LIST_SOURCES.get((table.name, column.name), ""))
        if check:
            check.add(f"{letter}2:{letter}{_CHECKED_ROWS + 1}")
            sheet.add_data_validation(check)
        for row, values in enumerate(rows, start=2):
            _write(sheet, row, place, values.get(column.name))


def _heading(sheet: Worksheet, names: list[str], widths: list[int]) -> None:
    for place, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        cell = sheet.cell(row=1, column=place, value=name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE7F0")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    if value is None:
        return
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, bool):
        cell.value = "yes" if value else "no"
    elif isinstance(value, tuple):
        cell.value = " ".join(repr(one) for one in value)
    else:
        cell.value = guard_formula(value) if isinstance(value, str) else value
    if isinstance(value, datetime.date):
        cell.number_format = _ISO_DATE


def _width(column: Column) -> int:
    """The width of a column in characters."""
    least = {"date": 12, "key": 20, "text": 24}.get(column.kind, 10)
    return max(least, len(column.name) + 2)


def _check(column: Column, sources: dict[str, str], among: str) -> DataValidation | None:
    """What a cell of a column takes, as a check of the spreadsheet: words and names from a list, numbers by bounds.

    Other words than those of a choice are stopped; a name that is not in its list is only warned of: lists have an end.
    """
    if among:
        style = "information" if among == "vehicles" else "warning"
        return DataValidation(type="list", formula1=sources[among], allow_blank=True, errorStyle=style)
    if column.kind in ("choice", "yes_no"):
        words = ",".join(column.choices or ("yes", "no"))
        return DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    if column.kind == "date":
        return DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
    if column.kind not in ("number", "whole"):
        return None
    kind = "whole" if column.kind == "whole" else "decimal"
    least = f"{column.least or 0:g}"
    if column.positive:
        return DataValidation(type=kind, operator="greaterThan", formula1="0", allow_blank=True)
    if column.most is None:
        return DataValidation(type=kind, operator="greaterThanOrEqual", formula1=least, allow_blank=True)
    return DataValidation(type=kind, operator="between", formula1=least, formula2=f"{column.most:g}", allow_blank=True)
