"""Food that people can eat, by a pencil."""

from __future__ import annotations

import dataclasses

import pytest

from malja.catalogue.facts import BasketRule, Content, Group, Need
from malja.lifts.model.basket import build_basket, measure_food_g
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.planning import plan_lifts
from malja.operation.rows import Service, Supply
from tests.lifts.food import KCAL, eaten_kcal, food, kitchen_table, rules, shares
from tests.lifts.operations import on

ALL = ("rice", "lentils", "oil", "biscuits")


def test_food_in_a_unit() -> None:
    """A kilogram is 1,000 g; a pack of 10 tins that weighs 3 kg holds tins of 300 g; what is given stands."""
    assert measure_food_g(food("rice")) == 1000
    assert measure_food_g(food("rice", unit="tin", pack_quantity=10, pack_kg=3)) == 300
    assert measure_food_g(food("rice", unit="tin", food_g=125)) == 125


def test_rules_count_from_the_first_people() -> None:
    """People come on day 1: biscuits are free on the days 1 and 2, and a tenth from day 3 on."""
    made = kitchen_table()
    later = dataclasses.replace(made, people=tuple(dataclasses.replace(row, date=on(1)) for row in made.people))
    basket = build_basket(build_problem(later))
    assert basket is not None
    assert basket.groups == ("cereals", "pulses", "fats", "ready")
    assert basket.most_share[0, 3].tolist()[1:] == [float("inf"), float("inf"), 0.1, 0.1]
    assert basket.changed[0].tolist() == [True, True, False, True, False]


def test_a_ration_against_all_rules_is_charged_nearly_a_ration() -> None:
    """Late biscuits alone: 0.9 too much at 0.65 / 0.9, and 0.7 too little at 0.25 / 0.7; two jumps are left, 0.1."""
    basket = build_basket(build_problem(kitchen_table()))
    assert basket is not None
    assert basket.under_charge[0, 4] == pytest.approx(0.25 / 0.7)
    assert basket.over_charge[0, :, 4] == pytest.approx([2.0, 0.65, 0.65 / 0.7, 0.65 / 0.9])
    assert basket.prices == pytest.approx((0.9 * 0.35 * 2100 / 2000, 0.9 * 0.35, 0.9 * 0.35))


def test_everything_there_means_the_basket_is_eaten() -> None:
    """Nothing is missed, nobody is hungry, and biscuits end where their days end."""
    plan = plan_lifts(kitchen_table(supply=ALL))
    assert eaten_kcal(plan) == [2100] * 5
    assert plan.basket_misses == ()
    for day in range(5):
        found = shares(plan, day)
        assert 0.5 - 1e-6 <= found["cereals"] <= 0.7 + 1e-6
        assert 0.1 - 1e-6 <= found["fats"] <= 0.3 + 1e-6
        assert found["pulses"] >= 0.1 - 1e-6
        assert day < 2 or found.get("ready", 0.0) <= 0.1 + 1e-6
    grams = {row.food_group: row.grams for row in plan.eaten if row.date == on(4)}
    assert grams["pulses"] <= 100 + 1e-6
    assert sum(
        grams[group] * KCAL[name] / 1000
        for name, group in (("rice", "cereals"), ("lentils", "pulses"), ("oil", "fats"), ("biscuits", "ready"))
    ) == pytest.approx(2100)


def test_biscuits_alone_are_eaten() -> None:
    """50 kg of biscuits are 22.5 rations of 10,000 kcal ... enough for ten people and five days: they eat them."""
    plan = plan_lifts(kitchen_table(stock={"biscuits": 50}))
    assert eaten_kcal(plan) == [2100] * 5
    assert shares(plan, 4) == {"ready": 1.0}
    missed = {(row.food_group, row.rule): row.missed for row in plan.basket_misses if row.date == on(4)}
    assert missed == pytest.approx(
        {
            ("cereals", "min_share"): 0.5,
            ("pulses", "min_share"): 0.1,
            ("fats", "min_share"): 0.1,
            ("ready", "max_share"): 0.9,
        }
    )


@pytest.mark.parametrize("only", ["rice", "lentils", "oil", "biscuits"])
def test_nobody_eats_less_because_of_a_basket(only: str) -> None:
    """Whatever alone is in the store and too little, all of it is eaten; evenly where the rules do not change."""
    kg = 30 * 2100 / KCAL[only]
    made = kitchen_table(stock={only: kg})
    without = dataclasses.replace(made, basket="")
    plan, plain = plan_lifts(made), plan_lifts(without)
    assert sum(eaten_kcal(plan)) == pytest.approx(6300, abs=0.01)
    for mine, theirs in zip(plan.aims[:3], plain.aims[:3], strict=True):
        if only != "biscuits":
            assert mine.value == pytest.approx(theirs.value, abs=1e-6)


def test_a_target_beyond_the_minimum_is_eaten_too() -> None:
    """The basket is held before the target, but not before its energy."""
    made = kitchen_table(stock={"biscuits": 60})
    needs = tuple(dataclasses.replace(need, target=2500) for need in made.needs)
    assert eaten_kcal(plan_lifts(dataclasses.replace(made, needs=needs))) == [2500] * 5


def test_oil_alone_is_not_sent_where_rice_can_be_had() -> None:
    """A truck of 3 kg a day: oil alone would be 26,550 kcal of the 21,000 asked; what people can eat goes instead."""
    made = kitchen_table(supply=("rice", "oil"))
    made = dataclasses.replace(made, lifts=(dataclasses.replace(made.lifts[0], payload_kg=3),))
    plan = plan_lifts(made)
    by_day = [shares(plan, day) for day in range(5)]
    assert all(found["cereals"] > 0.4 for found in by_day)
    assert sum(row.quantity for row in plan_lifts(dataclasses.replace(made, basket="")).uses if row.item == "oil") > 8


def test_without_fuel_what_needs_no_cooking_is_sent() -> None:
    """Fuel for half of the people: half of the energy may be cooked; the cereals give way, and both are told."""
    made = kitchen_table(supply=ALL)
    fuel = Need(need="cooking_fuel", name="Fuel", sector="energy", kind="daily", minimum=1, weight=0.35)
    half = Service(place="camp", need="cooking_fuel", quantity=5)
    made = dataclasses.replace(made, needs=(*made.needs, fuel), services=(half,))
    plan = plan_lifts(made)
    assert eaten_kcal(plan) == [2100] * 5
    late = [row for row in plan.basket_misses if row.date == on(4)]
    assert {row.rule for row in late} <= {"cooked", "min_share", "max_share"}
    assert sum(row.missed for row in late) > 0.05
    assert late


def test_nothing_to_cook_with_and_only_rice() -> None:
    """They eat the rice, and the page can say that nobody can cook it."""
    made = kitchen_table(stock={"rice": 50})
    kitchens = Need(need="kitchen_capacity", name="Kitchens", sector="food", kind="standing", minimum=1, weight=0.06)
    plan = plan_lifts(dataclasses.replace(made, needs=(*made.needs, kitchens)))
    assert eaten_kcal(plan) == [2100] * 5
    missed = [row.missed for row in plan.basket_misses if row.rule == "cooked"]
    assert missed == pytest.approx([1.0] * 5)


def test_milk_powder_is_never_eaten() -> None:
    """It is the cheapest and the richest, and in no basket of anybody but infants."""
    made = kitchen_table(supply=ALL)
    made = dataclasses.replace(
        made,
        items=(*made.items, food("milk", general_food=False)),
        contents=(*made.contents, Content(item="milk", need="energy", how="use", quantity=5000)),
        supply=(*made.supply, Supply(place="depot", item="milk", unit_cost=0)),
        groups=(Group(group="infants", share=0.1, reach=0.1),),
    )
    plan = plan_lifts(made)
    assert not [row for row in plan.uses if row.item == "milk"]
    assert not [row for row in plan.eaten if row.food_group == "milk"]


def test_a_jump_is_smoothed() -> None:
    """Ten rations of biscuits in the store are no feast of one day: shares change little from day to day."""
    free = (BasketRule(basket="own", food_group="ready", max_g=1000),)
    made = kitchen_table(stock={"biscuits": 10, "rice": 50}, baskets=(*rules()[:1], *free))
    ready = [shares(plan_lifts(made), day).get("ready", 0.0) for day in range(5)]
    assert max(ready) - min(ready) < 0.05
