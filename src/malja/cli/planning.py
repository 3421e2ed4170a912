"""Long work on an operation: its plan and its findings, with progress on standard error, ended early by Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click

from malja.briefing.operation.findings_time import FindingsTime
from malja.briefing.operation.report_writing import add_quick_findings, add_reasons
from malja.cli.terminal.background import BackgroundWork
from malja.cli.terminal.interrupt import Interrupt
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.progress import ProgressReporter
from malja.cli.terminal.refusals import problem_lines
from malja.language.say import say
from malja.lifts.capacity.capacity import Capacity, find_capacity
from malja.lifts.decomposition.planning import PiecesReport, plan_operation
from malja.lifts.hedge.chances import read_chances
from malja.lifts.hedge.plan_hedged import plan_hedged
from malja.lifts.plan.plan import Plan, has_reasons
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import Requests
from malja.lifts.what_if.rough_inputs import rank_rough_inputs
from malja.operation.operation import Operation
from malja.problems import Failed
from malja.report.findings import Findings, list_missing_capacity, list_missing_requests, mark_cut

_Result = TypeVar("_Result")

#: The findings, worth most first, and the titles of their parts of the report.
_FINDINGS = {
    "flight_fails": "next_flight",
    "rough_inputs": "find_out_first",
    "requests": "requests",
    "capacity": "capacity",
}


def make_plan(
    operation: Operation,
    seconds: float | None = None,
    gap: float | None = None,
    start: Plan | None = None,
    *,
    hedge: int | None = None,
    workers: int = 1,
    ray: str | None = None,
    tell: Callable[[PiecesReport], None] | None = None,
) -> tuple[Plan, list[dict[str, object]]]:
    """The plan of an operation, from a `start` plan if given, and the stages of the work.

    Ctrl-C ends it early with the best plan so far. A large operation is planned in pieces by so many `workers`, or on
    `ray`; `tell` is told of them. With a `hedge` it is planned over so many futures, as a whole and from nowhere.
    """
    interrupt, progress = Interrupt(say("cli", "stopping")), ProgressReporter(terminal=sys.stderr.isatty())
    with interrupt, progress:
        if hedge is None:
            plan = plan_operation(
                operation,
                start=start,
                seconds=seconds,
                gap=gap,
                progress=progress,
                stop=interrupt.stop,
                workers=workers,
                ray=ray,
                tell=tell,
            )
        else:
            chances = read_chances(operation)
            plan = plan_hedged(
                operation, chances, hedge, seconds=seconds, gap=gap, progress=progress, stop=interrupt.stop
            )
    if interrupt.wanted:
        click.echo(say("cli", "stopped"), err=True)
    return plan, progress.stages


def find_reasons_in_time(operation: Operation, plan: Plan, time: FindingsTime) -> Plan:
    """The plan with the reason of each line, the next trips first; Ctrl-C and the clock leave out the rest."""
    if has_reasons(plan):
        return plan
    with Interrupt(say("cli", "finding_stopping")) as interrupt:
        time.begin(interrupt.stop)
        return add_reasons(operation, plan, time.stop("reasons"))


def begin_findings(operation: Operation, time: FindingsTime) -> BackgroundWork:
    """Begin, on another core, what does not depend on the plan: requests, then capacity."""
    return BackgroundWork(
        {
            "requests": lambda: find_requests(operation, stop=time.stop("requests")),
            "capacity": lambda: find_capacity(operation, stop=time.stop("capacity")),
        }
    )


def add_findings(
    operation: Operation,
    plan: Plan,
    findings: Findings,
    time: FindingsTime,
    background: BackgroundWork | None = None,
) -> Findings:
    """All findings for which there is time; Ctrl-C leaves out what is not found by then.

    `background` is what `begin_findings` began while the plan was made.
    """
    with Interrupt(say("cli", "finding_stopping")) as interrupt:
        time.begin(interrupt.stop)
        wanted = {name for name in _FINDINGS if getattr(findings, name) is None or name in findings.cut}
        if wanted & {"requests", "capacity"}:
            background = background or begin_findings(operation, time)
        findings = add_quick_findings(operation, plan, findings, time.stop("flight_fails"))
        if "rough_inputs" in wanted:
            findings = _add_rough_inputs(operation, plan, findings, time)
        if background and "requests" in wanted:
            findings = _add_requests(operation, findings, lambda: _wait(background, "requests", time))
        if background and "capacity" in wanted:
            findings = _add_capacity(operation, findings, lambda: _wait(background, "capacity", time))
        time.end()
        if background:
            background.abandon()
    return findings


def add_requests(operation: Operation, findings: Findings, time: FindingsTime) -> Findings:
    """The findings with what to ask for, which is all that the public version says of them."""
    if findings.requests is not None and "requests" not in findings.cut:
        return findings
    with Interrupt(say("cli", "finding_stopping")) as interrupt:
        time.begin(interrupt.stop)
        return _add_requests(operation, findings, lambda: find_requests(operation, stop=time.stop("capacity")))


def list_cut_findings(findings: Findings) -> list[str]:
    """What time was up for, as the report calls it."""
    return [say("report", _FINDINGS[name]) for name in _FINDINGS if name in findings.cut]


def _wait(background: BackgroundWork, name: str, time: FindingsTime) -> Any:
    """What was found in the background; None where nothing was handed over in time."""
    return background.result(name, time.stop(name, grace=True))


def _add_rough_inputs(operation: Operation, plan: Plan, findings: Findings, time: FindingsTime) -> Findings:
    rough, failed = _try("finding_rough", lambda: rank_rough_inputs(operation, plan, stop=time.stop("rough_inputs")))
    cut = not failed and (rough is None or rough.cut_short)
    tried = None if rough is not None and rough.cut_short and not rough.tried else rough
    return replace(findings, rough_inputs=tried, cut=mark_cut(findings.cut, "rough_inputs", cut=cut))


def _add_requests(operation: Operation, findings: Findings, find: Callable[[], Requests | None]) -> Findings:
    found, failed = _try("finding_requests", find)
    cut = not failed and bool(list_missing_requests(operation, found))
    found = None if cut and found is not None and not found.tiers else found
    return replace(findings, requests=found, cut=mark_cut(findings.cut, "requests", cut=cut))


def _add_capacity(operation: Operation, findings: Findings, find: Callable[[], Capacity | None]) -> Findings:
    found, failed = _try("finding_capacity", find)
    cut = not failed and bool(list_missing_capacity(operation, found))
    found = None if cut and found is not None and not found.sites else found
    return replace(findings, capacity=found, cut=mark_cut(findings.cut, "capacity", cut=cut))


def _try(code: str, work: Callable[[], _Result]) -> tuple[_Result | None, bool]:
    """The result of work, and whether it failed: then the reason is printed, and the report does without."""
    click.echo(say("cli", code), err=True)
    try:
        return work(), False
    except Failed as failed:
        print_lines(problem_lines(failed), error=True)
        return None, True
