"""The whole quick answer, planned for real."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from malja.quick.questions import Answers
from malja.quick.quick import QuickAnswer, give_quick_answer
from malja.quick.quick_page import write_quick_page

TODAY = datetime.date(2025, 3, 11)
ANSWERS = Answers(
    people=8000, water=90000, roofed=12000, toilets=60, food_days=4, flight=3, vehicle="il76td", cold=False
)


@pytest.fixture(scope="module")
def answer() -> QuickAnswer:
    return give_quick_answer(ANSWERS, TODAY)


def test_what_is_asked_for_fits_the_flight_and_fills_it(answer: QuickAnswer) -> None:
    kg, m3 = sum(ask.kg for ask in answer.asks), sum(ask.m3 for ask in answer.asks)
    assert [(lift.payload_kg, lift.volume_m3) for lift in answer.lifts] == [(47000, 180)]
    assert 0.98 * 47000 < kg <= 47000
    assert m3 <= 180


def test_food_and_toilets_come_first(answer: QuickAnswer) -> None:
    met = {need.need for ask in answer.asks for need in ask.needs}
    assert {"energy", "toilets"} <= met
    assert all(one.need.need != "energy" or one.tier != "survival" for one in answer.still)


def test_now_and_later_are_the_covers_of_the_saved_operation(answer: QuickAnswer) -> None:
    assert [(one.need.need, one.tier) for one in answer.later if one.need.need == "energy"] == [
        ("energy", "survival"),
        ("energy", "minimum"),
        ("energy", "target"),
    ]
    assert {one.need.need for one in answer.now} >= {"water", "covered_area", "toilets", "blankets"}


def test_a_small_camp_on_a_large_aircraft_gets_all_it_may_ask_for_and_the_same_twice() -> None:
    few = replace(ANSWERS, people=20, water=400, roofed=80, toilets=5, food_days=30, flight=0)
    small = give_quick_answer(few, TODAY)
    assert 0 < sum(ask.kg for ask in small.asks) < 47000
    assert not [one for one in small.still if one.tier == "survival"]
    assert write_quick_page(give_quick_answer(few, TODAY)) == write_quick_page(small)


def test_what_is_asked_for_fits_all_the_vehicles_together() -> None:
    school = replace(ANSWERS, people=1300, water=12000, roofed=2000, vehicle="mi8mtv", more=("truck_10t", "truck_10t"))
    made = give_quick_answer(replace(school, families=260), TODAY)
    assert [(lift.vehicle, lift.max_per_day) for lift in made.lifts] == [("mi8mtv", 1), ("truck_10t", 2)]
    room = sum(lift.max_per_day * (lift.payload_kg or 0) for lift in made.lifts)
    assert 0.9 * room < sum(ask.kg for ask in made.asks) <= room
    page = write_quick_page(made)
    assert "2 x Truck, 10 t" in page
    assert "260 families are counted as 1,300 people, 5 each." in page
