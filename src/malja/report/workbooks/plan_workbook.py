"""The plan as one tidy Excel workbook: a sheet for each list of plan.json, a row for each record.

First what it is, and last what every column means, with its unit and its place in plan.json.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from malja.language.say import say
from malja.lifts.plan.plan import Plan
from malja.lifts.plan.plan_json import PLAN_FORMAT, format_plan, read_plan
from malja.operation.rows import Tables
from malja.report.data_names import Names
from malja.report.papers.waybill_numbers import number_trips
from malja.report.workbook_cells import CellValue, SheetWriter, choose_sheet_name
from malja.report.workbooks.plan_tables import SHEETS, Book, PlanSheet, SheetColumn
from malja.tables.write_workbook import make_workbook_bytes

#: Units that are written the same everywhere.
_PLAIN_UNITS = ("kg", "m3")


def make_plan_workbook(operation: Tables, plan: Plan) -> bytes:
    """The plan as an Excel workbook in the current language; the same plan gives the same bytes.

    It holds what plan.json holds, rounded the same way, and the names, units, standards and packs that belong to it.
    Text cells are never formulas, dates are dates, shares are shown as per cent.
    """
    # Through plan.json and back: the workbook can't say anything else than the file beside it.
    held = dataclasses.replace(read_plan(format_plan(plan)), limits=plan.limits)
    papers = {one.position: one.paper for one in number_trips(held)}
    book = Book(operation=operation, plan=held, names=Names(operation), papers=papers)
    made = Workbook(write_only=True)
    taken: set[str] = set()
    titles = {sheet.code: choose_sheet_name(say("workbook", f"sheet_{sheet.code}"), taken) for sheet in SHEETS}
    rows = {sheet.code: list(sheet.rows(book)) for sheet in SHEETS}
    _sheet(made, choose_sheet_name(say("workbook", "sheet_about"), taken), _ABOUT, _about(held, titles, rows))
    for sheet in SHEETS:
        _sheet(made, titles[sheet.code], sheet.columns, rows[sheet.code])
    _sheet(made, choose_sheet_name(say("workbook", "sheet_columns"), taken), _COLUMNS, _columns(held, titles))
    return make_workbook_bytes(made, held.start)


_ABOUT = (
    SheetColumn(code="what", width=28),
    SheetColumn(code="said", width=24),
    SheetColumn(code="meaning", width=120),
)
_COLUMNS = (
    *(SheetColumn(code="sheet", width=20), SheetColumn(code="heading", width=28), SheetColumn(code="unit", width=24)),
    *(SheetColumn(code="meaning", width=90), SheetColumn(code="field", width=24)),
)


def _sheet(made: Workbook, title: str, columns: Sequence[SheetColumn], rows: Iterable[tuple[CellValue, ...]]) -> None:
    """A sheet with its heading, frozen and with filters, and its rows."""
    headings = [say("workbook", f"column_{column.code}") for column in columns]
    lines = SheetWriter(made, title, headings, [column.width for column in columns])
    shares = [column.kind == "share" for column in columns]
    for row in rows:
        lines.add(row, shares)
    lines.close()


def _about(
    plan: Plan, titles: dict[str, str], rows: dict[str, list[tuple[CellValue, ...]]]
) -> list[tuple[CellValue, ...]]:
    """What the plan is, and what each sheet holds with its number of rows."""
    head: dict[str, str | int | datetime.date] = {
        "operation": plan.operation,
        "start": plan.start,
        "days": plan.days,
        "reserve_days": plan.reserve_days,
        "currency": plan.currency,
        "solver": f"{plan.solver.name} {plan.solver.version}",
        "status": say("workbook", f"status_{plan.solver.status}"),
        "format": PLAN_FORMAT,
    }
    keys: list[tuple[CellValue, ...]] = [
        (say("workbook", f"key_{key}"), value, say("workbook", f"key_{key}_meaning")) for key, value in head.items()
    ]
    said: list[tuple[CellValue, ...]] = [
        (title, len(rows[code]), say("workbook", f"about_{code}")) for code, title in titles.items()
    ]
    return [*keys, *said]


def _columns(plan: Plan, titles: dict[str, str]) -> list[tuple[CellValue, ...]]:
    """What every column of every sheet means."""
    return [
        (
            *(titles[sheet.code], say("workbook", f"column_{column.code}"), _unit(column, plan) or None),
            *(say("workbook", f"meaning_{column.code}"), _field(sheet, column)),
        )
        for sheet in SHEETS
        for column in sheet.columns
    ]


def _unit(column: SheetColumn, plan: Plan) -> str:
    if column.unit in _PLAIN_UNITS:
        return column.unit
    if column.unit == "currency":
        return plan.currency
    return say("workbook", f"unit_{column.unit}") if column.unit else ""


def _field(sheet: PlanSheet, column: SheetColumn) -> str | None:
    """Where a figure stands in plan.json, such as coverage[].short.survival."""
    if not (column.field and sheet.in_json):
        return None
    within = "trips[].cargo" if sheet.code == "cargo" and column.field not in ("lift", "leaves", "destination") else ""
    return f"{within or ('trips' if sheet.code == 'cargo' else sheet.code)}[].{column.field}"
