"""What a solver found out beside the plan, told for ordinary and strange operations."""

from __future__ import annotations

from functools import cache

import pytest

from malja.lifts.capacity.capacity import find_capacity
from malja.lifts.requests.request_search import find_requests
from malja.lifts.what_if.what_if import find_flight_failure, rank_rough_inputs
from malja.report.document import Document, ReportSection, ReportTable
from malja.report.findings import Findings, format_findings, parse_findings
from malja.report.report_document import build_report_document
from malja.report.report_html import render_html
from malja.report.situation import Situation, gather_situation
from tests.report import situations
from tests.report.trees import blocks, every_said

CODES = ("next-flight", "find-out-first", "capacity", "requests")


@cache
def found(name: str) -> tuple[Situation, Findings]:
    before = situations.planned(situations.STRANGE[name]())
    out = Findings(
        capacity=find_capacity(before.operation),
        requests=find_requests(before.operation),
        flight_fails=find_flight_failure(before.operation, before.plan),
        rough_inputs=rank_rough_inputs(before.operation, before.plan),
    )
    return gather_situation(before.operation, before.plan, out), out


def section(told: Document, code: str) -> ReportSection:
    return next(one for one in told.sections if one.code == code)


def text(told: Document, code: str) -> str:
    return " | ".join(one.text for one in every_said(section(told, code)))


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
    for row, request in zip(table.rows, tier.requests, strict=True):
        assert row[1].text
        assert (row[2].text == "") == (request.kg is None)
        assert "USD" in row[4].text
        assert row[5].text


def test_capacity_is_told_for_each_site_and_tier() -> None:
    about, out = found("three sites")
    assert out.capacity is not None
    table = next(
        block for block in blocks(section(build_report_document(about), "capacity")) if isinstance(block, ReportTable)
    )
    assert len(table.rows) == len(out.capacity.sites)
    assert {row[0].text for row in table.rows} == {"North", "Middle", "South"}
