"""What is eaten is told by group, and what is missed above a thousandth of a ration."""

from __future__ import annotations

import dataclasses

import pytest

from malja.catalogue.facts import BasketRule
from malja.lifts.search.eaten_food import LEAST_MISS
from malja.lifts.search.planning import plan_lifts
from tests.lifts.food import kitchen_table, shares
from tests.lifts.operations import on


def test_food_of_no_group_has_a_row_of_its_own() -> None:
    """Ten people eat 21,000 kcal: biscuits of no group alone are 466.7 g each, outside every rule but the least."""
    made = kitchen_table(stock={"biscuits": 50})
    items = tuple(
        dataclasses.replace(item, food_group="" if item.item == "biscuits" else item.food_group) for item in made.items
    )
    plan = plan_lifts(dataclasses.replace(made, items=items))
    last = [row for row in plan.eaten if row.date == on(4) and row.grams]
    assert [(row.food_group, row.max_share) for row in last] == [("", None)]
    assert last[0].grams == pytest.approx(2100 / 4500 * 1000)


def test_rules_stand_beside_what_is_eaten_as_they_are_written() -> None:
    """A least share of 0 is a rule too, and one that nobody breaks is not told."""
    zero = BasketRule(basket="own", food_group="cereals", min_share=0.0, max_g=1000)
    plan = plan_lifts(kitchen_table(stock={"rice": 50}, baskets=(zero,)))
    assert {(row.min_share, row.max_share, row.min_g, row.max_g) for row in plan.eaten} == {(0.0, None, None, 1000)}
    assert plan.basket_misses == ()
    assert shares(plan, 0) == {"cereals": 1.0}


def test_a_thousandth_of_a_ration_is_not_told() -> None:
    """At most 583 g of rice are 2,098.8 kcal of 2,100: 0.0006 of a ration more; at most 570 g are missed by 0.02."""
    for most, told in ((583, []), (570, [on(day) for day in range(5)])):
        rule = BasketRule(basket="own", food_group="cereals", max_g=most)
        plan = plan_lifts(kitchen_table(stock={"rice": 50}, baskets=(rule,)))
        assert [row.date for row in plan.basket_misses if row.rule == "max_g"] == told
        assert all(row.missed > LEAST_MISS for row in plan.basket_misses)
