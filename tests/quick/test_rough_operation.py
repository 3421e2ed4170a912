"""The operation made of the answers: what was answered stands in it, what was not is an assumption with a name."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from malja.catalogue.load_catalogue import load_catalogue
from malja.cover.cover import Cover, find_covers
from malja.language.say import load_messages
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.vehicles import load_vehicles
from malja.operation.write_operation import write_operation
from malja.quick.questions import Answers
from malja.quick.rough_operation import ANSWERED, ASSUMPTIONS, BASKET, build_rough_operation, choose_supply

TODAY = datetime.date(2025, 3, 11)
ANSWERS = Answers(
    people=8000, water=90000, roofed=12000, toilets=60, food_days=4, flight=3, vehicle="il76td", cold=False
)


def covers(operation: Operation) -> dict[tuple[str, str], Cover]:
    return {(one.need.need, one.tier): one for one in find_covers(operation)}


def test_what_was_answered_is_what_is_there() -> None:
    found = covers(build_rough_operation(ANSWERS, TODAY))
    assert found["water", "survival"].days is None
    assert found["water", "minimum"].short == pytest.approx(0.25)
    assert found["covered_area", "minimum"].provided == 12000
    assert found["toilets", "minimum"].short == pytest.approx(1 - 60 / 400)


def test_days_of_food_are_days_at_the_minimum_standard() -> None:
    assert covers(build_rough_operation(ANSWERS, TODAY))["energy", "minimum"].days == pytest.approx(4, rel=0.001)


def test_no_answer_of_zero_makes_a_row() -> None:
    operation = build_rough_operation(replace(ANSWERS, water=0, roofed=0, toilets=0, food_days=0), TODAY)
    assert not operation.services
    assert not operation.stock


def test_the_flight_carries_what_its_type_carries_over_a_thousand_kilometres() -> None:
    lift = build_rough_operation(ANSWERS, TODAY).lifts[0]
    assert (lift.payload_kg, lift.volume_m3) == (47000, 180)
    assert lift.first == lift.last == datetime.date(2025, 3, 14)


@pytest.mark.parametrize("vehicle", sorted(load_vehicles()))
def test_every_vehicle_of_the_catalogue_makes_an_operation(vehicle: str) -> None:
    lift = build_rough_operation(replace(ANSWERS, vehicle=vehicle), TODAY).lifts[0]
    assert lift.payload_kg is not None
    assert lift.payload_kg > 0


def test_the_days_end_two_weeks_after_the_flight() -> None:
    operation = build_rough_operation(ANSWERS, TODAY)
    assert (operation.days, operation.horizon) == (4, 18)
    assert build_rough_operation(replace(ANSWERS, flight=0), TODAY).days == 1


def test_cold_asks_for_more_than_warm() -> None:
    warm, cold = (covers(build_rough_operation(replace(ANSWERS, cold=cold), TODAY)) for cold in (False, True))
    assert ("covered_area", "survival") not in warm
    assert ("covered_area", "survival") in cold


@pytest.mark.parametrize("climate", ["warm", "cold"])
def test_every_need_that_an_item_meets_can_be_asked_for(climate: str) -> None:
    found = load_catalogue("cold" if climate == "cold" else "warm")
    asked = {item.item for item in choose_supply(found)}
    met = {content.need for content in found.contents}
    assert {content.need for content in found.contents if content.item in asked} == met
    assert asked >= {price.item for price in found.prices}


def test_basket_and_answered_needs_are_the_catalogues() -> None:
    found = load_catalogue("warm")
    items = {item.item: item for item in found.items}
    assert set(ANSWERED) <= {need.need for need in found.needs}
    for item, kg in BASKET.items():
        ration = items[item].max_per_person_day
        assert ration is None or ration >= kg
        assert items[item].unit == "kg"


def test_every_assumption_has_its_words() -> None:
    words = {code for code in load_messages()["quick"] if code.startswith("assumed_")}
    assert words == {f"assumed_{code}" for code in (*ASSUMPTIONS, "none")}


def test_what_is_saved_is_read_back_the_same(tmp_path: Path) -> None:
    operation = build_rough_operation(ANSWERS, TODAY)
    write_operation(operation, tmp_path / "saved")
    assert replace(read_operation(tmp_path / "saved"), notices=()) == replace(operation, notices=())


def test_what_may_be_asked_for_costs_what_the_catalogue_says() -> None:
    operation = build_rough_operation(ANSWERS, TODAY)
    listed = {price.item: price.unit_cost for price in load_catalogue("warm").prices}
    for row in operation.supply:
        assert (row.unit_cost, row.priced) == (listed.get(row.item, 0.0), row.item in listed)
    # 1,000 km at 770 km/h: 1.3 hours each way at 9,000.
    assert operation.lifts[0].fixed_cost == pytest.approx(2 * 1000 / 770 * 9000)
    assert operation.lifts[0].priced


def test_food_is_a_basket_and_loads_are_stowed() -> None:
    operation = build_rough_operation(ANSWERS, TODAY)
    assert (operation.basket, operation.loading) == ("general", "stowed")
    assert operation.stowage == load_catalogue("warm").stowage
    assert operation.segregation == load_catalogue("warm").segregation
