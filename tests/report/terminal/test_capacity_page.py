"""What `malja capacity` says."""

from __future__ import annotations

import datetime

import pytest

from malja.language.numbers import say_amount
from malja.lifts.capacity.capacity import Capacity, CapacityStep, SiteCapacity, find_capacity
from malja.operation.operation import Operation
from malja.report.terminal.capacity_page import round_people_down, say_capacity
from tests.report.situations import operation

START = datetime.date(2025, 3, 10)


@pytest.fixture
def asked() -> Operation:
    return operation()


def test_capacity_is_said_site_by_site(asked: Operation) -> None:
    lines = say_capacity(asked, find_capacity(asked))
    assert lines[0] == "Small: how many people each site can hold without a shortfall"
    assert any(line.startswith("Camp, from ") for line in lines)
    assert any("people more" in line for line in lines)
    assert any(line.startswith("Found with") for line in lines)


@pytest.mark.parametrize(
    ("people", "said"),
    [(0, "0"), (13, "13"), (999, "999"), (10653, "10,600"), (8257, "8,250"), (1_299_999, "1,290,000")],
)
def test_never_more_people_are_said_than_can_be_held(people: int, said: str) -> None:
    assert round_people_down(people) == said


def found(**values: object) -> Capacity:
    own: dict[str, object] = {
        "place": "camp",
        "tier": "survival",
        "since": START,
        "people": 120,
        "at_most": 121,
        "proof": "whole",
        "here": 100,
        "holding": ("food",),
        "aside": (),
        "besides": None,
        "limits": (),
        "more": (CapacityStep(kind="trips_per_week", place="camp", name="plane", amount=1.0, unit="", people=0),),
    }
    one = SiteCapacity(**{**own, **values})  # type: ignore[arg-type]
    return Capacity(operation="Small", start=START, last=START, sites=(one,))


def flat(asked: Operation, capacity: Capacity) -> str:
    return " ".join("\n".join(say_capacity(asked, capacity)).split())


def test_the_table_says_how_many_at_which_standard_and_what_a_thousand_more_need(asked: Operation) -> None:
    """Each person is due food of the survival tier's size a day: a thousand times that much stands in the way."""
    text = flat(asked, found())
    assert "Standard People, about All of them short of In the way: what 1,000 more need" in text
    food = next(need for need in asked.needs if need.need == "food")
    assert food.survival is not None
    assert f"Survival 120 nothing Food: {say_amount(1000 * food.survival, food.unit)} a day" in text
    assert "Adds nobody by itself: One trip a week more of plane." in text


def test_what_all_are_short_of_never_makes_nobody_of_those_who_are_held(asked: Operation) -> None:
    text = flat(asked, found(people=0, at_most=0, aside=("roof",), besides=70))
    assert "Survival 70 Roof Food" in text
    assert " 0 " not in text
    unlimited = flat(asked, found(people=0, at_most=0, aside=("food",), holding=()))
    assert "no limit found Food nothing" in unlimited
    assert "no limit found nothing nothing" in flat(asked, found(people=None, at_most=None, holding=()))
