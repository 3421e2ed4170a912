"""What limits a plan, in words."""

from __future__ import annotations

import dataclasses

import pytest

from malja.lifts.plan.plan import Limit, Plan
from malja.operation.rows import Tables
from malja.report.limits import find_step_worth, say_limit
from malja.report.words import Words


def test_kilograms_are_compared_by_the_tonne(plan: Plan) -> None:
    assert find_step_worth(plan.limits[0]) == pytest.approx(20.0)


def test_a_limit_says_what_a_step_more_would_spare(operation: Tables, plan: Plan) -> None:
    assert say_limit(Words(operation), plan.limits[0], "USD") == (
        "plane: full by weight on 2 days; a tonne more would spare about 20 person-days below survival"
    )


@pytest.mark.parametrize("worth", [0.0, float("inf")])
def test_what_would_spare_nothing_or_is_not_known_is_not_said(operation: Tables, plan: Plan, worth: float) -> None:
    limit: Limit = dataclasses.replace(plan.limits[0], worth=worth)
    assert say_limit(Words(operation), limit, "USD") == "plane: full by weight on 2 days"
