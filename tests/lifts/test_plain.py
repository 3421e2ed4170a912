"""The plain formulation gives the values that a pencil gives."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from malja.operation.operation import Operation

from .cases import AT_PLACES, ON_LIFTS
from .cases_assets import OF_AIMS, OF_ASSETS, OF_COMMITTED
from .judge import judge
from .operations import smallest
from .plain import best_values
from .plain_plan import plain_plan
from .program import UnsolvedError
from .random_extras import PARTS, Part, fuller_operations
from .random_operations import operations

CASES = ON_LIFTS | AT_PLACES | OF_ASSETS | OF_COMMITTED | OF_AIMS
AIMS = ["survival", "minimum", "target", "cost"]


def test_smallest() -> None:
    expected = {"survival": 0.0, "minimum": 10.25, "target": 21.75, "cost": 160.0}
    assert best_values(smallest(), AIMS) == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("name", [name for name in CASES if name != "tolerance"])
def test_each_case(name: str) -> None:
    case = CASES[name]
    assert best_values(case.bound, AIMS)[case.aim] == pytest.approx(case.value, rel=1e-6, abs=1e-5)
    assert best_values(case.free, AIMS)[case.aim] == pytest.approx(case.freed, rel=1e-6, abs=1e-5)


def test_limits_of_earlier_aims_are_kept() -> None:
    tolerance = CASES["tolerance"].free
    assert best_values(tolerance, ["cost"], {"survival": 7.5})["cost"] == pytest.approx(45.0, rel=1e-6)
    assert best_values(tolerance, ["cost"], {"survival": 6.0})["cost"] == pytest.approx(48.0, rel=1e-6)


@settings(
    derandomize=True,
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(operations())
def test_the_judge_finds_the_plain_plan_right(operation: Operation) -> None:
    try:
        found = plain_plan(operation)
    except UnsolvedError:
        assume(False)
    assert judge(operation, found) == []


@settings(
    derandomize=True,
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@pytest.mark.parametrize("part", PARTS)
@given(data=st.data())
def test_the_judge_finds_the_plain_plan_right_with_each_part(part: Part, data: st.DataObject) -> None:
    made = data.draw(fuller_operations(part))
    try:
        found = plain_plan(made)
    except UnsolvedError:
        assume(False)
    assert judge(made, found) == []
