"""The section on capacity."""

from __future__ import annotations

from malja.report.document import ReportTable
from malja.report.report_document import build_report_document
from tests.report.trees import blocks
from tests.report.worked_out import found, section


def test_capacity_is_told_for_each_site_and_tier() -> None:
    about, out = found("three sites")
    assert out.capacity is not None
    table = next(
        block for block in blocks(section(build_report_document(about), "capacity")) if isinstance(block, ReportTable)
    )
    assert len(table.rows) == len(out.capacity.sites)
    assert {row[0].text for row in table.rows} == {"North", "Middle", "South"}
