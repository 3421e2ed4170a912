"""Rules of a basket that cannot hold together are refused by name, all of them at once."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import BasketRule
from malja.problems import Refused
from tests.lifts.food import kitchen_table, rules


def _codes(*baskets: BasketRule, **tables: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        kitchen_table(baskets=baskets, **tables)
    return [problem.code for problem in refused.value.problems]


def test_a_basket_is_measured_by_energy() -> None:
    assert _codes(*rules(), needs=(), contents=()) == ["basket_without_energy"]


def test_least_is_never_above_most() -> None:
    high = dataclasses.replace(rules()[0], min_share=0.8)
    grams = BasketRule(basket="own", food_group="salt", min_g=10, max_g=5, from_day=3, to_day=2)
    assert _codes(high, grams) == ["least_above_most", "least_above_most", "basket_days_end_early"]


def test_least_shares_leave_room_for_each_other() -> None:
    """0.5 + 0.6 on day 3 alone; what ends before it is no part of it."""
    first = BasketRule(basket="own", food_group="ready", min_share=0.5, to_day=2)
    late = BasketRule(basket="own", food_group="fats", min_share=0.6, from_day=3)
    assert kitchen_table(baskets=(first, late)).basket == "own"
    assert _codes(rules()[0], late) == ["basket_shares_above_one"]


def test_rules_of_another_basket_do_not_matter() -> None:
    other = BasketRule(basket="other", food_group="fats", min_share=0.9, max_share=0.1)
    assert kitchen_table(baskets=(*rules(), other)).basket == "own"
