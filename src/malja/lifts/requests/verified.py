"""Requests checked by planning with them: what a plan would do with them before the day, it shall have besides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.plan.plan import Coverage, Plan
from malja.lifts.requests.fulfilment import grant_requests
from malja.lifts.requests.requests import Request
from malja.lifts.search.planning import plan_lifts
from malja.lifts.search.solution_to_plan import charge_shortfall
from malja.operation.operation import Operation

#: Person-days below this are none.
DUST = 1e-5


def plan_with_requests(operation: Operation, requests: Iterable[Request]) -> Plan:
    """The plan of an operation with what was asked for, without slack between the aims."""
    return plan_lifts(replace(grant_requests(operation, requests), tolerance=(0.0, 0.0, 0.0)))


def is_short(found: Plan, operation: Operation, since: int, tier: int, spared: set[tuple[str, str]]) -> bool:
    """Whether anybody is below a tier from a day on, needs (place, need) that are spared left out."""
    late = (row for row in found.coverage if operation.day(row.date) >= since and (row.place, row.need) not in spared)
    return sum(row.short.get(TIERS[tier], 0.0) * row.people for row in late) > DUST


def sum_shortfall_before(found: Plan, operation: Operation, since: int) -> tuple[float, ...]:
    """The aims of the tiers, counting only days before a day."""
    weights = {need.need: need.weight for need in operation.needs}
    early = [row for row in found.coverage if operation.day(row.date) < since]
    return tuple(sum(_charged(row, tier, weights[row.need]) for row in early) for tier in range(len(TIERS)))


def _charged(row: Coverage, tier: int, weight: float) -> float:
    return weight * row.people * float(charge_shortfall(np.array(row.short.get(TIERS[tier], 0.0))))
