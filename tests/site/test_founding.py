"""The first facts of a site: from nothing but a name, or from an operation's tables."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from malja.operation.rows import Movement
from malja.problems import Refused
from malja.site.founding import make_founding_facts, prepare_founding, round_to_books
from tests.lifts.cases import base
from tests.lifts.operations import on

DAY = datetime.date(2025, 3, 9)


def test_a_name_alone_is_enough() -> None:
    founding = prepare_founding(None, name=" Base ", on=DAY)
    assert (founding.name, founding.day) == ("Base", DAY)
    assert [fact.body["values"] for fact in founding.facts] == [
        {"name": "Base", "start": "2025-03-10"},
        {"name": "Base"},
    ]


def test_a_site_without_a_name_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        prepare_founding(None, name=" ", on=DAY)
    assert [problem.code for problem in refused.value.problems] == ["site_nameless"]


def test_people_of_the_tables_came_on_their_days_and_the_rest_is_there_on_the_evening_before() -> None:
    people = (
        Movement(place="camp", date=on(-3), arrivals=40, departures=5),
        Movement(place="camp", date=on(2), arrivals=9),
    )
    facts = make_founding_facts(base(days=10, people=people))
    moves = [(fact.kind, fact.happened, fact.body["number"]) for fact in facts if fact.kind.startswith("people.")]
    assert moves == [("people.arrived", on(-3), 40), ("people.departed", on(-3), 5)]
    assert {fact.happened for fact in facts if not fact.kind.startswith("people.")} == {on(-1)}


def test_books_hold_six_decimals() -> None:
    assert round_to_books(0.1234567) == Decimal("0.123457")
    assert round_to_books(12.5) == Decimal("12.5")
