"""Small consignments put together: a pencil case by hand, and on random operations no aim gets worse."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from hypothesis import Phase, given, settings

import malja
from malja.catalogue.facts import Content, Item, Need
from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.plan.small_consignments import list_small_consignments
from malja.lifts.search.consignments import merge_small_consignments
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import plan_exactly
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Stock, Supply

from ..judge import judge
from ..operations import on, operation
from ..random_operations import operations


def soap_and_rice(**changes: Any) -> Operation:
    """A truck of 100 kg on every second day brings rice of 10 kg (a meal for 10) and soap of 10 kg for 10 people.

    Ten people eat a pack of rice a day and use a pack of soap in five days; two packs of soap stand at the camp, which
    last to day 9. At least two packs of soap are worth sending.
    """
    rows: dict[str, Any] = {
        "name": "soap",
        "days": 8,
        "reserve_days": 4,
        "split_price": 5.0,
        "places": (Place(place="depot", role="source"), Place(place="camp", role="site")),
        "people": (Movement(place="camp", date=on(0), arrivals=10),),
        "needs": (
            Need(need="meals", name="Meals", sector="food", kind="daily", survival=1),
            Need(need="washing", name="Washing", sector="hygiene", kind="daily", minimum=1),
        ),
        "items": (
            Item(item="rice", name="Rice", pack_quantity=10, pack_kg=10, pack_m3=0.1),
            Item(item="soap", name="Soap", pack_quantity=50, pack_kg=10, pack_m3=0.1, min_consignment_packs=2),
        ),
        "contents": (
            Content(item="rice", need="meals", how="use", quantity=1),
            Content(item="soap", need="washing", how="use", quantity=1),
        ),
        "stock": (Stock(place="camp", item="soap", quantity=20),),
        "supply": (Supply(place="depot", item="rice", unit_cost=1), Supply(place="depot", item="soap", unit_cost=1)),
        "lifts": (
            Lift(
                lift="truck", origin="depot", destination="camp", payload_kg=100, fixed_cost=1, weekdays="mon wed fri"
            ),
        ),
        **changes,
    }
    return operation(**rows)


def count_small(of: Operation, plan: Plan) -> int:
    return len(list_small_consignments(of, plan.trips))


def test_two_cartons_of_soap_go_together() -> None:
    """100 person-days of washing are missing: two packs, which one truck can carry and nobody has to split."""
    of = soap_and_rice()
    plan = malja.plan(of)
    assert [aim.value for aim in plan.aims[:3]] == [0, 0, 0]
    assert count_small(of, plan) == 0
    assert plan.consignments is not None
    assert plan.consignments.charge == 0
    soap = [cargo.packs for trip in plan.trips for cargo in trip.cargo if cargo.item == "soap"]
    assert sum(packs or 0 for packs in soap) == 2


def test_a_single_pack_joins_the_other_where_stock_bridges_the_days() -> None:
    """One pack of soap on Monday and one on Wednesday: two packs in stock bridge the days between."""
    model = build_model(build_problem(soap_and_rice()))
    found = plan_exactly(model, Deadline())
    assert found is not None
    soap, x = 1, found.x.copy()
    load, stock = model.columns.load, model.columns.stock
    assert x[load[0, soap, 0]] == 2
    x[load[0, soap, [0, 2]]] = 1
    x[stock[1, soap, [0, 1]]] -= 1
    merged = merge_small_consignments(model, x)
    assert sorted(merged[load[0, soap, [0, 2]]]) == [0, 2]
    x[stock[1, soap, :4]] = (
        0  # without stock between, the one of Monday cannot wait, and that of Wednesday comes forward
    )
    assert list(merge_small_consignments(model, x)[load[0, soap, [0, 2]]]) == [2, 0]


def test_what_is_needed_at_once_goes_in_small_numbers() -> None:
    """A truck of one pack a trip: whoever needs soap gets a single pack; the plan tells how many are small."""
    lift = Lift(lift="truck", origin="depot", destination="camp", payload_kg=10, fixed_cost=1, max_per_day=1)
    of = soap_and_rice(lifts=(lift,))
    plan = malja.plan(of)
    small = count_small(of, plan)
    assert plan.consignments is not None
    assert small == plan.consignments.small
    assert plan.consignments.charge == 5.0 * small


@settings(max_examples=40, deadline=None, phases=[Phase.generate], derandomize=True)
@given(operations(whole=True))
def test_no_aim_gets_worse_and_every_plan_is_right(of: Operation) -> None:
    items = tuple(dataclasses.replace(item, min_consignment_packs=3) for item in of.items)
    free, priced = (dataclasses.replace(of, items=items, split_price=price) for price in (0.0, 10.0))
    before, after = malja.plan(free), malja.plan(priced)
    assert count_small(priced, after) <= count_small(free, before)
    for one, other in zip(before.aims[:3], after.aims[:3], strict=True):
        assert other.value <= one.value + 1e-6 * max(1.0, one.value)
    assert judge(priced, json.loads(format_plan(after))) == []
