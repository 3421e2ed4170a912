"""Situations with what a solver found out, and sections of their reports."""

from __future__ import annotations

from functools import cache

from malja.lifts.capacity.capacity import find_capacity
from malja.lifts.requests.request_search import find_requests
from malja.lifts.what_if.flight_failure import find_flight_failure
from malja.lifts.what_if.rough_inputs import rank_rough_inputs
from malja.report.document import Document, ReportSection
from malja.report.findings import Findings
from malja.report.situation import Situation, gather_situation
from tests.report import situations
from tests.report.trees import every_said

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
