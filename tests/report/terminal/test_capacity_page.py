"""What `malja capacity` says."""

from __future__ import annotations

import datetime

import pytest

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


def test_each_case_has_its_sentence(asked: Operation) -> None:
    text = "\n".join(say_capacity(asked, found()))
    assert "Survival: about 120 people. In the way of more: Food" in text
    assert "Adds nobody by itself: One trip a week more of plane." in text
    assert "no limit was found" in "\n".join(say_capacity(asked, found(people=None, at_most=None, holding=())))
    aside = "\n".join(say_capacity(asked, found(people=0, aside=("food",), besides=70)))
    assert "nobody without a shortfall, for want of: Food" in aside
    assert "about 70 people" in aside
    assert "With that left aside" not in "\n".join(say_capacity(asked, found(people=0, aside=("food",))))
