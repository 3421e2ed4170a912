"""The judge can fail what a plan says of what people eat: grams, shares, and each rule of a basket that is missed."""

from __future__ import annotations

import copy
import dataclasses
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from malja.catalogue.facts import BasketRule, Content, Item, Need
from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import plan_exactly
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Supply

from .eating import Eating
from .food import kitchen_table
from .judge_food import basket_charge, food, misses
from .ledger import Ledger
from .operations import on, operation
from .plain import best_values, formulate, staged
from .plain_plan import plain_plan
from .program import UnsolvedError, worth
from .random_extras import fuller_operations
from .reading import Reading

NONE: dict[str, Any] = {name: [] for name in ("trips", "buys", "runs", "waste", "stock", "in_place", "coverage")}


def table(*rules: BasketRule, **tables: Any) -> Operation:
    """Ten people for two days, 2,000 kcal each. A truck brings rice (3,500 kcal a kg) and biscuits (4,000)."""
    own: dict[str, Any] = {
        "days": 1,
        "reserve_days": 1,
        "whole_packs": False,
        "basket": "b" if rules else "",
        "baskets": rules,
        "places": (Place(place="depot", role="source"), Place(place="camp", role="site")),
        "people": (Movement(place="camp", date=on(0), arrivals=10),),
        "needs": (Need(need="energy", name="", sector="food", kind="daily", unit="kcal", survival=1000, minimum=2000),),
        "items": (
            Item(item="rice", name="", unit="kg", pack_kg=1, pack_m3=0, food_group="cereals", needs_cooking=True),
            Item(item="biscuits", name="", unit="kg", pack_kg=1, pack_m3=0, food_group="ready"),
        ),
        "contents": (
            Content(item="rice", need="energy", how="use", quantity=3500),
            Content(item="biscuits", need="energy", how="use", quantity=4000),
        ),
        "supply": (
            Supply(place="depot", item="rice", unit_cost=1),
            Supply(place="depot", item="biscuits", unit_cost=0.5),
        ),
        "lifts": (Lift(lift="truck", origin="depot", destination="camp"),),
    }
    return operation(**{**own, **tables})


def ledger(made: Operation, rice: float, biscuits: float, **rows: Any) -> Ledger:
    """So many kg used on each of the two days."""
    days = [on(0).isoformat(), on(1).isoformat()]
    uses = [
        {"place": "camp", "item": item, "date": day, "quantity": kg}
        for day in days
        for item, kg in (("rice", rice), ("biscuits", biscuits))
    ]
    return Ledger(Reading(made), {**NONE, "uses": uses, **rows})


def missed(made: Operation, rice: float, biscuits: float) -> dict[str, float]:
    """What each rule misses on the second day."""
    found = misses(ledger(made, rice, biscuits), Eating(Reading(made)))
    return {f"{group} {rule}": value for (_, day, group, rule), value in found.items() if day == 1 and value > 1e-9}


def rule(group: str, **values: Any) -> BasketRule:
    return BasketRule(basket="b", food_group=group, **values)


def test_shares_and_grams_by_pencil() -> None:
    """2 kg of rice and 3 kg of biscuits are 7,000 + 12,000 = 19,000 kcal; the ration of ten is 20,000."""
    assert missed(table(rule("cereals", min_share=0.5)), 2, 3) == pytest.approx({"cereals min_share": 2500 / 20000})
    assert missed(table(rule("ready", max_share=0.5)), 2, 3) == pytest.approx({"ready max_share": 2500 / 20000})
    # 300 g of biscuits a person where 250 may be, at 4 kcal: 50 x 4 of 2,000.
    assert missed(table(rule("ready", max_g=250)), 2, 3) == pytest.approx({"ready max_g": 0.1})
    # 250 g a person with a full ration; 19/20 of one is eaten: 2,375 g are due, 2,000 are eaten.
    assert missed(table(rule("cereals", min_g=250)), 2, 3) == pytest.approx({"cereals min_g": 375 * 3.5 / 20000})
    assert missed(table(rule("pulses", min_share=0.1)), 2, 3) == pytest.approx({"pulses min_share": 1900 / 20000})
    assert missed(table(rule("cereals", min_share=0.3, max_share=0.9, min_g=100, max_g=300)), 2, 3) == {}


def test_rules_hold_on_their_days() -> None:
    assert missed(table(rule("ready", max_share=0, to_day=0)), 2, 3) == {}
    assert missed(table(rule("ready", max_share=0, from_day=1)), 2, 3) == pytest.approx({"ready max_share": 0.6})
    late = (Movement(place="camp", date=on(1), arrivals=10),)
    assert missed(table(rule("ready", max_share=0, from_day=1), people=late), 2, 3) == {}
    assert missed(dataclasses.replace(table(rule("ready", max_share=0)), basket=""), 2, 3) == {}


def test_what_is_cooked_needs_kitchens() -> None:
    kitchens = Need(need="kitchen_capacity", name="", sector="food", kind="standing", minimum=1)
    made = table(rule("cereals", min_share=0), needs=(*table().needs, kitchens))
    assert missed(made, 2, 3) == pytest.approx({" cooked": 7000 / 20000})


def test_what_is_eaten_is_told() -> None:
    made = table(rule("cereals", min_share=0.5))
    row = {"place": "camp", "date": on(0).isoformat(), "food_group": "cereals", "grams": 200.0, "share": 7 / 19}
    limits = {"min_share": 0.5, "max_share": None, "min_g": None, "max_g": None}
    ready = {**row, "food_group": "ready", "grams": 300.0, "share": 12 / 19, **dict.fromkeys(limits)}
    rows = [{**one, "date": on(day).isoformat()} for day in (0, 1) for one in ({**row, **limits}, ready)]
    charge = {"place": "camp", "food_group": "cereals", "rule": "min_share", "missed": 0.125}
    charges = [{**charge, "date": on(day).isoformat()} for day in (0, 1)]
    assert list(food(ledger(made, 2, 3, eaten=rows, basket_charge=charges))) == []
    for change, words in (
        ({"grams": 210.0}, "are eaten by 10 people"),
        ({"share": 0.4}, "of the energy eaten"),
        ({"min_share": 0.4}, "the basket's min_share"),
    ):
        wrong = copy.deepcopy(rows)
        wrong[0].update(change)
        assert words in "".join(food(ledger(made, 2, 3, eaten=wrong))), change
    assert "no row of eaten" in "".join(food(ledger(made, 2, 3, eaten=rows[1:])))
    assert "is missed by 0.125" in "".join(food(ledger(made, 2, 3, basket_charge=charges[1:])))


def test_the_plain_formulation_cooks_what_the_basket_asks() -> None:
    """Biscuits are cheaper; with half of the energy from rice each day is 2.857 kg of rice and 2.5 kg of biscuits."""
    free = plain_plan(table())
    assert free["aims"][-1]["value"] == pytest.approx(2 * 5 * 0.5)
    made = table(rule("cereals", min_share=0.5))
    found = best_values(made, ["basket", "survival", "minimum", "cost"])
    assert found["basket"] == pytest.approx(0, abs=1e-6)
    assert found["cost"] == pytest.approx(2 * (10 / 3.5 + 2.5 * 0.5), rel=1e-5)


def test_the_basket_gives_way_before_anybody_eats_less() -> None:
    made = table(rule("cereals", min_share=0.5), supply=(Supply(place="depot", item="biscuits"),))
    assert best_values(made, ["minimum", "cost"])["minimum"] == pytest.approx(0, abs=1e-6)
    # Half of a ration is missed by ten people on two days; too little of all groups counts 0.25 of a ration, so a half.
    assert basket_charge(ledger(made, 0, 5)) == pytest.approx(5)
    assert best_values(made, ["minimum"], {"basket": 5.0})["minimum"] == pytest.approx(0, abs=1e-4)
    assert best_values(made, ["minimum"], {"basket": 2.5})["minimum"] > 1


@settings(
    derandomize=True,
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(fuller_operations("table"))
def test_the_plain_formulation_charges_what_the_judge_finds(made: Operation) -> None:
    model = formulate(made)
    try:
        found, columns = staged(model, ["basket", "cost"], {})
    except UnsolvedError:
        assume(False)
    days = range(made.horizon)
    uses = [
        {"place": place, "item": item, "date": made.date(day).isoformat(), "quantity": worth(total, columns)}
        for (place, item, day), total in model.goods.used.items()
    ]
    coverage = [
        {"place": place, "need": need, "date": made.date(day).isoformat(), "provided": worth(total, columns)}
        for (place, need, day), total in model.goods.provided.items()
        if day in days
    ]
    told = Ledger(Reading(made), {**NONE, "uses": uses, "coverage": coverage})
    assert basket_charge(told) == pytest.approx(found["basket"], rel=1e-5, abs=1e-4)


def test_the_judge_passes_plans_with_a_basket_and_counts_the_same() -> None:
    """A store of everything, too little of it: what the model charges is what the judge recomputes from plan.json."""
    made = kitchen_table(stock={"rice": 6, "lentils": 2, "oil": 3, "biscuits": 9})
    model = build_model(build_problem(made))
    solution = plan_exactly(model, Deadline(None, None, None, None))
    assert solution is not None
    planned = Ledger(Reading(made), json.loads(format_plan(plan_lifts(made))))
    assert basket_charge(planned) == pytest.approx(model.charge(solution.x), rel=1e-5)
    assert list(food(planned)) == []
    assert best_values(made, ["survival"], {"basket": basket_charge(planned) * (1 + 1e-6)})[
        "survival"
    ] == pytest.approx(model.values(solution.x)[0], rel=1e-4)
