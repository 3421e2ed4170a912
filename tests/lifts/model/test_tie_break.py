"""Plans that are equal in every aim: the earlier day, then the tables' order."""

from __future__ import annotations

from malja.lifts.search.planning import plan_lifts
from tests.lifts.cases import ANY_DAY, base, truck
from tests.lifts.operations import on


def test_the_earlier_lift_of_the_tables_goes() -> None:
    for names in (("b", "a"), ("a", "b")):
        plan = plan_lifts(base(lifts=tuple(truck(lift=name, fixed_cost=1) for name in names)))
        assert [trip.lift for trip in plan.trips] == [names[0]]


def test_the_earlier_day_and_nothing_without_need() -> None:
    """Nobody arrives before day 2: the lorry may leave on any day, and leaves on the first with what is needed."""
    people = (base().people[0].__class__(place="camp", date=on(2), arrivals=10),)
    plan = plan_lifts(base(people=people, lifts=(truck(fixed_cost=1, **ANY_DAY),)))
    assert [(trip.leaves, trip.cargo[0].packs) for trip in plan.trips] == [(on(0), 1)]
    assert plan.waste == ()
