"""Long work on an operation: its plan and its findings, with progress on standard error, ended early by Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import click

from malja.briefing.operation.report_writing import add_quick_findings
from malja.cli.terminal.background import BackgroundWork
from malja.cli.terminal.interrupt import Interrupt
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.progress import ProgressReporter
from malja.cli.terminal.refusals import problem_lines
from malja.language.say import say
from malja.lifts.capacity.capacity import find_capacity
from malja.lifts.plan.plan import Plan
from malja.lifts.requests.request_search import find_requests
from malja.lifts.search.planning import plan_lifts
from malja.lifts.what_if.rough_inputs import rank_rough_inputs
from malja.operation.operation import Operation
from malja.problems import Failed
from malja.report.findings import Findings

_Result = TypeVar("_Result")


def make_plan(
    operation: Operation, seconds: float | None = None, gap: float | None = None, start: Plan | None = None
) -> tuple[Plan, list[dict[str, object]]]:
    """The plan of an operation, from a `start` plan if given, and the stages of the work.

    Ctrl-C ends it early with the best plan so far.
    """
    interrupt, progress = Interrupt(say("cli", "stopping")), ProgressReporter(terminal=sys.stderr.isatty())
    with interrupt, progress:
        plan = plan_lifts(operation, start=start, seconds=seconds, gap=gap, progress=progress, stop=interrupt.stop)
    if interrupt.wanted:
        click.echo(say("cli", "stopped"), err=True)
    return plan, progress.stages


def begin_findings(operation: Operation) -> BackgroundWork:
    """Begin, on another core, what does not depend on the plan: capacity and requests."""
    return BackgroundWork({"capacity": lambda: find_capacity(operation), "requests": lambda: find_requests(operation)})


def add_findings(
    operation: Operation, plan: Plan, findings: Findings, background: BackgroundWork | None = None
) -> Findings:
    """All findings; Ctrl-C leaves out what is not found by then.

    `background` is what `begin_findings` began while the plan was made.
    """
    with Interrupt(say("cli", "finding_stopping")) as interrupt:
        missing = findings.requests is None or findings.capacity is None
        background = (background or begin_findings(operation)) if missing else None
        findings = add_quick_findings(operation, plan, findings)
        if findings.rough_inputs is None:
            findings = replace(findings, rough_inputs=_try("finding_rough", lambda: rank_rough_inputs(operation, plan)))
        if background:
            requests = _try("finding_requests", lambda: background.result("requests", interrupt.stop))
            capacity = _try("finding_capacity", lambda: background.result("capacity", interrupt.stop))
            findings = replace(findings, requests=findings.requests or requests, capacity=findings.capacity or capacity)
            background.abandon()
    return findings


def add_requests(operation: Operation, findings: Findings) -> Findings:
    """The findings with what to ask for, which is all that the public version says of them."""
    if findings.requests is not None:
        return findings
    return replace(findings, requests=_try("finding_requests", lambda: find_requests(operation)))


def _try(code: str, work: Callable[[], _Result]) -> _Result | None:
    """The result of work; None where it fails: the reason is printed, and the report does without."""
    click.echo(say("cli", code), err=True)
    try:
        return work()
    except Failed as failed:
        print_lines(problem_lines(failed), error=True)
        return None
