"""The judge can fail a plan for how its vehicles are loaded and for days that do not fly."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import Item, Segregation, Stowage
from malja.operation.operation import Operation
from malja.operation.rows import LiftDay, Stock

from .judge import judge
from .loading import Loading
from .operations import on, smallest, smallest_plan
from .plain import best_values
from .reading import Reading
from .sharing import can_share


def changed(table: str = "", **values: Any) -> Operation:
    """The smallest operation with values of the first row of a table changed, or of its settings."""
    if not table:
        return dataclasses.replace(smallest(), **values)
    first, *others = getattr(smallest(), table)
    rows: dict[str, Any] = {table: (dataclasses.replace(first, **values), *others)}
    return dataclasses.replace(smallest(), **rows)


def stowed(**values: Any) -> Operation:
    """The smallest operation with one row of stowage."""
    return changed(stowage=(Stowage(**values),))


#: Its truck leaves on a Monday with 4 packs of 5 kg and 0.5 m3, all that its 20 kg take; the hold has 10 m3.
FINE = {
    "flies on mondays": changed("lifts", weekdays="mon thu"),
    "flies that monday after all": dataclasses.replace(
        changed("lifts", weekdays="thu"), lift_days=(LiftDay(lift="road", date=on(0)),)
    ),
    "a fifth of the hold is enough": stowed(usable_share=0.2),
    "of another vehicle": stowed(vehicle="il76td", usable_share=0.1),
    "of another packaging": stowed(packaging="drum", tare_kg_per_m3=5),
    "the more exact row counts": changed(
        stowage=(Stowage(usable_share=0.1), Stowage(vehicle="truck", usable_share=0.5))
    ),
    "just through the door": dataclasses.replace(
        changed("items", length_m=2.0), stowage=(Stowage(vehicle="truck", door_m=2.0),)
    ),
    "a class and nothing beside it": dataclasses.replace(
        changed("items", hazard_class="3"), segregation=(Segregation(this_class="3", other_class="food"),)
    ),
    "pallets of 10 kg": stowed(vehicle="truck", pallets=2, pallet_max_kg=10),
}

WRONG = {
    "flies on thursdays": (changed("lifts", weekdays="thu"), "at most 0 may leave"),
    "not that monday": (changed(lift_days=(LiftDay(lift="road", date=on(0), runs=False),)), "at most 0 may leave"),
    "cut off before the first day": (changed("lifts", cutoff_hours=1), "miss the cut-off"),
    "margin": (changed(payload_margin=0.05), "kg in 1 vehicles of 19.0 kg"),
    "half of the volume lost twice": (stowed(vehicle="truck", usable_share=0.19), "m3 in 1 vehicles"),
    "boxes": (stowed(tare_kg_per_m3=1), "22.0 kg in 1 vehicles"),
    "boxes of a packaging": (
        dataclasses.replace(
            changed("items", packaging="cold_box"), stowage=(Stowage(packaging="cold_box", tare_kg_per_m3=1),)
        ),
        "22.0 kg in 1 vehicles",
    ),
    "tare of pallets": (stowed(pallets=2, pallet_tare_kg=1), "kg in 1 vehicles of 18.0 kg"),
    "most on pallets": (stowed(pallets=2, pallet_max_kg=9), "kg in 1 vehicles of 18.0 kg"),
    "door": (
        dataclasses.replace(changed("items", length_m=2.1), stowage=(Stowage(vehicle="truck", door_m=2.0),)),
        "too long for the door",
    ),
    "milk powder": (changed("items", general_food=False), "serve nobody"),
}


@pytest.mark.parametrize("name", FINE)
def test_the_plan_is_right_all_the_same(name: str) -> None:
    assert judge(FINE[name], smallest_plan()) == []
    assert best_values(FINE[name], ["minimum"])["minimum"] == pytest.approx(10.25)


@pytest.mark.parametrize("name", WRONG)
def test_the_plan_is_wrong(name: str) -> None:
    operation, words = WRONG[name]
    found = judge(operation, smallest_plan())
    assert any(words in sentence for sentence in found), found
    assert best_values(operation, ["minimum"])["minimum"] > 10.3


def test_a_cut_off_takes_goods_of_before() -> None:
    operation = dataclasses.replace(
        changed("lifts", cutoff_hours=30, first=on(1), last=on(1)),
        stock=(Stock(place="depot", item="meal", quantity=20),),
    )
    # Two days before day 1 nothing was bought yet: 20 of the 40 meals lay there.
    assert best_values(operation, ["survival"])["survival"] == pytest.approx(2.5 * (1 + 1.1 + 1.2 + 1.3) * 1)


def two_kinds(vehicles: int) -> Operation:
    """Meals and lamp oil on one trip, which must not meet."""
    oil = Item(item="oil", name="", pack_kg=5, pack_m3=0.5, hazard_class="3")
    lift = dataclasses.replace(smallest().lifts[0], max_per_day=vehicles)
    return dataclasses.replace(
        smallest(),
        items=(dataclasses.replace(smallest().items[0], food_group="ready"), oil),
        lifts=(lift,),
        stock=(Stock(place="depot", item="oil", quantity=1),),
        segregation=(Segregation(this_class="food", other_class="3"),),
    )


def with_oil(vehicles: int) -> dict[str, Any]:
    """The smallest plan, with three packs of meals and one of oil."""
    plan = copy.deepcopy(smallest_plan())
    plan["trips"][0]["vehicles"] = vehicles
    plan["trips"][0]["cargo"] = [
        {"item": "meal", "packs": 3, "quantity": 30.0, "kg": 15.0, "m3": 1.5},
        {"item": "oil", "packs": 1, "quantity": 1.0, "kg": 5.0, "m3": 0.5},
    ]
    return plan


def test_neighbours_that_must_not_meet() -> None:
    found = judge(two_kinds(2), with_oil(1))
    assert any("keep apart" in sentence for sentence in found), found
    found = judge(two_kinds(2), with_oil(2))
    assert not any("keep apart" in sentence for sentence in found), found


def test_a_class_stands_for_its_divisions_and_food_for_what_is_drunk() -> None:
    loading = Loading(Reading(two_kinds(1)))
    gas = Item(item="gas", name="", pack_kg=1, pack_m3=1, hazard_class="2.1")
    gases = dataclasses.replace(
        two_kinds(1), items=(*two_kinds(1).items, gas), segregation=(Segregation(this_class="2", other_class="3"),)
    )
    assert loading.apart("meal", "oil")
    assert loading.apart("oil", "meal")
    assert Loading(Reading(gases)).apart("gas", "oil")
    assert not Loading(Reading(gases)).apart("gas", "meal")


def test_packs_are_shared_out_apart_only_if_they_can() -> None:
    apart = {(0, 1)}
    assert can_share([(2, 5, 0), (2, 5, 0)], apart, 2, 10, None)
    assert not can_share([(2, 5, 0), (1, 5, 0)], apart, 1, 20, None)
    assert not can_share([(3, 5, 0), (1, 5, 0)], apart, 2, 10, None)
    assert can_share([(3, 5, 0), (1, 5, 0), (2, 5, 0)], apart, 3, 10, None)
    # 0 and 2 must not meet either: two vehicles for both of them, one with 1, or 1 and 2 together.
    assert can_share([(1, 5, 0), (1, 5, 0), (1, 5, 0)], {(0, 1), (0, 2)}, 2, 10, None)
    assert not can_share([(1, 5, 0), (1, 5, 0), (1, 5, 0)], {(0, 1), (0, 2), (1, 2)}, 2, 10, None)


def told(operation: Operation, **changes: Any) -> list[str]:
    """What the judge says of the smallest plan in the second format with changes at the end."""
    plan = {**smallest_plan(), "format": "malja.plan/2"}
    solver = plan.pop("solver")
    plan["trips"] = [
        {key: value for name, value in trip.items() for key, value in [(name, value), *_behind(name, changes)]}
        for trip in plan["trips"]
    ]
    if "small" in changes:
        plan["consignments"] = {"small": changes["small"], "charge": changes["charge"]}
    return judge(operation, {**plan, "solver": solver})


def _behind(name: str, changes: dict[str, Any]) -> list[tuple[str, Any]]:
    return [("pallets", changes["pallets"])] if name == "m3" and "pallets" in changes else []


def test_pallets_are_counted() -> None:
    operation = stowed(vehicle="truck", pallets=3, pallet_max_kg=10)
    assert told(operation, pallets=2) == []
    assert told(operation, pallets=3) == []
    assert "weight and volume take 2" in told(operation, pallets=1)[0]
    assert "4 pallets in 1 vehicles of 3" in told(operation, pallets=4)[0]
    assert "pallets" in told(operation, pallets=None)[0]
    assert told(smallest(), pallets=None) == []


def test_small_consignments_are_counted() -> None:
    operation = dataclasses.replace(changed("items", min_consignment_packs=5), split_price=3.0)
    assert told(operation, small=1, charge=3.0) == []
    assert "0 small ones are told" in told(operation, small=0, charge=0.0)[0]
    assert "splitting costs 3.0" in told(operation, small=1, charge=0.0)[0]
    assert "1 small ones are told" in told(smallest(), small=1, charge=0.0)[0]
