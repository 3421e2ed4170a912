"""Reports of small situations, and what is looked for in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from malja.operation.operation import Operation
from malja.report.document import (
    Document,
    Heat,
    HeatRow,
    Picture,
    ReportGroup,
    ReportTable,
)
from malja.report.report_document import build_report_document
from tests.report import situations
from tests.report.trees import blocks, every_said


def everything(told: Document) -> Iterator[Any]:
    for part in (*told.sections, *told.derivations):
        yield from blocks(part)


def told(asked: Operation) -> Document:
    return build_report_document(situations.planned(asked))


def heat(of: Document, need: str) -> HeatRow:
    found = next(block for block in everything(of) if isinstance(block, Heat))
    return next(row for row in found.rows if row.label == need)


def derivation(of: Document, proof: str) -> str:
    found = next(one for one in of.derivations if one.code == proof)
    return " | ".join(one.text for one in every_said(found))


def heat_map(of: Document) -> Heat:
    return next(block for block in everything(of) if isinstance(block, Heat))


def need_code(of: Document, name: str) -> str:
    return next(row.link for row in heat_map(of).rows if row.label == name)


def lines_of(of: Document, code: str) -> str:
    return " ".join(one.text for one in every_said(group_by(of, code)))


def group_by(of: Document, code: str) -> ReportGroup:
    return next(block for block in everything(of) if isinstance(block, ReportGroup) and block.code == code)


def chart_of(of: Document, code: str) -> str:
    return next(block.svg for block in blocks(group_by(of, code)) if isinstance(block, Picture))


def cells(of: Document, section: str) -> dict[str, list[str]]:
    part = next(one for one in of.sections if one.code == section)
    tables = [block for block in blocks(part) if isinstance(block, ReportTable)]
    return {row[0].text.rstrip("*"): [cell.text for cell in row] for table in tables for row in table.rows}
