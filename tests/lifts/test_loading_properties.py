"""Every plan with calendars, cut-offs, stowage, pallets, neighbours and consignments: judged and compared."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.planning import plan_lifts

from .judge import judge
from .plain import best_values
from .program import UnsolvedError
from .random_extras import PARTS, Part, fuller_operations
from .test_properties import AIMS, close, examples

LOADING = [part for part in PARTS if part != "table"]


@examples(20)
@pytest.mark.parametrize("part", LOADING)
@given(data=st.data())
def test_every_plan_passes_the_judge(part: Part, data: st.DataObject) -> None:
    operation = data.draw(fuller_operations(part))
    assert judge(operation, json.loads(format_plan(plan_lifts(operation)))) == []


@examples(6)
@pytest.mark.parametrize("part", LOADING)
@given(data=st.data())
def test_values_and_bounds_against_the_plain_formulation(part: Part, data: st.DataObject) -> None:
    operation = data.draw(fuller_operations(part))
    found = {str(aim.aim): aim for aim in plan_lifts(operation).aims}
    try:
        best = best_values(operation, AIMS, {name: aim.value for name, aim in found.items()})
    except UnsolvedError:
        assume(False)
    for name in AIMS:
        value, bound = found[name].value, found[name].bound
        assert best[name] <= value + close(value), f"{name}: {value} is less than can be, {best[name]}"
        assert bound <= best[name] + 10 * close(best[name]), f"{name}: the bound {bound} is above {best[name]}"
