"""What is left out, empty or impossible is planned all the same: no error, but a plan that the judge finds right."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.bounds import prove_bounds
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.load_repair import repair_loads
from malja.lifts.search.planning import plan_lifts
from malja.lifts.search.rounding import plan_by_rounding
from malja.lifts.search.solution_to_plan import build_plan
from malja.lifts.solver.program import Effort
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Movement, Place, Stock, Supply
from tests.lifts.cases import ANY_DAY, DEPOT, FLOW, MEALS, TEN, base, camp, meal, supply, truck
from tests.lifts.judge import judge
from tests.lifts.operations import on

TENT = Item(item="tent", name="", kind="asset", pack_kg=40, pack_m3=1)
ROOF = Need(need="roof", name="", sector="shelter", kind="standing", survival=1, minimum=2)

EDGES: dict[str, Operation] = {
    "no people": base(people=()),
    "all people leave": base(people=(TEN, Movement(place="camp", date=on(1), departures=10))),
    "no lifts": base(lifts=()),
    "one day": base(days=1, reserve_days=0),
    "one day of two weeks": base(days=1, reserve_days=13),
    "no items": base(items=(), contents=(), supply=()),
    "no needs": base(needs=(), contents=()),
    "no contents": base(contents=()),
    "nothing but a site": base(places=(camp(),), people=(), needs=(), items=(), contents=(), supply=(), lifts=()),
    "nothing but people": base(places=(camp(),), needs=(), items=(), contents=(), supply=(), lifts=()),
    "nothing to be had": base(supply=()),
    "only flows": base(lifts=(truck(kg_per_day=4, **FLOW),)),
    "fractions of packs": base(whole_packs=False, lifts=(truck(payload_kg=6, per_week=2, **ANY_DAY),)),
    "committed only": base(supply=(), committed=(Committed(lift="truck", date=on(0), item="meal", packs=2),)),
    "committed only, on a flow": base(
        supply=(),
        lifts=(truck(kg_per_day=1, **FLOW),),
        committed=(Committed(lift="truck", date=on(1), item="meal", packs=2),),
    ),
    "committed after the last day": base(
        days=1, reserve_days=2, committed=(Committed(lift="truck", date=on(1), item="meal", packs=2),)
    ),
    "several sites": base(
        places=(DEPOT, camp(), Place(place="school", role="site")),
        people=(TEN, Movement(place="school", date=on(0), arrivals=5)),
        lifts=(truck(payload_kg=10), truck(lift="bus", destination="school", payload_kg=5)),
    ),
    "a lift out of a site": base(
        places=(DEPOT, camp(), Place(place="school", role="site")),
        people=(Movement(place="school", date=on(0), arrivals=10),),
        items=(meal(), TENT),
        stock=(Stock(place="camp", item="meal", quantity=20), Stock(place="camp", item="tent", quantity=1)),
        lifts=(truck(), truck(lift="on", origin="camp", destination="school", payload_kg=10)),
    ),
    "standards of zero": base(
        needs=(Need(need="meals", name="", sector="food", kind="daily", survival=0, minimum=0, target=0),)
    ),
    "a standard of zero below another": base(
        needs=(Need(need="meals", name="", sector="food", kind="daily", survival=0, minimum=1),)
    ),
    "no tier at all": base(needs=(Need(need="meals", name="", sector="food", kind="daily"),)),
    "payload of zero": base(lifts=(truck(payload_kg=0),)),
    "volume of zero": base(lifts=(truck(volume_m3=0),)),
    "nothing may land": base(places=(DEPOT, camp(landings_per_day=0))),
    "nothing may be unloaded": base(places=(DEPOT, camp(unload_kg_per_day=0))),
    "no storage": base(places=(DEPOT, camp(storage_m3=0)), lifts=(truck(**ANY_DAY),)),
    "less than a trip a week": base(lifts=(truck(per_week=0.5),)),
    "lifts never leave": base(lifts=(truck(first=on(5), last=on(9)),)),
    "packs that fit no vehicle": base(lifts=(truck(payload_kg=4, max_per_day=9),)),
    "goods spoil on the day": base(items=(meal(shelf_life_days=0),), lifts=(truck(**ANY_DAY),)),
    "assets of no use": base(
        items=(meal(), TENT), supply=(supply(), Supply(place="depot", item="tent"), Supply(place="camp", item="tent"))
    ),
    "assets that come too late to be set up": base(
        needs=(MEALS, ROOF),
        items=(meal(), Item(item="tent", name="", kind="asset", pack_kg=40, pack_m3=1, setup_days=9)),
        contents=(
            Content(item="meal", need="meals", how="use", quantity=1),
            Content(item="tent", need="roof", how="in_place", quantity=5),
        ),
        supply=(supply(), Supply(place="depot", item="tent", unit_cost=3)),
    ),
}


def parsed(found: Plan) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(format_plan(found))
    return value


def rounded(operation: Operation) -> Plan:
    """The plan by the way of large operations."""
    made, deadline = build_model(build_problem(operation)), Deadline()
    found = repair_loads(made, lambda tight: plan_by_rounding(tight, deadline), deadline, again=False)
    return build_plan(made, found, (), "0")


@pytest.mark.parametrize("name", EDGES)
def test_it_is_planned_to_the_end(name: str) -> None:
    found = plan_lifts(EDGES[name])
    assert judge(EDGES[name], parsed(found)) == []
    assert found.solver.status == "solved"
    assert max(aim.gap for aim in found.aims) <= 1e-6


@pytest.mark.parametrize("name", EDGES)
def test_a_gap_that_is_asked_for_is_kept(name: str) -> None:
    found = plan_lifts(EDGES[name], gap=0.2)
    assert judge(EDGES[name], parsed(found)) == []
    assert max(aim.gap for aim in found.aims) <= 0.2


@pytest.mark.parametrize("name", EDGES)
def test_by_rounding_it_is_planned_too_and_no_bound_is_too_high(name: str) -> None:
    found = rounded(EDGES[name])
    assert judge(EDGES[name], parsed(found)) == []
    assert found.solver.status == "solved"
    best = plan_lifts(EDGES[name]).aims[0]
    assert found.aims[0].bound <= best.value + 1e-6 * max(1.0, best.value)
    assert best.bound <= found.aims[0].value + 1e-6 * max(1.0, best.value)


@pytest.mark.parametrize("name", EDGES)
def test_stopped_at_once_it_keeps_what_it_has(name: str) -> None:
    found = plan_lifts(EDGES[name], stop=lambda: True)
    assert judge(EDGES[name], parsed(found)) == []
    assert found.solver.status == "stopped"


WEEKS = base(
    days=10,
    reserve_days=4,
    items=(meal(pack_kg=7, shelf_life_days=5), meal(item="bread", pack_kg=4, pack_quantity=6)),
    contents=tuple(Content(item=item, need="meals", how="use", quantity=1) for item in ("meal", "bread")),
    supply=(supply(unit_cost=1), Supply(place="depot", item="bread", unit_cost=2)),
    lifts=(truck(payload_kg=20, max_per_day=2, per_week=3, **ANY_DAY), truck(lift="van", payload_kg=9, fixed_cost=3)),
)


@pytest.mark.parametrize("asked", [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144])
def test_stopped_at_any_moment_it_keeps_the_best_so_far(asked: int) -> None:
    """The wish to stop comes when it is asked for the nth time."""
    asks = itertools.count()
    found = plan_lifts(WEEKS, stop=lambda: next(asks) >= asked)
    assert judge(WEEKS, parsed(found)) == []
    best = plan_lifts(WEEKS).aims[0]
    assert found.aims[0].value >= best.bound - 1e-6
    assert found.aims[0].bound <= best.value + 1e-6
    if next(asks) <= asked:
        assert found.solver.status == "solved"


def test_without_any_time_there_is_a_plan() -> None:
    found = plan_lifts(WEEKS, seconds=0.0)
    assert judge(WEEKS, parsed(found)) == []
    assert found.solver.status == "stopped"


def test_bounds_are_never_above_what_another_plan_reaches() -> None:
    """The bounds for a plan that is not the best are at most what the best one reaches."""
    made, deadline = build_model(build_problem(WEEKS)), Deadline()
    rough = plan_by_rounding(made, deadline)
    none = (-1.0, -1.0, -1.0, -1.0)
    bounds = prove_bounds(made, rough.x, none, Effort(), Effort())
    assert bounds[0] <= plan_lifts(WEEKS).aims[0].value + 1e-6


def test_a_kit_for_a_hundred_person_days_serves_ten_people_for_ten_days() -> None:
    """It is used by a tenth a day: one flies, not one a day; for an eleventh day a second one does."""
    kits = base(
        days=10,
        items=(Item(item="kit", name="", pack_kg=40, pack_m3=1),),
        contents=(Content(item="kit", need="meals", how="use", quantity=100),),
        supply=(Supply(place="depot", item="kit"),),
        lifts=(truck(**ANY_DAY),),
    )
    for days, packs in ((10, 1), (11, 2)):
        found = plan_lifts(replace(kits, days=days))
        assert sum(one.packs or 0 for trip in found.trips for one in trip.cargo) == packs
        assert [round(use.quantity, 6) for use in found.uses] == [0.1] * days
        assert found.aims[0].value == pytest.approx(0, abs=1e-9)
