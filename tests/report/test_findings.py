"""What a solver found out besides the plan, kept and told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from malja.language.say import say
from malja.report.findings import format_findings, list_missing_capacity, parse_findings
from malja.report.report_document import build_report_document
from malja.report.report_html import render_html
from malja.report.situation import gather_situation
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


def test_a_part_that_was_cut_short_is_not_told_as_if_it_were_whole() -> None:
    """Two tiers of a site are missing: they are named, and the sum over all sites is not told."""
    situation, findings = found("ordinary")
    assert findings.capacity is not None
    assert findings.requests is not None
    few = replace(
        findings,
        capacity=replace(findings.capacity, sites=findings.capacity.sites[:1]),
        requests=replace(findings.requests, tiers=findings.requests.tiers[:1]),
        cut=("rough_inputs", "requests", "capacity"),
    )
    told = build_report_document(gather_situation(situation.operation, situation.plan, few))
    assert list_missing_capacity(situation.operation, few.capacity)
    for code in ("capacity", "requests"):
        assert "Not all of it: the time was up before " in text(told, code)
    assert "Not all of it: the time for it was up" in text(told, "find-out-first")
    figures = [one.text for one in every_said(told.sections[0])]
    assert say("report", "holds_minimum") not in figures
