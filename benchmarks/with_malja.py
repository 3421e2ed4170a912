"""malja itself."""

from __future__ import annotations

from collections.abc import Callable

import malja
from benchmarks.flown import Flown
from malja.lifts.plan.plan import Plan
from malja.operation.operation import Operation


def fly(operation: Operation, seconds: float, keep: Callable[[Flown], None]) -> None:
    """Plan with malja, as `malja plan --seconds` does."""
    keep(_flown(operation, malja.plan(operation, seconds=seconds)))


def _flown(operation: Operation, made: Plan) -> Flown:
    """What a plan loads beside committed cargo."""
    rows = {row.item: row for row in operation.items}
    loads: dict[tuple[str, str, int], float] = {}
    trips = {}
    for trip in made.trips:
        day = operation.day(trip.leaves)
        if trip.vehicles is not None and 0 <= day < operation.days:
            trips[trip.lift, day] = trip.vehicles
        for line in trip.cargo:
            loads[trip.lift, line.item, day] = line.quantity / rows[line.item].pack_quantity
    for fixed in operation.committed:
        loads[fixed.lift, fixed.item, operation.day(fixed.date)] -= fixed.packs
    ended = "solved" if made.solver.status == "solved" else "time limit"
    return Flown(
        loads=tuple((*key, packs) for key, packs in loads.items() if packs > 1e-9),
        trips=tuple((*key, vehicles) for key, vehicles in trips.items()),
        status=ended,
        values={aim.aim: aim.value for aim in made.aims},
        bounds={aim.aim: aim.bound for aim in made.aims},
    )
