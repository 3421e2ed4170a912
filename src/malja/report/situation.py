"""Everything that a report is made from: the operation, its plan, and what was found out from both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from malja.cover.cover import Cover, find_covers
from malja.cover.urgency import Urgency, find_urgencies
from malja.lifts.capacity.capacity import Capacity
from malja.lifts.plan.plan import Plan
from malja.lifts.requests.requests import Requests
from malja.lifts.what_if.flight_failure import FlightFails
from malja.lifts.what_if.rough_inputs import RoughInputs
from malja.needs.requirements import Requirement, find_requirements
from malja.operation.operation import Operation
from malja.report.findings import Findings
from malja.report.summary import Summary, summarise_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a report says, as values; words are made of it in `report.sections`.

    `requirements` say what is due to whom, with derivations; `covers` what runs out if nothing more comes; `urgencies`
    what of it is urgent, what to send and by when, the gravest harm first; `summary` what the plan leaves short. What
    takes a solver may be None: it was not worked out, and the report says so, as it does of what was `cut` short by the
    clock. `reached`: what was reached at a live site: of which days, then sentences.
    """

    operation: Operation
    plan: Plan
    summary: Summary
    requirements: tuple[Requirement, ...]
    covers: tuple[Cover, ...]
    urgencies: tuple[Urgency, ...] = ()
    capacity: Capacity | None = None
    requests: Requests | None = None
    flight_fails: FlightFails | None = None
    rough_inputs: RoughInputs | None = None
    cut: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()


def gather_situation(
    operation: Operation, plan: Plan, findings: Findings | None = None, reached: tuple[str, ...] = ()
) -> Situation:
    """The situation of an operation with its plan; `findings`: capacity, requests, what-if results, if computed."""
    findings = findings or Findings()
    if not plan.limits:
        plan = replace(plan, limits=findings.limits)
    covers = find_covers(operation)
    urgencies = find_urgencies(operation, covers)
    return Situation(
        operation=operation,
        plan=plan,
        summary=summarise_plan(operation, plan, urgencies),
        requirements=find_requirements(operation),
        covers=covers,
        urgencies=urgencies,
        capacity=findings.capacity,
        requests=findings.requests,
        flight_fails=findings.flight_fails,
        rough_inputs=findings.rough_inputs,
        cut=findings.cut,
        reached=reached,
    )
