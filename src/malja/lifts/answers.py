"""Everything that a report asks besides the plan, two questions at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from malja.lifts.capacity import Capacity, capacity
from malja.lifts.plan import Plan
from malja.lifts.request import Requests
from malja.lifts.requests import requests
from malja.lifts.what_if import FlightFails, RoughInputs, next_flight_fails, rough_inputs
from malja.operation.operation import Operation

#: The machine of a camp manager has two cores.
SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Capacity and requests of an operation, and what its plan hangs on."""

    capacity: Capacity
    requests: Requests
    flight_fails: FlightFails
    rough_inputs: RoughInputs


def answers(operation: Operation, plan: Plan) -> Answers:
    """All four answers; capacity with fractions of trips and packs, so that a report need not wait for it."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        held = pool.submit(capacity, operation, whole=False)
        asked = pool.submit(requests, operation)
        fails = pool.submit(next_flight_fails, operation, plan)
        rough = pool.submit(rough_inputs, operation, plan)
        return Answers(
            capacity=held.result(),
            requests=asked.result(),
            flight_fails=fails.result(),
            rough_inputs=rough.result(),
        )
