"""A start plan matched by names and dates: what fits is kept, what does not is left out and counted."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan
from malja.lifts.search.planning import plan_lifts
from malja.lifts.search.start_plan import StartLoads, read_start_loads
from malja.operation.operation import Operation
from malja.operation.rows import Committed, LiftDay
from tests.lifts.cases import ANY_DAY, base, truck
from tests.lifts.operations import on, smallest


def read(operation: Operation, plan: Plan) -> StartLoads:
    return read_start_loads(build_model(build_problem(operation)), plan)


def vehicles(operation: Operation, x: np.ndarray) -> dict[str, int]:
    """Vehicles by date."""
    model = build_model(build_problem(operation))
    columns = model.columns.trips
    return {
        operation.date(int(day)).isoformat(): round(float(x[columns[lift, day]]))
        for lift, day in zip(*np.nonzero(columns >= 0), strict=True)
        if x[columns[lift, day]] > 0.5
    }


def test_a_plan_of_the_operation_itself_fits_whole() -> None:
    start = read(smallest(), plan_lifts(smallest()))
    assert (start.used, start.of, len(start.ways)) == (1, 1, 1)
    assert vehicles(smallest(), start.ways[0]) == {on(0).isoformat(): 1}


def test_loads_are_matched_by_date_not_by_day() -> None:
    """A truck on day 1, in an operation that has moved on by a day: it leaves on day 0 now."""
    operation = base(lifts=(truck(first=on(1), last=on(1)),))
    plan = plan_lifts(operation)
    later = replace(operation, start=on(1), days=2, people=tuple(replace(row, date=on(1)) for row in operation.people))
    start = read(later, plan)
    assert (start.used, start.of) == (1, 1)
    assert vehicles(later, start.ways[0]) == {on(1).isoformat(): 1}


def test_what_left_before_the_first_day_is_not_counted() -> None:
    later = replace(smallest(), start=on(1), days=1)
    later = replace(later, people=tuple(replace(row, date=on(1)) for row in later.people))
    start = read(later, plan_lifts(smallest()))
    assert (start.used, start.of) == (0, 0)


def test_a_lift_or_an_item_that_is_gone_is_left_out() -> None:
    plan = plan_lifts(smallest())
    lifts = tuple(replace(lift, lift="another road") for lift in smallest().lifts)
    assert (read(replace(smallest(), lifts=lifts), plan).used, read(smallest(), plan).of) == (0, 1)


def test_a_load_of_a_cancelled_day_goes_with_the_next_trip_in_the_second_way() -> None:
    """Half of the load leaves on each of two days; the first is cancelled, and the second trip has room for both."""
    operation = base(lifts=(truck(**ANY_DAY, payload_kg=20.0, per_week=None),), places=base().places)
    plan = plan_lifts(operation)
    first = plan.trips[0].leaves
    cancelled = replace(operation, lift_days=(LiftDay(lift="truck", date=first, runs=False),))
    start = read(cancelled, plan)
    assert start.used < start.of
    assert first.isoformat() not in vehicles(cancelled, start.ways[0])


def test_packs_beyond_a_smaller_truck_stay_behind() -> None:
    plan = plan_lifts(base(lifts=(truck(),)))
    start = read(base(lifts=(truck(payload_kg=10.0, max_per_day=1),)), plan)
    assert start.used == 0
    model = build_model(build_problem(base(lifts=(truck(payload_kg=10.0, max_per_day=1),))))
    assert start.ways[0][model.packs].sum() == 2


def test_committed_packs_are_not_counted_twice() -> None:
    """Two of the three packs are committed now: one is left for the plan."""
    plan = plan_lifts(base(lifts=(truck(),)))
    fixed = base(lifts=(truck(),), committed=(Committed(lift="truck", date=on(0), item="meal", packs=2),))
    start = read(fixed, plan)
    assert (start.used, start.of) == (1, 1)
    assert start.ways[0][build_model(build_problem(fixed)).packs].sum() == 1


def test_a_plan_of_another_year_says_nothing() -> None:
    plan = plan_lifts(smallest())
    far = replace(
        plan, trips=tuple(replace(one, leaves=one.leaves - datetime.timedelta(days=365)) for one in plan.trips)
    )
    assert read(smallest(), far).of == 0
