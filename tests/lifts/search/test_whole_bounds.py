"""Bounds with large packs whole: by pencil, and never above what the plain formulation proves to be possible."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.rounding import plan_by_rounding
from malja.lifts.search.whole_bounds import find_large_packs, list_large_columns, strengthen_bounds
from malja.lifts.solver.program import minimise
from malja.operation.operation import Operation
from malja.operation.rows import Movement, Supply
from tests.lifts.cases import base, truck
from tests.lifts.operations import on
from tests.lifts.plain import best_values
from tests.lifts.program import UnsolvedError
from tests.lifts.random_operations import operations
from tests.lifts.test_properties import AIMS, close, examples

UNKNOWN = (float("-inf"),) * 4


def kits() -> Operation:
    """Ten people who need shelter and clothes on each of three days, and a truck on day 0.

    A tent for 30 weighs 30 kg, as much as the truck takes, and so does a bale of clothes for 30. With fractions a third
    of each is enough for all ten. Whole, it is the tent or the bale: ten people lack one of both on three days,
    all four quarters of it, (1.0 + 1.1 + 1.2 + 1.3) / 4 x 30 = 34.5 person-days.
    """
    wants: dict[str, Any] = {"kind": "standing", "survival": 1, "minimum": 1, "target": 1}
    return base(
        people=(Movement(place="camp", date=on(0), arrivals=10),),
        needs=(
            Need(need="shelter", name="Shelter", sector="shelter", **wants),
            Need(need="clothes", name="Clothes", sector="shelter", **wants),
        ),
        items=(
            Item(item="tent", name="Tent", kind="asset", pack_quantity=1, pack_kg=30, pack_m3=0.5),
            Item(item="bale", name="Bale", kind="asset", pack_quantity=1, pack_kg=30, pack_m3=0.5),
        ),
        contents=(
            Content(item="tent", need="shelter", how="in_place", quantity=30),
            Content(item="bale", need="clothes", how="in_place", quantity=30),
        ),
        supply=(Supply(place="depot", item="tent"), Supply(place="depot", item="bale")),
        lifts=(truck(payload_kg=30),),
    )


def test_a_tent_for_thirty_is_no_third_of_a_tent_for_ten() -> None:
    model = build_model(build_problem(kits()))
    solution = plan_by_rounding(model, Deadline())
    assert model.values(solution.x)[0] == pytest.approx(34.5)
    assert minimise(model.program, model.objectives()[0]).bound == pytest.approx(0.0, abs=1e-6)
    bounds = strengthen_bounds(model, solution.x, UNKNOWN, Deadline())
    assert bounds[:3] == pytest.approx((34.5, 34.5, 34.5), rel=1e-4)


def test_a_pack_is_large_where_it_gives_a_tenth_of_what_is_asked() -> None:
    """A meal a day for three days, in packs of 10: 99 meals for 33 people, 102 for 34."""
    for people, large in ((33, True), (34, False)):
        made = base(people=(Movement(place="camp", date=on(0), arrivals=people),))
        assert find_large_packs(build_problem(made))[1, 0] == large


def test_bounds_that_are_near_or_come_too_late_stay() -> None:
    model = build_model(build_problem(kits()))
    x = plan_by_rounding(model, Deadline()).x
    near = tuple(0.995 * value for value in model.values(x))
    assert strengthen_bounds(model, x, (near[0], near[1], near[2], near[3]), Deadline()) == near
    assert strengthen_bounds(model, x, (0.0, 0.0, 0.0, 0.0), Deadline(seconds=0.0)) == (0.0, 0.0, 0.0, 0.0)


@examples(80)
@given(st.one_of(operations(exact=True), operations(exact=False)))
def test_no_bound_is_above_what_can_be(operation: Operation) -> None:
    """Exactly solved, among plans whose earlier aims are no worse than those of the plan that the bounds are for."""
    model = build_model(build_problem(operation))
    x = plan_by_rounding(model, Deadline()).x
    values = model.values(x)
    bounds = strengthen_bounds(model, x, UNKNOWN, Deadline())
    constant = model.aims.constant
    held = dict(zip(AIMS, (*values[:3], values[3] + constant), strict=True))
    try:
        best = best_values(operation, AIMS, held)
    except UnsolvedError:
        assume(False)
    for name, bound in zip(AIMS, (*bounds[:3], bounds[3] + constant), strict=True):
        assert bound <= best[name] + 10 * close(best[name]), f"{name}: the bound {bound} is above {best[name]}"


@examples(30)
@given(operations(exact=True))
def test_what_is_whole_must_be_whole(operation: Operation) -> None:
    model = build_model(build_problem(operation))
    assert set(list_large_columns(model)) <= set(model.whole)
    assert len(np.unique(list_large_columns(model))) == len(list_large_columns(model))
