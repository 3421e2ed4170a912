"""What somebody would plan who knew the future."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from malja.lifts.hedge.chances import Chances, Draws
from malja.lifts.hedge.foresight import foresee
from malja.lifts.search.planning import plan_lifts
from malja.operation.headcount import count_present
from malja.operation.operation import Operation
from malja.operation.rows import Committed, LiftDay
from malja.simulation.world import World
from tests.lifts.operations import on
from tests.lifts.random_operations import operations
from tests.simulation.operations import camp, chances_of


def test_a_flight_that_will_fail_is_not_planned() -> None:
    """The first fails, so the second is sent on day 3 with all it can; the ten meals of day 2 cannot come."""
    draws = Draws(chances=chances_of({("first", 1): True, ("second", 3): False}), run=0)
    known = foresee(camp(), draws)
    assert known.lift_days == (LiftDay(lift="first", date=on(1), runs=False),)
    plan = plan_lifts(known)
    assert [trip.lift for trip in plan.trips] == ["second"]
    assert round(plan.aims[0].person_days or 0.0, 6) == 10.0


def test_committed_cargo_that_will_stay_can_be_had_at_its_origin() -> None:
    draws = Draws(chances=chances_of({("first", 1): True}), run=0)
    operation = camp(supply=())
    fixed = replace(operation, committed=(Committed(lift="first", date=on(1), item="meal", packs=2),))
    known = foresee(fixed, draws)
    assert known.committed == ()
    assert [(row.place, row.quantity, row.since) for row in known.supply] == [("depot", 20, on(1))]


@given(operations(), st.integers(0, 9))
def test_every_future_can_be_known(operation: Operation, run: int) -> None:
    draws = Draws(chances=Chances(fails=0.3, more_people=0.5), run=run)
    known = foresee(operation, draws)
    world = World(operation, draws)
    for site, heads in count_present(known).items():
        assert heads.tolist() == world.people.present[site].tolist()
