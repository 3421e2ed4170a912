"""Each constraint binds alone in one operation and not in another; the planner finds what the pencil found."""

from __future__ import annotations

import json
from typing import Any

import pytest

from malja.catalogue.facts import Content, Need
from malja.lifts.plan.plan import Plan
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Supply
from tests.lifts.cases import Case, base, meal, truck
from tests.lifts.cases_assets import LATE
from tests.lifts.judge import judge
from tests.lifts.operations import on, smallest
from tests.lifts.test_plain import CASES


def planned(operation: Operation) -> Plan:
    """The plan, which the judge finds right."""
    found = plan_lifts(operation)
    assert judge(operation, parsed(found)) == []
    return found


def parsed(found: Plan) -> dict[str, Any]:
    """The object that plan.json holds."""
    value: dict[str, Any] = json.loads(format_plan(found))
    return value


def values(operation: Operation) -> dict[str, float]:
    """The aims' values of the plan for an operation."""
    return {aim.aim: aim.value for aim in planned(operation).aims}


def test_smallest() -> None:
    found = planned(smallest())
    assert {aim.aim: aim.value for aim in found.aims} == pytest.approx(
        {"survival": 0.0, "minimum": 10.25, "target": 21.75, "cost": 160.0}
    )
    assert [aim.person_days for aim in found.aims] == [
        pytest.approx(0.0),
        pytest.approx(10.0),
        pytest.approx(20.0),
        None,
    ]
    assert [aim.bound for aim in found.aims] == [pytest.approx(value) for value in (0.0, 10.25, 21.75, 160.0)]
    (trip,) = found.trips
    assert (trip.lift, trip.leaves, trip.usable, trip.vehicles, trip.kg, trip.m3) == ("road", on(0), on(0), 1, 20, 2)
    assert [(part.item, part.packs, part.quantity) for part in trip.cargo] == [("meal", 4, 40)]
    (buy,) = found.buys
    assert buy.place == "depot"
    assert (buy.quantity, buy.cost) == pytest.approx((40.0, 20.0))


@pytest.mark.parametrize("name", CASES)
def test_each_case(name: str) -> None:
    case: Case = CASES[name]
    assert values(case.bound)[case.aim] == pytest.approx(case.value, rel=1e-6, abs=1e-5)
    assert values(case.free)[case.aim] == pytest.approx(case.freed, rel=1e-6, abs=1e-5)


def test_among_equal_days_the_earliest_goes() -> None:
    (trip,) = planned(base(lifts=(truck(first=None, last=None),), people=LATE)).trips
    assert (trip.leaves, trip.vehicles) == (on(0), 1)


def test_among_equal_lifts_the_first_goes() -> None:
    lifts = (truck(lift="zebra", fixed_cost=5), truck(lift="ant", fixed_cost=5))
    assert [trip.lift for trip in planned(base(lifts=lifts)).trips] == ["zebra"]


def test_among_equal_items_the_first_goes() -> None:
    tables: dict[str, Any] = {
        "items": (meal(item="zucchini"), meal(item="apple")),
        "contents": tuple(Content(item=item, need="meals", how="use", quantity=1) for item in ("zucchini", "apple")),
        "supply": tuple(Supply(place="depot", item=item, unit_cost=1) for item in ("zucchini", "apple")),
    }
    (trip,) = planned(base(**tables)).trips
    assert [part.item for part in trip.cargo] == ["zucchini"]


def test_deep_shortfall_is_spread() -> None:
    """10 of 30 meals are missing: no day misses more than its second quarter."""
    found = planned(base(lifts=(truck(payload_kg=10),)))
    assert max(row.short["survival"] for row in found.coverage) <= 0.5 + 1e-6


def test_people_of_a_kept_need_are_all_who_have_come() -> None:
    found = planned(CASES["kept"].bound)
    assert [row.people for row in found.coverage] == [10.0, 10.0, 10.0]


def test_room_beside_committed_cargo_outside_first_and_last_is_the_planners() -> None:
    """The truck goes on days 0 to 1; on day 2 it goes all the same, with 5 of its 10 kg taken."""
    committed = (Committed(lift="truck", date=on(2), item="crate", packs=1),)
    crate = meal(item="crate")
    operation = base(
        items=(meal(), crate),
        people=LATE,
        supply=(Supply(place="depot", item="meal", since=on(2)),),
        lifts=(truck(last=on(1), payload_kg=10),),
        committed=committed,
    )
    (trip,) = planned(operation).trips
    assert {part.item: part.packs for part in trip.cargo} == {"meal": 1, "crate": 1}
    assert trip.vehicles == 1


def test_what_no_one_needs_stays() -> None:
    games = Need(need="games", name="", sector="play", kind="daily", target=1)
    gives = (Content(item="game", need="games", how="use", quantity=1),)
    free_of_charge = base(needs=(games,), items=(meal(), meal(item="game")), contents=gives, lifts=(truck(),))
    assert planned(free_of_charge).trips == ()


def test_what_nobody_eats_is_kept_or_wasted_not_lost() -> None:
    committed = tuple(
        Committed(lift="truck", date=on(day), item="meal", packs=packs) for day, packs in ((0, 1), (1, 4))
    )
    planned(base(people=(), supply=(), lifts=(truck(last=None),), committed=committed))
