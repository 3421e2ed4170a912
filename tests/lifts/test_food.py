"""Hunger comes before the basket, whatever is in the store; and every answer can be given with a basket."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.catalogue.facts import BasketRule, Need
from malja.lifts.capacity.capacity import find_capacity
from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.requests.request_search import find_requests
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import plan_exactly
from malja.lifts.search.planning import plan_lifts
from malja.lifts.what_if.flight_failure import find_flight_failure
from malja.lifts.what_if.rough_inputs import rank_rough_inputs
from malja.operation.operation import Operation
from malja.operation.rows import Service

from .food import KCAL, eaten_kcal, kitchen_table

GROUPS = ("cereals", "pulses", "fats", "ready")


@st.composite
def baskets(draw: st.DrawFn) -> tuple[BasketRule, ...]:
    """Rules of four groups, some of them from a later day on; least shares leave room for each other."""
    made = []
    for group in GROUPS:
        since = draw(st.sampled_from([0, 0, 2]))
        limits: dict[str, Any] = {
            "min_share": draw(st.sampled_from([None, 0.0, 0.1, 0.25])),
            "max_share": draw(st.sampled_from([None, 0.25, 0.5, 1.0])),
            "min_g": draw(st.sampled_from([None, 20, 100])),
            "max_g": draw(st.sampled_from([None, 100, 300])),
        }
        made.append(BasketRule(basket="own", food_group=group, from_day=since, **limits))
    return tuple(made)


@st.composite
def stores(draw: st.DrawFn) -> Operation:
    """A store of food and no lift: what is there is all there is, with kitchens and fuel or without."""
    stock = {name: float(draw(st.integers(0, 12))) for name in ("rice", "lentils", "oil", "biscuits")}
    made = kitchen_table(stock=stock, baskets=draw(baskets()), days=draw(st.integers(1, 4)), lifts=())
    fuel = Need(need="cooking_fuel", name="Fuel", sector="energy", kind="daily", minimum=1, weight=0.35)
    if draw(st.booleans()):
        quantity = draw(st.sampled_from([0.0, 4.0, 10.0]))
        made = dataclasses.replace(
            made,
            needs=(*made.needs, fuel),
            services=(Service(place="camp", need="cooking_fuel", quantity=quantity),),
        )
    return made


@settings(max_examples=25)
@given(made=stores())
def test_a_basket_leaves_no_food_in_the_store_while_anybody_is_hungry(made: Operation) -> None:
    """All that is there is eaten, or everybody is full: as without a basket."""
    there = sum(row.quantity * KCAL[row.item] for row in made.stock)
    full = 10 * 2100 * made.days
    assert 10 * sum(eaten_kcal(plan_lifts(made))) == pytest.approx(min(there, full), rel=1e-5, abs=0.1)


@settings(max_examples=15)
@given(made=stores())
def test_bounds_hold_among_plans_with_no_worse_a_basket(made: Operation) -> None:
    """Without whole numbers every bound is the value itself, of the aims that no tolerance loosens."""
    for aim in plan_lifts(made).aims:
        assert aim.bound == pytest.approx(aim.value, rel=1e-6, abs=1e-6)


def test_the_charge_stands_behind_the_aims_that_are_held() -> None:
    """Biscuits alone for ten people: on three late days 0.65 + 0.25, on the two before 0.25."""
    model = build_model(build_problem(kitchen_table(stock={"biscuits": 50})))
    solution = plan_exactly(model, Deadline(None, None, None, None))
    assert solution is not None
    assert model.charge(solution.x) == pytest.approx(10 * (3 * 0.9 + 2 * 0.25), rel=1e-3)


def test_every_answer_is_given_with_a_basket() -> None:
    made = kitchen_table(supply=("rice", "oil"), stock={"lentils": 20})
    plan = plan_lifts(made)
    assert find_capacity(made).sites
    assert find_requests(made).tiers
    assert find_flight_failure(made, plan).trip is not None
    assert rank_rough_inputs(made, plan).trip is not None
