"""What holds of every plan with a basket, and with several parts of loads at once: judged, compared."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.planning import plan_lifts

from .judge import judge
from .judge_food import basket_charge
from .ledger import Ledger
from .plain import best_values
from .program import UnsolvedError
from .random_extras import Part, fuller_operations
from .reading import Reading
from .test_properties import AIMS, SLACK, examples

TOGETHER: tuple[tuple[Part, ...], ...] = (
    ("table",),
    ("calendar", "cutoff", "stowage"),
    ("stowage", "segregation", "pallets"),
    ("table", "stowage", "segregation", "consignments"),
)


@pytest.mark.parametrize("parts", TOGETHER, ids="+".join)
@examples(25)
@given(data=st.data())
def test_every_plan_passes_the_judge(parts: tuple[Part, ...], data: st.DataObject) -> None:
    made = data.draw(fuller_operations(*parts, exact=False))
    parsed: dict[str, Any] = json.loads(format_plan(plan_lifts(made)))
    assert judge(made, parsed) == []


@pytest.mark.parametrize("parts", TOGETHER, ids="+".join)
@examples(12)
@given(data=st.data())
def test_values_and_bounds_against_the_plain_formulation(parts: tuple[Part, ...], data: st.DataObject) -> None:
    """bound <= the least value of plans that miss no more of the basket, earlier aims no worse <= the plan's value."""
    made = data.draw(fuller_operations(*parts))
    plan = plan_lifts(made)
    found = {str(aim.aim): aim for aim in plan.aims}
    limits = {name: aim.value for name, aim in found.items()}
    if made.basket:
        limits["basket"] = basket_charge(Ledger(Reading(made), json.loads(format_plan(plan))))
    try:
        best = best_values(made, AIMS, limits)
    except UnsolvedError:
        assume(False)
    for name in AIMS:
        value, bound = found[name].value, found[name].bound
        assert best[name] <= value + SLACK * max(1.0, value), f"{name}: {value} is less than can be, {best[name]}"
        assert bound <= best[name] + 10 * SLACK * max(1.0, best[name]), f"{name}: {bound} is above {best[name]}"
