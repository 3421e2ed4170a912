"""What people eat as periods, and the rules that give way, by a pencil."""

from __future__ import annotations

import pytest

from malja.lifts.plan.plan import Plan
from malja.lifts.search.planning import plan_lifts
from malja.report.eaten.periods import find_basket_gaps, list_food_periods
from tests.lifts.food import kitchen_table
from tests.lifts.operations import on


@pytest.fixture(scope="module")
def biscuits() -> Plan:
    """Nothing but biscuits in the store, for five days."""
    return plan_lifts(kitchen_table(stock={"biscuits": 50}))


def test_a_period_ends_where_the_rules_change(biscuits: Plan) -> None:
    """2,100 kcal of biscuits at 4,500 a kilogram are 467 g a day."""
    first, second = list_food_periods(biscuits)
    assert (first.first, first.last, second.first, second.last) == (on(0), on(1), on(2), on(4))
    ready = {line.food_group: line for line in second.lines}["ready"]
    assert (ready.grams, ready.share, ready.max_share) == pytest.approx((466.667, 1.0, 0.1), rel=1e-4)


def test_rules_that_gave_way_are_told_with_the_worst_day(biscuits: Plan) -> None:
    """The rule missed most in all comes first: cereals by half a ration on five days, biscuits by 0.9 on three."""
    gaps = find_basket_gaps(biscuits)
    assert [(gap.food_group, gap.rule, len(gap.dates)) for gap in gaps] == [
        ("ready", "max_share", 3),
        ("cereals", "min_share", 5),
        ("pulses", "min_share", 5),
        ("fats", "min_share", 5),
    ]
    assert (gaps[0].eaten, gaps[0].asked, gaps[0].missed) == pytest.approx((1.0, 0.1, 2.7), rel=1e-4)


def test_without_a_basket_nothing_is_known() -> None:
    plan = plan_lifts(kitchen_table(stock={"biscuits": 50}, basket=""))
    assert (list_food_periods(plan), find_basket_gaps(plan)) == ((), ())
