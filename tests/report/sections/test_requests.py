"""The section on requests."""

from __future__ import annotations

from malja.report.document import ReportTable
from malja.report.report_document import build_report_document
from malja.report.terminal.requests_page import sort_by_day
from tests.report.trees import blocks
from tests.report.worked_out import found, section


def test_requests_are_told_with_quantity_weight_cost_and_day() -> None:
    about, out = found("ordinary")
    assert out.requests is not None
    tier = next(one for one in out.requests.tiers if one.requests)
    told = build_report_document(about)
    table = next(
        block
        for block in blocks(section(told, "requests"))
        if isinstance(block, ReportTable) and block.code == f"requests-{tier.tier}-list"
    )
    assert len(table.rows) == len(tier.requests)
    for row, request in zip(table.rows, sort_by_day(tier.requests), strict=True):
        assert row[1].text
        assert (row[2].text == "") == (request.kg is None)
        assert "USD" in row[4].text
        assert row[5].text
