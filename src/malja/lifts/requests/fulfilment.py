"""The operation with its requests fulfilled: planned again to see whether anybody still falls short."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.model.shortfall_charge import charge_shortfall
from malja.lifts.plan.plan import Coverage, Plan
from malja.lifts.requests.requests import Request
from malja.lifts.search.planning import plan_lifts
from malja.lifts.solver.tolerances import PERSON_DAYS_TOLERANCE
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, LiftDay, Service, Supply
from malja.operation.rules.references import index_rows

#: A row about a lift on a date.
_Dated = TypeVar("_Dated", Committed, LiftDay)


def grant_requests(operation: Operation, requests: Iterable[Request]) -> Operation:
    """The operation with every request fulfilled: rows of supply and services more, lifts that go more often.

    Trips more a week begin with the week of their day: such a lift is split into one before and one from that week on.
    """
    for request in requests:
        if request.kind == "goods":
            row = Supply(place=request.origin, item=request.name, quantity=request.quantity, since=request.by)
            operation = dataclasses.replace(operation, supply=(*operation.supply, row))
        elif request.kind == "service":
            given = Service(place=request.place, need=request.name, quantity=request.quantity, since=request.by)
            operation = dataclasses.replace(operation, services=(*operation.services, given))
        else:
            operation = _more_often(operation, request)
    return operation


def _more_often(operation: Operation, request: Request) -> Operation:
    lift = index_rows(operation, "lifts")[request.name]
    day = operation.day(request.by)
    turn = 7 * (day // 7) if lift.mode == "trip" else day
    more = _wider(operation, lift, request.quantity)
    first = 0 if lift.first is None else operation.day(lift.first)
    if turn <= max(first, 0):
        lifts = tuple(more if row.lift == lift.lift else row for row in operation.lifts)
        return dataclasses.replace(operation, lifts=lifts)
    behind = dataclasses.replace(more, lift=f"{lift.lift}, more", first=operation.date(turn))
    front = dataclasses.replace(lift, last=operation.date(turn - 1))
    lifts = tuple(part for row in operation.lifts for part in ((front, behind) if row.lift == lift.lift else (row,)))
    committed = tuple(_moved(operation, row, behind, turn, lift.lift) for row in operation.committed)
    lift_days = tuple(_moved(operation, row, behind, turn, lift.lift) for row in operation.lift_days)
    return dataclasses.replace(operation, lifts=lifts, committed=committed, lift_days=lift_days)


def _moved(operation: Operation, row: _Dated, behind: Lift, turn: int, lift: str) -> _Dated:
    late = row.lift == lift and operation.day(row.date) >= turn
    return dataclasses.replace(row, lift=behind.lift) if late else row


def _wider(operation: Operation, lift: Lift, quantity: float) -> Lift:
    if lift.mode == "flow":
        kg = None if lift.kg_per_day is None else lift.kg_per_day + quantity
        room = lift.volume_m3
        if room is not None and lift.kg_per_day:
            room *= 1 + quantity / lift.kg_per_day
        return dataclasses.replace(lift, kg_per_day=kg, volume_m3=room)
    trips = math.ceil(quantity)
    return dataclasses.replace(
        lift, per_week=(lift.per_week or 7.0 * lift.max_per_day) + trips, max_per_day=lift.max_per_day + trips
    )


def plan_with_requests(operation: Operation, requests: Iterable[Request]) -> Plan:
    """The plan of an operation with its requests fulfilled, without tolerance between the aims."""
    return plan_lifts(replace(grant_requests(operation, requests), tolerance=(0.0, 0.0, 0.0)))


def is_short(with_requests: Plan, operation: Operation, since: int, tier: int, spared: set[tuple[str, str]]) -> bool:
    """Whether anybody is below a tier from a day on, `spared` needs (place, need) left out."""
    late = (
        row
        for row in with_requests.coverage
        if operation.day(row.date) >= since and (row.place, row.need) not in spared
    )
    return sum(row.short.get(TIERS[tier], 0.0) * row.people for row in late) > PERSON_DAYS_TOLERANCE


def sum_shortfall_before(with_requests: Plan, operation: Operation, since: int) -> tuple[float, ...]:
    """The aims of the tiers, counting only days before a day."""
    weights = {need.need: need.weight for need in operation.needs}
    early = [row for row in with_requests.coverage if operation.day(row.date) < since]
    return tuple(sum(_charged(row, tier, weights[row.need]) for row in early) for tier in range(len(TIERS)))


def _charged(row: Coverage, tier: int, weight: float) -> float:
    return weight * row.people * float(charge_shortfall(np.array(row.short.get(TIERS[tier], 0.0))))
