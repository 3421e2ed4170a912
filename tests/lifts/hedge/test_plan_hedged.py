"""Hedged plans are plans: judged like any other, and they start with the loads that do well whatever fails."""

from __future__ import annotations

import json

from hypothesis import given

from malja.lifts.hedge.chances import Chances
from malja.lifts.hedge.plan_hedged import plan_hedged
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from tests.lifts.judge import judge
from tests.lifts.random_operations import operations
from tests.lifts.test_properties import examples
from tests.simulation.operations import camp

HALF = Chances(fails=0.5, more_people=0.5, count_error=0.0)


def test_both_flights_leave_where_each_may_fail() -> None:
    """The plain plan sends one flight with all 40 meals; hedged, the second carries the 30 of days 3 to 5 too."""
    plan = plan_hedged(camp(), Chances(fails=0.5, more_people=0.0, count_error=0.0), 20)
    assert [(trip.lift, trip.cargo[0].packs) for trip in plan.trips] == [("first", 4), ("second", 3)]
    assert [trip.lift for trip in plan_lifts(camp()).trips] == ["first"]


def test_safety_has_a_price_and_spares_something() -> None:
    """Three packs more are bought, at 5 each, and three quarters of a flight of 100 more: 90.

    Each of the futures in which the first flight fails and the second goes spares the meals of days 3 to 5 at least.
    """
    plan = plan_hedged(camp(), Chances(fails=0.5, more_people=0.0, count_error=0.0), 20)
    assert plan.safety is not None
    assert (plan.safety.futures, plan.safety.days) == (20, 6)
    assert round(plan.safety.cost, 6) == 90.0
    assert round(plan.safety.more["survival"], 6) == 0.0
    assert plan.safety.spared["survival"] > 0.0


def test_where_nothing_can_go_wrong_nothing_is_lost() -> None:
    calm = Chances(fails=0.0, more_people=0.0, count_error=0.0)
    assert plan_hedged(camp(), calm, 3).aims[0].value == plan_lifts(camp()).aims[0].value


@examples(25)
@given(operations())
def test_every_hedged_plan_is_a_plan(operation: Operation) -> None:
    assert judge(operation, json.loads(format_plan(plan_hedged(operation, HALF, 3, days=2)))) == []
