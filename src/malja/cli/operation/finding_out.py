"""What a report tells besides the plan: taken from the file that was kept, else worked out with a solver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from malja.cli.terminal.beside import Beside
from malja.cli.terminal.interrupt import Interrupt
from malja.cli.terminal.refusals import lines
from malja.cli.terminal.words import words
from malja.problems import Failed

if TYPE_CHECKING:
    from malja.lifts.plan.plan import Plan
    from malja.operation.operation import Operation
    from malja.report.findings import Findings

Found = TypeVar("Found")


def kept(path: Path, operation: Operation, plan: Plan) -> Findings:
    """The findings beside a plan, if they are of these tables and this plan; else none."""
    from malja.report.findings import FINDINGS_FILE, Findings, parse_findings

    file = (path if path.is_dir() else path.parent) / FINDINGS_FILE
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Findings()
    return parse_findings(text, operation, plan) or Findings()


def found_at_once(operation: Operation, plan: Plan, found: Findings) -> Findings:
    """What takes a moment: the plan's limits, and what happens if the next flight fails."""
    from malja.lifts.what_if.what_if import find_flight_failure

    fails = found.flight_fails or find_flight_failure(operation, plan)
    return replace(found, limits=plan.limits or found.limits, flight_fails=fails)


def beside(operation: Operation) -> Beside:
    """What does not hang on the plan, begun on another core: what to ask for, and how many people the sites hold."""
    from malja.lifts.capacity.capacity import find_capacity
    from malja.lifts.requests.request_search import find_requests

    return Beside({"capacity": lambda: find_capacity(operation), "requests": lambda: find_requests(operation)})


def found_out(operation: Operation, plan: Plan, found: Findings, works: Beside | None = None) -> Findings:
    """Everything; what takes its time is said on standard error. Ctrl-C leaves out what is not found out by then.

    `works` is what `beside` began while the plan was made.
    """
    from malja.lifts.what_if.what_if import rank_rough_inputs

    whole = found.requests is not None and found.capacity is not None
    with Interrupt(words("finding_stopping")) as interrupt:
        works = None if whole else works or beside(operation)
        found = found_at_once(operation, plan, found)
        if found.rough_inputs is None:
            found = replace(found, rough_inputs=_tried("finding_rough", lambda: rank_rough_inputs(operation, plan)))
        if works:
            asked = _tried("finding_requests", lambda: works.result("requests", interrupt.stop))
            held = _tried("finding_capacity", lambda: works.result("capacity", interrupt.stop))
            found = replace(found, requests=found.requests or asked, capacity=found.capacity or held)
            works.leave()
    return found


def asked_for(operation: Operation, found: Findings) -> Findings:
    """What to ask for, which is all that the public is told of it."""
    from malja.lifts.requests.request_search import find_requests

    if found.requests is not None:
        return found
    return replace(found, requests=_tried("finding_requests", lambda: find_requests(operation)))


def _tried(code: str, work: Callable[[], Found]) -> Found | None:
    """What work finds; where it fails the report does without it, and the reason is said."""
    click.echo(words(code), err=True)
    try:
        return work()
    except Failed as failed:
        for line in lines(failed):
            click.echo(line, err=True)
        return None
