"""What holds of every plan, with each part of the second revision: judged, and compared with a plain formulation."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
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

AIMS = ["survival", "minimum", "target", "cost"]
SLACK = 1e-5
#: Parts that the planner knows.
KNOWN: tuple[Part, ...] = ("calendar", "table")


def examples(number: int) -> settings:
    """So many examples, always the same."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(derandomize=True, max_examples=number, deadline=None, suppress_health_check=checks)


@pytest.mark.parametrize("part", KNOWN)
@examples(60)
@given(data=st.data())
def test_every_plan_passes_the_judge(part: Part, data: st.DataObject) -> None:
    made = data.draw(fuller_operations(part, exact=False))
    parsed: dict[str, Any] = json.loads(format_plan(plan_lifts(made)))
    assert judge(made, parsed) == []


@pytest.mark.parametrize("part", KNOWN)
@examples(40)
@given(data=st.data())
def test_values_and_bounds_against_the_plain_formulation(part: Part, data: st.DataObject) -> None:
    """bound <= the least value of plans that miss no more of the basket, earlier aims no worse <= the plan's value."""
    made = data.draw(fuller_operations(part))
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
