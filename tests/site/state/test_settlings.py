"""A doubt is settled after it exists, and by another hand; where one device takes part alone the list says so."""

from __future__ import annotations

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knowledge
from malja.site.state.settlings import Settlings
from tests.journal.devices import DAY

DOUBT = Doubt(id="d", code="left_more", happened=DAY, device="gate", number=5)


def settled(*facts: Fact, alone: bool = False) -> Doubt:
    knowledge = Knowledge()
    settlings = Settlings(knowledge, alone=alone)
    for fact in facts:
        knowledge.note(fact)
        if fact.kind == "doubt.settled":
            settlings.apply(fact)
    return settlings.settle(DOUBT)


def told(device: str, number: int, by: str = "clerk", **seen: int) -> Fact:
    return Fact(kind="people.departed", happened=DAY, body={}, device=device, number=number, by=by, seen=seen)


def settling(device: str, number: int, by: str = "clerk", reason: str = "asked", **seen: int) -> Fact:
    body = {"doubt": "d", "reason": reason}
    return Fact(kind="doubt.settled", happened=DAY, body=body, device=device, number=number, by=by, seen=seen)


def test_another_device_settles_what_it_has_seen() -> None:
    assert settled(told("gate", 5), settling("office", 1, gate=5)).settled == "asked"
    assert settled(told("gate", 5), told("office", 1, gate=5), settling("office", 2)).settled == "asked"


def test_nothing_is_settled_in_advance() -> None:
    assert settled(settling("gate", 4), told("gate", 5), alone=True).settled == ""
    assert settled(settling("office", 1, gate=4), told("gate", 5)).settled == ""


def test_no_hand_settles_its_own_doubt_where_there_are_others() -> None:
    assert settled(told("gate", 5), settling("gate", 6)).settled == ""
    assert settled(told("gate", 5), settling("gate", 6, by=" Clerk ")).settled == ""
    assert settled(told("gate", 5), settling("gate", 6, by="manager")).settled == "asked"


def test_one_device_alone_settles_it_and_the_list_says_so() -> None:
    alone = settled(told("gate", 5), settling("gate", 6), alone=True)
    assert (alone.settled, alone.same_hand) == ("asked", True)
    assert alone.to_json()["same_hand"] is True


def test_a_word_that_does_not_hold_leaves_the_one_before_it() -> None:
    both = settled(told("gate", 5), settling("office", 1, gate=5), settling("gate", 6, reason="never mind"))
    assert (both.settled, both.same_hand) == ("asked", False)
