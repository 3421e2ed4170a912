"""The summary of a plan, as figures."""

from __future__ import annotations

import dataclasses

from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables
from malja.report.summary import find_headline, summarise_plan


def test_purchases_of_an_item_are_added_up_the_heaviest_first(operation: Tables, plan: Plan) -> None:
    rice, tents = summarise_plan(operation, plan).asked
    assert (rice.item, rice.quantity, rice.kg, rice.cost, rice.first) == ("rice", 200, 204, 100, plan.buys[1].date)
    assert (tents.item, tents.quantity, tents.kg, tents.cost, tents.first) == ("tent", 2, 120, 600, plan.start)


def test_the_next_trips_come_in_the_order_in_which_they_leave(operation: Tables, plan: Plan) -> None:
    turned = dataclasses.replace(plan, trips=plan.trips[::-1])
    summary = summarise_plan(operation, turned)
    assert [coming.trip.leaves for coming in summary.coming] == sorted(trip.leaves for trip in plan.trips)
    assert (summary.trips, summary.people, summary.cost) == (3, 100, 3700)


def test_the_headline_is_the_first_of_the_lowest_tier(operation: Tables, plan: Plan) -> None:
    summary = summarise_plan(operation, plan)
    assert summary.headline is not None
    assert (summary.headline.tier, summary.headline.need) == ("survival", "roof")
    assert find_headline([]) is None
