"""The section on the next flight."""

from __future__ import annotations

from malja.report.document import ReportTable
from malja.report.report_document import build_report_document
from tests.report.trees import blocks
from tests.report.worked_out import found, section, text


def test_a_lost_flight_is_told_with_needs_days_and_people() -> None:
    about, out = found("ordinary")
    told = build_report_document(about)
    assert out.flight_fails is not None
    fall = out.flight_fails.falls[0]
    said = text(told, "next-flight")
    assert "does not come and nothing takes its place, more falls short" in said
    assert about.operation.needs[[need.need for need in about.operation.needs].index(fall.need)].name in said
    table = next(block for block in blocks(section(told, "next-flight")) if isinstance(block, ReportTable))
    names = [row[0].text for row in table.rows]
    assert len(names) == len(set(names))
