"""On which days goods for a need come to a site."""

from __future__ import annotations

from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables
from malja.report.sections.arrivals import Arrivals


def test_the_days_are_those_on_which_goods_for_the_need_are_usable(operation: Tables, plan: Plan) -> None:
    arrivals = Arrivals(operation, plan)
    assert [arrivals.days("camp", need) for need in ("roof", "food", "light")] == [[1], [2, 3], []]
    assert arrivals.days("depot", "food") == []


def test_a_trip_gives_units_of_the_item_and_of_the_need(operation: Tables, plan: Plan) -> None:
    arrivals = Arrivals(operation, plan)
    assert arrivals.given(plan.trips[0], "roof") == {"tent": (2.0, 50.0)}
    assert arrivals.given(plan.trips[0], "food") == {}
