"""What a solver found out besides the plan, kept and told."""

from __future__ import annotations

import pytest

from malja.report.findings import format_findings, parse_findings
from malja.report.report_document import build_report_document
from malja.report.report_html import render_html
from tests.report import situations
from tests.report.trees import every_said
from tests.report.worked_out import CODES, found, section, text


@pytest.mark.parametrize("name", situations.STRANGE)
def test_it_is_told_of_every_operation_and_kept_whole(name: str) -> None:
    about, out = found(name)
    told = build_report_document(about)
    for code in CODES:
        assert section(told, code).blocks
        assert "Not worked out" not in text(told, code), code
    derived = {one.code for one in told.derivations}
    assert {one.proof for one in every_said(told) if one.proof} <= derived
    assert render_html(told).endswith("</html>")
    assert parse_findings(format_findings(out, about.operation, about.plan), about.operation, about.plan) == out


def test_without_a_solver_it_is_said_that_it_was_not_worked_out() -> None:
    told = build_report_document(situations.planned(situations.operation()))
    assert all("Not worked out here" in text(told, code) for code in CODES)
