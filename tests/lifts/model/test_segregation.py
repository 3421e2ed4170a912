"""Kerosene is not loaded with chickpeas, by pencil: meals and cans of ten, 5 kg a pack (tests/lifts/cases.py)."""

from __future__ import annotations

from typing import Any

from malja.catalogue.facts import Content, Need, Segregation
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.vehicle_loading import Parcel, Room, count_vehicles, share_out_packs
from malja.lifts.plan.plan import Plan
from malja.lifts.search.planning import plan_lifts
from malja.operation.notices.check_report import check_report
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Supply
from malja.operation.segregation import find_segregated_goods
from tests.lifts.cases import EATEN, MEALS, base, meal, supply, truck
from tests.lifts.operations import on

FUEL = Need(need="fuel", name="Fuel", sector="energy", kind="daily", survival=1)
KEROSENE = meal(item="kerosene", name="Kerosene", hazard_class="3")
APART = (Segregation(this_class="food", other_class="3"),)
ANY = {"first": None, "last": None}


def both(*lifts: Any, **tables: Any) -> Operation:
    """Ten people who need a meal and a litre of kerosene each a day: 30 of both are three packs of both."""
    return base(
        **{
            "needs": (MEALS, FUEL),
            "items": (meal(), KEROSENE),
            "contents": (EATEN, Content(item="kerosene", need="fuel", how="use", quantity=1)),
            "supply": (supply(), Supply(place="depot", item="kerosene")),
            "lifts": lifts or (truck(**ANY),),
            "segregation": APART,
            **tables,
        }
    )


def loads(plan: Plan) -> list[tuple[int, set[str]]]:
    """Vehicles and items of each trip."""
    return [(trip.vehicles or 0, {cargo.item for cargo in trip.cargo if cargo.quantity}) for trip in plan.trips]


def survival(operation: Operation) -> float:
    """The first aim of the plan."""
    return plan_lifts(operation).aims[0].value


def test_one_truck_a_day_carries_the_one_or_the_other() -> None:
    """On day 0 one of both comes, on day 1 the other: one day of one need is short, ten people x 1.15."""
    assert all(len(items) == 1 for _, items in loads(plan_lifts(both())))
    assert round(survival(both()), 6) == 11.5
    assert survival(both(segregation=())) == 0


def test_two_trucks_a_day_carry_one_each() -> None:
    assert loads(plan_lifts(both(truck(max_per_day=2)))) == [(2, {"meal", "kerosene"})]
    assert survival(both(truck(max_per_day=2))) == 0


def test_each_truck_only_as_much_as_it_takes() -> None:
    """Three trucks of 10 kg: two with two packs of one, one with two of the other, 10 units short of 60."""
    plan = plan_lifts(both(truck(max_per_day=3, payload_kg=10)))
    (trip,) = plan.trips
    assert (trip.vehicles, sorted(cargo.packs or 0 for cargo in trip.cargo)) == (3, [2.0, 3.0])


def test_classes_stand_for_their_divisions() -> None:
    gas = meal(item="gas", hazard_class="2.1")
    goods = find_segregated_goods(
        both(items=(meal(), KEROSENE, gas), segregation=(Segregation(this_class="2", other_class="3"),))
    )
    assert (set(goods.group), goods.cliques) == ({"gas", "kerosene"}, ((0, 1),))


def test_groups_with_the_same_neighbours_are_one() -> None:
    """Gas and kerosene beside food: both only apart from food, so they are one group."""
    gas = meal(item="gas", hazard_class="2.1")
    rows = (*APART, Segregation(this_class="2", other_class="food"))
    goods = find_segregated_goods(both(items=(meal(), KEROSENE, gas), segregation=rows))
    assert goods.find_group("gas") == goods.find_group("kerosene") != goods.find_group("meal")
    assert len(goods.apart) == 2
    assert goods.count_apart(["gas", "kerosene"]) == 1
    assert goods.count_apart(["gas", "meal"]) == 2


def test_rules_of_pallets_count_on_pallets_alone() -> None:
    operation = both(segregation=(Segregation(this_class="food", other_class="3", how="pallet"),))
    assert not find_segregated_goods(operation).apart
    assert len(find_segregated_goods(operation, pallets=True).apart) == 2
    assert survival(operation) == 0


def test_mixed_committed_cargo_is_kept_and_said_and_nothing_is_added_to_it() -> None:
    fixed = tuple(Committed(lift="truck", date=on(0), item=item, packs=1) for item in ("meal", "kerosene"))
    operation = both(committed=fixed)
    codes = [notice.code for section in check_report(operation) for notice in section.notices]
    assert codes.count("committed_not_apart") == 1
    first = plan_lifts(operation).trips[0]
    assert {cargo.item: cargo.packs for cargo in first.cargo} == {"meal": 1.0, "kerosene": 1.0}


def test_committed_cargo_on_two_trucks_is_kept_apart() -> None:
    fixed = tuple(Committed(lift="truck", date=on(0), item=item, packs=1) for item in ("meal", "kerosene"))
    operation = both(truck(max_per_day=2), committed=fixed)
    (load,) = build_problem(operation).committed
    assert (load.vehicles, load.carriers, load.mixed) == (2, ((0, 1), (1, 1)), frozenset())
    assert not [n for section in check_report(operation) for n in section.notices if n.code == "committed_not_apart"]


def test_large_operations_keep_apart_by_rounding() -> None:
    """Forty days are more whole numbers than a search takes: trips first, then who carries what."""
    operation = both(truck(max_per_day=2, payload_kg=20, fixed_cost=1, **ANY), days=60)
    for vehicles, items in loads(plan_lifts(operation)):
        assert len(items) <= vehicles


def test_sharing_out_keeps_groups_apart() -> None:
    food = Parcel(packs=3, kg=5, m3=0, group=0, apart=frozenset({1}))
    fuel = Parcel(packs=1, kg=5, m3=0, group=1, apart=frozenset({0}))
    soap = Parcel(packs=2, kg=5, m3=0)
    each = Room(kg=15, m3=10)
    assert share_out_packs([food, fuel, soap], 1, each) is None
    shared = share_out_packs([soap, food, fuel], 2, each)
    assert shared is not None
    assert all(not (shared[1][vehicle] and shared[2][vehicle]) for vehicle in range(2))
    assert count_vehicles([food, fuel], Room(kg=100, m3=10), 3) == 2
