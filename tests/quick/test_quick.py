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
    assert answer.flight.payload_kg == 47000
    assert answer.flight.volume_m3 == 180
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
