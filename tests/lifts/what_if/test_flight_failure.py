"""What if the next flight fails; what if a rough figure is wrong: by pencil, and by planning again."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import Source
from malja.lifts.capacity.capacity import find_capacity
from malja.lifts.plan.plan import Plan
from malja.lifts.requests.request_search import find_requests
from malja.lifts.search.planning import plan_lifts
from malja.lifts.what_if.flight_failure import find_flight_failure
from malja.lifts.what_if.rough_inputs import rank_rough_inputs
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Service
from tests.lifts.cases import base, truck
from tests.lifts.food import kitchen_table
from tests.lifts.operations import on, smallest

GUESS = Source(basis="assumed", confidence="low", note="a guess")


def two_trips(**tables: Any) -> Operation:
    """A truck on day 0 and on day 1, two packs each: 40 meals for 30, so that nobody is short."""
    return base(lifts=(truck(payload_kg=10, first=None, last=on(1)),), **tables)


def test_the_next_flight_fails() -> None:
    """Without the truck of day 0 nobody eats on day 0; on day 1 come 20 meals, enough for the other two days."""
    asked = two_trips()
    found = find_flight_failure(asked, plan_lifts(asked))
    assert found.trip is not None
    assert (found.trip.lift, found.trip.leaves) == ("truck", on(0))
    (fall,) = found.falls
    assert (fall.place, fall.need, fall.tier, fall.first, fall.last) == ("camp", "meals", "survival", on(0), on(0))
    assert [fall.people, fall.worst, fall.before] == pytest.approx([10, 1.0, 0.0], abs=1e-6)
    assert found.more["survival"] == pytest.approx(10)
    assert found.packs == "fractions"


def test_what_was_short_before_is_not_said_again() -> None:
    """40 of 120 meals come on one truck; without it all three tiers lose what they had."""
    found = find_flight_failure(smallest(), plan_lifts(smallest()))
    tiers = [fall.tier for fall in found.falls]
    assert tiers == ["survival", "minimum", "target"]
    # 30 of 30 survival meals are missing, 40 of 60, 40 of 120 beside what is missing in any case, for ten people.
    assert [found.more[tier] for tier in found.more] == pytest.approx([30, 20, 10], rel=1e-3)


def test_what_is_committed_is_lost_too() -> None:
    asked = base(
        lifts=(truck(payload_kg=10, first=None, last=on(0)),),
        supply=(),
        committed=(Committed(lift="truck", date=on(0), item="meal", packs=2),),
    )
    found = find_flight_failure(asked, plan_lifts(asked))
    assert found.more["survival"] == pytest.approx(20, rel=1e-3)


def test_a_flight_that_is_not_missed() -> None:
    asked = base(lifts=(truck(first=None, last=None),), services=(Service(place="camp", need="meals", quantity=10),))
    made = plan_lifts(asked)
    assert made.trips == ()
    assert find_flight_failure(asked, made).trip is None
    late = base(lifts=(truck(first=None, last=None),), stock=base().stock)
    first = find_flight_failure(late, plan_lifts(late))
    assert first.trip is not None
    # All that is needed came at once, on day 0: no other trip is planned that could bring it.
    assert [(fall.first, fall.last) for fall in first.falls] == [(on(0), on(2))]


def test_a_road_that_is_cut_for_a_day() -> None:
    asked = base(lifts=(truck(mode="flow", first=None, last=None, kg_per_day=5),))
    found = find_flight_failure(asked, plan_lifts(asked))
    assert found.trip is not None
    assert found.trip.vehicles is None
    assert [(fall.first, fall.last, round(fall.worst, 3)) for fall in found.falls] == [(on(0), on(0), 1.0)]


def test_what_is_left_is_food_that_people_can_eat() -> None:
    """8 kg come on day 1 for two days' 40,000 kcal: oil alone would do, and nobody can live on it.

    Six tenths rice, one of lentils, three of oil are 4,348 kcal a kilogram: 34,786 kcal, 2.607 person-days short, and
    ten on day 0.
    """
    road = dataclasses.replace(kitchen_table().lifts[0], payload_kg=8, last=on(1))
    asked = kitchen_table(supply=("rice", "lentils", "oil"), days=3, lifts=(road,))
    plan = plan_lifts(asked)
    assert plan.aims[0].value == pytest.approx(0, abs=1e-6)
    assert find_flight_failure(asked, plan).more["survival"] == pytest.approx(12.607, rel=1e-3)
    plain = dataclasses.replace(asked, basket="", baskets=())
    assert find_flight_failure(plain, plan).more["survival"] == pytest.approx(10, rel=1e-3)


def empty(**tables: Any) -> tuple[Operation, Plan]:
    asked = base(**tables)
    return asked, plan_lifts(asked)


@pytest.mark.parametrize(
    "tables",
    [
        {"lifts": ()},
        {"people": ()},
        {"days": 1},
        {"supply": ()},
        {"needs": (), "contents": (), "people": ()},
        {"people": (), "supply": (), "committed": (Committed(lift="truck", date=on(0), item="meal", packs=1),)},
    ],
    ids=["no lifts", "no people", "one day", "no goods", "no needs", "only what is committed"],
)
def test_all_answers_of_operations_with_nothing(tables: dict[str, Any]) -> None:
    asked, made = empty(**tables)
    assert len(find_capacity(asked, whole=False).sites) == len(find_requests(asked).tiers)
    assert (find_flight_failure(asked, made).trip is None) == (not made.trips)
    assert rank_rough_inputs(asked, made).inputs == ()
