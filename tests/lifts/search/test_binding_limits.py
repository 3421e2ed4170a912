"""What one more unit of each limit is worth: the plan says what planning again with one unit more brings.

The base of `cases`: ten people for three days, a meal a day each to survive; here in packs of one meal, 0.5 kg, 0.5 m3.
Of 30 meals 10 are missing: 7.5 x 1.0 + 2.5 x 1.1, so that each of the next 2.5 meals spares 1.1 person-days.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need, Running
from malja.lifts.plan.plan import Limit
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Service, Stock
from tests.lifts.cases import ANY_DAY, DEPOT, FLOW, base, camp, meal, supply, truck
from tests.lifts.operations import on

ONE = meal(pack_quantity=1, pack_kg=0.5, pack_m3=0.5)
WATER = Need(need="water", name="", sector="water", kind="daily", survival=1)
RIVER = Need(need="river", name="", sector="water", kind="daily")
FILTER = Item(item="filter", name="", kind="asset", pack_kg=1, pack_m3=0)


def small(**tables: Any) -> Operation:
    """The base with packs of one meal."""
    return base(**{"items": (ONE,), **tables})


def lifted(**limits: Any) -> Operation:
    return small(lifts=(truck(**limits),))


def at_camp(**limits: Any) -> Operation:
    return small(places=(DEPOT, camp(**limits)))


def served(quantity: float) -> Operation:
    return small(lifts=(), services=(Service(place="camp", need="meals", quantity=quantity),))


def drawn(quantity: float) -> Operation:
    """Water only from the river, by a filter that takes a litre for each."""
    return base(
        needs=(WATER, RIVER),
        items=(FILTER,),
        contents=(Content(item="filter", need="water", how="per_day", quantity=10),),
        running=(Running(item="filter", input="river", quantity=10),),
        stock=(Stock(place="camp", item="filter", quantity=1),),
        services=(Service(place="camp", need="river", quantity=quantity),),
        supply=(),
        lifts=(),
    )


#: By name: the operation, the same with one unit more, the limit, and its worth by pencil.
CASES: dict[str, tuple[Operation, Operation, tuple[str, str, str], float]] = {
    # 2 meals a kilogram, 2 a cubic metre.
    "payload": (lifted(payload_kg=10), lifted(payload_kg=11), ("payload", "camp", "truck"), 2.2),
    "volume": (lifted(volume_m3=10), lifted(volume_m3=11), ("volume", "camp", "truck"), 2.2),
    # 8 meals a day: 2 missing at 1.0 on each of three days.
    "flow": (lifted(kg_per_day=4, **FLOW), lifted(kg_per_day=5, **FLOW), ("flow", "camp", "truck"), 6.0),
    "unloading": (
        at_camp(unload_kg_per_day=10),
        at_camp(unload_kg_per_day=11),
        ("unloading", "camp", "camp"),
        2.2,
    ),
    # 10 of the 20 meals of days 1 and 2 may lie there: 5 x 1.0 and 5 x 1.1 missing.
    "storage": (at_camp(storage_m3=5), at_camp(storage_m3=6), ("storage", "camp", "camp"), 2.2),
    "supply": (
        small(supply=(supply(quantity=20),)),
        small(supply=(supply(quantity=21),)),
        ("supply", "depot", "meal"),
        1.1,
    ),
    "stock": (
        small(supply=(), stock=(Stock(place="depot", item="meal", quantity=20),)),
        small(supply=(), stock=(Stock(place="depot", item="meal", quantity=21),)),
        ("supply", "depot", "meal"),
        1.1,
    ),
    # 6 of 10 meals a day: 2.5 x 1.0 and 1.5 x 1.1 missing. A tenth more are 0.6 meals a day.
    "ration": (
        small(items=(dataclasses.replace(ONE, max_per_person_day=0.6),)),
        small(items=(dataclasses.replace(ONE, max_per_person_day=0.66),)),
        ("ration", "camp", "meal"),
        1.98,
    ),
    # 6 a day: 4 missing, 2.5 x 1.0 and 1.5 x 1.1; one more a day spares 1.1 on three days.
    "service": (served(6), served(7), ("service", "camp", "meals"), 3.3),
    "raw water": (drawn(6), drawn(7), ("service", "camp", "river"), 3.3),
    # One trip of 2 meals: 28 missing, the last of them at 1.3.
    "trips a day": (
        lifted(payload_kg=1, max_per_day=1),
        lifted(payload_kg=1, max_per_day=2),
        ("trips_per_day", "camp", "truck"),
        2.6,
    ),
    "trips a week": (
        lifted(payload_kg=1, per_week=1, **ANY_DAY),
        lifted(payload_kg=1, per_week=2, **ANY_DAY),
        ("trips_per_week", "camp", "truck"),
        2.6,
    ),
    "landings": (
        small(places=(DEPOT, camp(landings_per_day=1)), lifts=(truck(payload_kg=1, max_per_day=5),)),
        small(places=(DEPOT, camp(landings_per_day=2)), lifts=(truck(payload_kg=1, max_per_day=5),)),
        ("landings", "camp", "camp"),
        2.6,
    ),
}


def found(operation: Operation) -> dict[tuple[str, str, str], Limit]:
    return {(limit.kind, limit.place, limit.name): limit for limit in plan_lifts(operation).limits}


@pytest.mark.parametrize("name", CASES)
def test_one_unit_more_is_worth_what_planning_again_brings(name: str) -> None:
    bound, more, key, worth = CASES[name]
    limit = found(bound)[key]
    saved = plan_lifts(bound).aims[0].value - plan_lifts(more).aims[0].value
    assert limit.aim == "survival"
    assert saved == pytest.approx(worth, rel=1e-5)
    assert limit.worth == pytest.approx(worth, rel=1e-5)


def test_a_need_that_nothing_can_meet_is_said() -> None:
    """No service, no item: 30 litres are missing, the last of them each day at 1.3."""
    (limit,) = plan_lifts(base(needs=(WATER,), contents=())).limits
    assert (limit.kind, limit.place, limit.name, limit.days) == ("service", "camp", "water", 3)
    assert limit.worth == pytest.approx(3.9)


def test_what_cannot_be_there_sooner_leaves_the_word_to_the_next_aim() -> None:
    """No truck is there on day 0; on the others the meals are scarce for the second tier only."""
    need = Need(need="meals", name="", sector="food", kind="daily", survival=1, minimum=2)
    operation = small(needs=(need,), lifts=(truck(transit_days=1, payload_kg=16),))
    assert plan_lifts(operation).aims[0].value == pytest.approx(11.5)
    limit = found(operation)["payload", "camp", "truck"]
    assert (limit.aim, limit.days) == ("minimum", 1)
    # 32 of 40 meals are there, less than a quarter is missing: each meal more spares half a person-day.
    assert limit.worth == pytest.approx(1.0)


def test_a_limit_that_committed_cargo_breaks_is_not_worth_a_unit_more() -> None:
    crate = meal(item="crate", pack_kg=30)
    tables: dict[str, Any] = {"items": (ONE, crate), "lifts": (truck(payload_kg=10),)}
    fixed = (Committed(lift="truck", date=on(0), item="crate", packs=1),)
    assert ("payload", "camp", "truck") in found(small(**tables))
    assert ("payload", "camp", "truck") not in found(small(committed=fixed, **tables))


def test_more_of_one_limit_is_nothing_where_another_binds_too() -> None:
    """20 meals by weight and 20 by volume: only one trip more brings more."""
    assert set(found(lifted(payload_kg=10, volume_m3=10))) == {("trips_per_day", "camp", "truck")}


def test_where_nothing_is_short_or_costs_no_limit_binds() -> None:
    assert plan_lifts(small()).limits == ()
