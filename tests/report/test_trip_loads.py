"""What a trip can carry, and what of it the sender has fixed."""

from __future__ import annotations

import dataclasses

from malja.lifts.plan.plan import Plan
from malja.operation.rows import Committed, Tables
from malja.report.trip_loads import find_fixed_quantity, find_room


def test_the_room_is_that_of_all_vehicles(operation: Tables, plan: Plan) -> None:
    rooms = [find_room(operation, dataclasses.replace(plan.trips[0], vehicles=vehicles)) for vehicles in (1, 3)]
    assert [(room.kg, room.m3) for room in rooms] == [(250.0, 2.0), (750.0, 6.0)]


def test_a_road_has_the_room_of_a_day(operation: Tables, plan: Plan) -> None:
    road = dataclasses.replace(operation.lifts[0], mode="flow", kg_per_day=400.0)
    trip = dataclasses.replace(plan.trips[0], vehicles=None)
    assert find_room(dataclasses.replace(operation, lifts=(road,)), trip).kg == 400.0


def test_fixed_is_what_was_committed_to_this_lift_on_this_day(operation: Tables, plan: Plan) -> None:
    trip = plan.trips[1]
    rows = tuple(
        Committed(lift="plane", date=date, item="rice", packs=packs)
        for date, packs in ((trip.leaves, 1), (plan.trips[2].leaves, 7))
    )
    fixed = dataclasses.replace(operation, committed=rows)
    assert [find_fixed_quantity(fixed, trip, item) for item in ("rice", "tent")] == [50.0, 0.0]
