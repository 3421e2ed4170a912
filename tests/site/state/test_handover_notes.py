"""What a shift tells the next stands until somebody who knew it writes the next one; nobody is named in it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.facts.fact import Fact
from malja.facts.knowledge import knows_all
from malja.site.state.handover_notes import HandoverNotes
from malja.site.state.state import State
from tests.site.network import DAY, Device, as_bytes, folded, founded, meet, to_take_back


def note(device: Device, text: str, *, day: int = 0, place: str = "") -> None:
    device.record("shift.handed_over", {"text": text, **({"place": place} if place else {})}, day=day)


def texts(state: State) -> list[str]:
    return [one.text for one in state.handover_notes.standing()]


def test_the_next_note_takes_the_place_of_the_one_before() -> None:
    a = founded()
    note(a, "the pump leaks")
    note(a, "tent 14 waits", place="base")
    note(a, "the pump is mended", day=1)
    assert texts(a.state()) == ["the pump is mended", "tent 14 waits"]
    assert texts(a.state(DAY)) == ["the pump leaks", "tent 14 waits"]


def test_a_note_told_late_does_not_take_the_place_of_a_later_one() -> None:
    a = founded()
    note(a, "today's", day=2)
    note(a, "yesterday's", day=1)
    assert texts(a.state()) == ["today's"]


def test_notes_that_were_written_apart_both_stand_until_the_next_one() -> None:
    a, b = founded(), Device("b")
    b.hear(a)
    note(a, "from the office")
    note(b, "from the gate")
    meet(a, b)
    assert sorted(texts(a.state())) == ["from the gate", "from the office"]
    note(b, "read both")
    assert texts(b.state()) == ["read both"]


def test_a_note_that_is_taken_back_leaves_the_one_before() -> None:
    a = founded()
    note(a, "the pump leaks")
    note(a, "for another site")
    last = max(a.held.values(), key=lambda entry: entry.order)
    a.record("fact.taken_back", to_take_back(last))
    assert texts(a.state()) == ["the pump leaks"]


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 30))
def test_devices_that_hold_the_same_notes_show_the_same(rng: random.Random, steps: int) -> None:
    devices = [founded(), Device("b"), Device("c")]
    meet(*devices)
    for step in range(steps):
        if rng.random() < 0.3:
            rng.choice(devices).hear(rng.choice(devices))
        else:
            note(rng.choice(devices), str(step), day=rng.randint(0, 3), place=rng.choice(["", "base"]))
    meet(*devices)
    meet(*devices)
    entries = list(devices[0].held.values())
    rng.shuffle(entries)
    assert len({as_bytes(state) for state in [*(one.state() for one in devices), folded(entries)]}) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Call Mr Haddad about the pump", "handover_person"),
        ("Dr. Salim comes at nine", "handover_person"),
        ("abu Yusuf waits", "handover_person"),
        ("يتصل السيد حداد", "handover_person"),
        ("أم محمد تنتظر", "handover_person"),
        ("the pump: +963 944 123 456", "handover_reaches"),
        ("اتصل ٠٩٤٤١٢٣٤٥٦", "handover_reaches"),
        ("write to store@example.org", "handover_reaches"),
        ("x" * 601, "handover_long"),
        ("The nurse waits for tent 14; 1,300 people, 2,500 l; flight of 2025-03-12 at 09:30", ""),
        ("هل الماء صالح أم لا؟ تنتظر الممرضة الخيمة 14", ""),
        ("Drums of oil (200 l) are at the marker", ""),
    ],
)
def test_persons_and_how_to_reach_them_are_refused(text: str, code: str) -> None:
    fact = Fact(kind="shift.handed_over", happened=DAY, body={"text": text})
    found = HandoverNotes(knows_all).refusals(fact)
    assert [problem.code for problem in found] == ([code] if code else [])
    assert all(text not in (problem.value, *dict(problem.values).values()) for problem in found), "it is not repeated"
