"""Small consignments are counted and what they cost is told."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np

from malja.lifts.model.day_loads import list_small_loads
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan_json import format_plan, read_plan
from malja.lifts.plan.small_consignments import list_small_consignments
from malja.lifts.search.planning import plan_lifts
from malja.operation.rows import Committed
from tests.lifts.cases import base, meal, truck
from tests.lifts.operations import on


def test_fewer_packs_than_the_least_are_counted_and_charged() -> None:
    """Three packs leave, five are the least that is worth sending; a split costs 7."""
    operation = base(items=(meal(min_consignment_packs=5),), split_price=7.0)
    plan = plan_lifts(operation)
    (small,) = list_small_consignments(operation, plan.trips)
    assert (small.lift, small.leaves, small.item, small.packs, small.least) == ("truck", on(0), "meal", 3.0, 5)
    text = format_plan(plan)
    assert json.loads(text)["consignments"] == {"small": 1, "charge": 7}
    assert read_plan(text).consignments == plan.consignments
    enough = plan_lifts(replace(operation, items=(meal(min_consignment_packs=3),)))
    assert enough.consignments is not None
    assert (enough.consignments.small, enough.consignments.charge) == (0, 0.0)


def test_what_a_sender_has_fixed_is_no_choice() -> None:
    fixed = (Committed(lift="truck", date=on(0), item="meal", packs=1),)
    operation = base(
        items=(meal(min_consignment_packs=5),), committed=fixed, supply=(), lifts=(truck(),), split_price=7.0
    )
    assert list_small_consignments(operation, plan_lifts(operation).trips) == ()


def test_without_a_least_nothing_is_told() -> None:
    plan = plan_lifts(base())
    assert plan.consignments is None
    assert "consignments" not in json.loads(format_plan(plan))


def test_of_loads_in_the_model_the_same_is_said() -> None:
    """Loads [lift, lot, day]: four packs on day 0, five on day 1, of which five are the least."""
    operation = base(items=(meal(min_consignment_packs=5),), lifts=(truck(first=None, last=None),))
    loads = np.array([[[4.0, 5.0, 0.0]]])
    assert list_small_loads(build_problem(operation), loads) == [(0, 0, 0)]
