"""Doubts have the same id everywhere, and what a device knew follows from its chain and from what it had seen."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knowledge

DAY = datetime.date(2025, 3, 11)


def fact(device: str, number: int, seen: Mapping[str, int] | None = None) -> Fact:
    return Fact(kind="people.arrived", happened=DAY, body={}, device=device, number=number, seen=seen or {})


def test_an_id_is_made_of_the_entry_and_of_what_is_doubted_alone() -> None:
    one = Doubt.about(fact("a", 3), "left_more", "rice", here=1)
    assert one == Doubt.about(fact("a", 3), "left_more", "rice", here=1)
    # Settlings name doubts by these ids for ever: they may never change.
    assert one.id == "47ce9543dd"
    others = [
        Doubt.about(fact("a", 4), "left_more", "rice"),
        Doubt.about(fact("b", 3), "left_more", "rice"),
        Doubt.about(fact("a", 3), "count_differs", "rice"),
        Doubt.about(fact("a", 3), "left_more", "oil"),
    ]
    assert len({one.id, *(other.id for other in others)}) == 5
    assert Doubt.about(fact("a", 3), "left_more", "rice", here=2).id == one.id


def test_a_doubt_is_said_in_words() -> None:
    doubt = Doubt.about(fact("a", 3), "left_more", place="base", group="everyone", date=DAY, number=9, expected=4)
    assert doubt.in_words() == "9 of everyone left base on 2025-03-11, where 4 were"
    assert doubt.to_json() == {
        "id": doubt.id,
        "code": "left_more",
        "values": {"place": "base", "group": "everyone", "date": "2025-03-11", "number": "9", "expected": "4"},
        "happened": "2025-03-11",
        "settled": "",
    }


def test_a_device_knows_its_own_chain_and_what_it_had_seen() -> None:
    knowledge = Knowledge()
    for told in (fact("a", 1), fact("a", 2), fact("b", 1)):
        knowledge.note(told)
    assert not knowledge.knew(fact("b", 1), "a", 1)
    assert knowledge.knew(fact("a", 2), "a", 1)
    knowledge.note(fact("b", 2, {"a": 1}))
    assert knowledge.knew(fact("b", 2), "a", 1)
    assert not knowledge.knew(fact("b", 2), "a", 2)
    # What it knows it does not forget, whatever a later entry says it came to hold since.
    knowledge.note(fact("b", 3, {"c": 7}))
    assert knowledge.knew(fact("b", 3), "a", 1)
    assert knowledge.knew(fact("b", 3), "c", 7)
