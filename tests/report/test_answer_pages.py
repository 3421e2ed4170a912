"""Capacity and requests on the terminal: in plain words, in both languages, whatever the names hold."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from malja.language.speech import speaking
from malja.lifts.capacity.capacity import Capacity, CapacityStep, SiteCapacity, find_capacity
from malja.lifts.requests.prices import Prices
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import Referral, Requests
from malja.operation.operation import Operation
from malja.operation.rows import Lift
from malja.report.terminal.capacity_page import round_people_down, say_capacity
from malja.report.terminal.requests_page import say_requests
from tests.report.situations import ARABIC, SCRIPT, camp, operation

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


def test_requests_are_said_tier_by_tier(asked: Operation) -> None:
    less = dataclasses.replace(asked, supply=(), stock=())
    answer = find_requests(less, prices=Prices())
    text = "\n".join(say_requests(less, answer))
    assert "So that nobody is below" in text
    assert "1. " in text
    assert "for: Food" in text
    assert "Prices marked as rough were given by nobody" in text


def test_formula_is_referred(asked: Operation) -> None:
    tiers = tuple(
        dataclasses.replace(
            one,
            requests=(),
            referrals=(Referral(place="camp", need="food", item="tin", people=12, first=START),),
        )
        for one in find_requests(asked).tiers
    )
    text = "\n".join(say_requests(asked, Requests(operation="Small", start=START, currency="USD", tiers=tiers)))
    assert "infant formula is never asked for. About 12 babies" in text
    assert "nothing can be asked for that would help" in text


def test_names_are_taken_as_text() -> None:
    strange = operation(places=(operation().places[0], dataclasses.replace(camp(), name=SCRIPT + "\x1b[31m")))
    lines = [*say_capacity(strange, find_capacity(strange)), *say_requests(strange, find_requests(strange))]
    assert not any("\x1b" in line or "\n" in line for line in lines)


def test_in_arabic() -> None:
    named = dataclasses.replace(operation(), name=ARABIC)
    with speaking("ar", "arab"):
        lines = [*say_capacity(named, find_capacity(named)), *say_requests(named, find_requests(named))]
    assert any("كم شخصًا يستوعب كل موقع" in line for line in lines)
    assert any("أقل ما يُطلب" in line for line in lines)
    assert not any(character in "0123456789" for line in lines for character in line)


def test_a_site_without_lifts() -> None:
    alone = operation(lifts=(), supply=())
    assert say_capacity(alone, find_capacity(alone))
    road = Lift(lift="road", origin="depot", destination="camp", mode="flow", kg_per_day=10)
    by_road = operation(lifts=(road,))
    text = "\n".join(say_requests(by_road, find_requests(by_road)))
    assert "Small: the least to ask for" in text
