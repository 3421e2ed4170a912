"""The public figures as files for other programs: HXL-tagged CSV, an Excel workbook, JSON."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from malja.language.names import say_unit
from malja.report.hxl.hxl_csv import format_hxl_csv
from malja.report.hxl.tags import COVERAGE_TAGS, NEEDS_TAGS, PEOPLE_TAGS
from malja.report.public import public_words as words
from malja.report.public.figures import PublicCount, PublicFigures, Week
from malja.report.public.public_words import say_public
from malja.report.workbook_cells import CellValue, SheetWriter, choose_sheet_name
from malja.tables.write_workbook import make_workbook_bytes

_FORMAT = "malja.public/1"
DATA_NAMES = ("hxl_people.csv", "hxl_needs.csv", "hxl_coverage.csv", "figures.xlsx", "figures.json")
#: What stands for a number of people below ten.
_FEW_PEOPLE = "<10"


def make_public_files(figures: PublicFigures, date: datetime.date) -> dict[str, bytes]:
    """The files by name, in the current language; the same figures give the same bytes.

    `date`: what the workbook says it was made on; the date it really was does not leave.
    """
    contents = (
        format_hxl_csv(PEOPLE_TAGS, _people(figures)),
        format_hxl_csv(NEEDS_TAGS, _needs(figures)),
        format_hxl_csv(COVERAGE_TAGS, _coverage(figures)),
        _workbook(figures, date),
        _json(figures),
    )
    return dict(zip(DATA_NAMES, contents, strict=True))


def _count(people: PublicCount) -> int | str:
    return _FEW_PEOPLE if people is None else people


def _unit(unit: str) -> str | None:
    return say_unit(unit) or None


def _week(week: Week) -> str:
    """A week as HXL's tools read it."""
    return f"{week.year}W{week.number:02}"


def _people(figures: PublicFigures) -> Iterator[list[CellValue]]:
    for one in figures.people:
        row: dict[str, CellValue] = dict.fromkeys(PEOPLE_TAGS)
        row["#loc+name+camp"] = words.say_site(one.site)
        row["#population+ind"] = row["#affected+ind"] = _count(one.people)
        row["#inneed+ind"] = row["#targeted+ind"] = _count(one.in_need)
        row["#date+reported"] = _week(one.week)
        row["#meta+source"] = words.say_publisher(figures)
        yield list(row.values())


def _needs(figures: PublicFigures) -> Iterator[list[CellValue]]:
    sources = {(one.need, one.tier): one.source for one in figures.standards}
    for need in figures.needs:
        yield [
            *(words.say_site(need.site), str(need.site), need.sector, need.name, need.need or None, need.tier),
            *(_count(need.counted), _count(need.people), need.required, _unit(need.unit), _week(need.week)),
            sources.get((need.need, need.tier)) or words.say_publisher(figures),
        ]


def _coverage(figures: PublicFigures) -> Iterator[list[CellValue]]:
    for need in figures.needs:
        short = None if need.missing is None else _count(need.people if need.missing else 0)
        yield [
            *(words.say_site(need.site), str(need.site), need.sector, need.name, need.need or None, need.tier),
            *(_count(need.people), short, need.required, None, _unit(need.unit), need.missing, _week(need.week)),
            words.say_publisher(figures),
        ]


def _workbook(figures: PublicFigures, date: datetime.date) -> bytes:
    """A sheet each for people, needs, standards, what would help, and what is left out."""
    made = Workbook(write_only=True)
    taken: set[str] = set()
    for code, columns, rows in _sheets(figures):
        headings = [say_public(f"column_{column}") for column in columns]
        lines = SheetWriter(
            made,
            choose_sheet_name(say_public(f"sheet_{code}"), taken),
            headings,
            [_WIDTHS.get(one, 14) for one in columns],
        )
        for row in rows:
            lines.add(row, [False] * len(row))
        lines.close()
    return make_workbook_bytes(made, date)


_WIDTHS = {"name": 40, "source": 90, "line": 110, "week": 24, "sector": 18, "group": 24}
_WEEK_COLUMNS = ("year", "week_number")
_NEED_COLUMNS = ("site", "need", "name", "sector")


def _sheets(figures: PublicFigures) -> Iterator[tuple[str, Sequence[str], list[list[CellValue]]]]:
    """Each sheet's code, its columns and its rows."""
    lines: list[list[CellValue]] = [
        [line] for line in (words.say_title(figures), *words.say_scope(figures), *words.say_left_out())
    ]
    yield "about", ("line",), lines
    people: list[list[CellValue]] = [
        [one.site, one.week.year, one.week.number, _count(one.people), _count(one.in_need)] for one in figures.people
    ]
    yield "people", ("site", *_WEEK_COLUMNS, "people", "in_need"), people
    needs: list[list[CellValue]] = [
        [
            *(need.site, need.need or None, need.name, need.sector, need.week.year, need.week.number),
            *(say_public(f"column_{need.tier}"), _count(need.people), need.required, _unit(need.unit), need.missing),
        ]
        for need in figures.needs
    ]
    yield "needs", (*_NEED_COLUMNS, *_WEEK_COLUMNS, "tier", "people", "required", "unit", "missing"), needs
    standards: list[list[CellValue]] = [
        [
            one.need,
            one.name,
            say_public(f"column_{one.tier}"),
            one.share,
            one.group,
            one.quantity,
            _unit(one.unit),
            one.source,
        ]
        for one in figures.standards
    ]
    yield "standards", ("need", "name", "tier", "share", "group", "quantity", "unit", "source"), standards
    asked: list[list[CellValue]] = [
        [
            *(say_public(f"column_{one.tier}"), one.name, one.sector, one.site, one.quantity, _unit(one.unit)),
            *(one.kg, one.m3, one.cost, figures.currency, f"{one.by[0]}-{one.by[1]:02}"),
        ]
        for one in figures.asked or ()
    ]
    columns = ("tier", "name", "sector", "site", "quantity", "unit", "kg", "m3", "cost", "currency", "by")
    yield "asked", columns, asked


def _json(figures: PublicFigures) -> bytes:
    """Everything, as it is; None for people: fewer than ten."""
    record = {"format": _FORMAT, **dataclasses.asdict(figures)}
    return (json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
