"""The whole state: the same from the same entries, whatever order they came in; and what is refused before."""

from __future__ import annotations

import dataclasses
import datetime
import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from malja.facts.fact import BodyValue, Fact
from malja.facts.reading import add_ids
from malja.language.say import say_problem
from malja.site.state.state import State
from tests.site.network import DAY, Device, as_bytes, folded, founded, meet, to_remove, to_set

Body = dict[str, BodyValue]
Telling = tuple[str, Body]


def refused(state: State, kind: str, body: Body) -> list[str]:
    fact = Fact(kind=kind, happened=DAY, body=body, device="a", number=99)
    return [say_problem(problem) for problem in state.refusals(fact)]


WHATEVER: list[Callable[[random.Random], Telling]] = [
    lambda rng: ("people.arrived", {"place": "base", "group": "everyone", "number": rng.randint(0, 9)}),
    lambda rng: ("people.departed", {"place": "base", "group": "everyone", "number": rng.randint(0, 300)}),
    lambda rng: ("people.counted", {"place": "base", "group": "everyone", "number": rng.randint(0, 600)}),
    lambda rng: ("people.corrected", {"place": "base", "number": rng.randint(0, 600), "reason": "a slip"}),
    lambda rng: ("stock.received", {"store": "tent", "item": "rice", "quantity": "7.5", "origin": "given"}),
    lambda rng: (
        "stock.moved",
        {"item": "rice", "quantity": str(rng.randint(1, 600)), "origin": "tent", "destination": "used"},
    ),
    lambda rng: ("stock.counted", {"store": "tent", "item": "rice", "quantity": str(rng.randint(0, 900))}),
    lambda rng: ("round.given", {"round": "r1", "token": str(rng.randint(1, 4)), "persons": rng.randint(1, 5)}),
    lambda rng: ("round.closed", {"round": "r1"}),
    lambda rng: ("kitchen.cooked", {"store": "tent", "recipe": "rice", "meals": rng.randint(1, 900)}),
    lambda rng: ("flight.delayed", {"flight": "f1", "leaves": f"2025-03-{rng.randint(12, 20)}"}),
    lambda rng: ("flight.cancelled", {"flight": "f1"}),
    lambda rng: ("flight.landed", {"flight": "f1"}),
    lambda rng: (
        "flight.counted",
        {"flight": "f1", "line": "1", "packs": rng.randint(8, 10), "counted_by": "keeper", "reason": "damaged"},
    ),
    lambda rng: ("flight.verified", {"flight": "f1", "store": "tent", "verified_by": "head"}),
    lambda rng: ("table.set", to_set("places", ["base"], name=rng.choice("xyz"))),
    lambda rng: ("table.set", to_set("items", ["rice"], pack_quantity=rng.choice(["25", "50"]), pack_kg="25")),
    lambda rng: ("table.removed", to_remove("stores", "tent")),
    lambda rng: ("clinic.opened", {"store": "tent", "item": "rice", "packs": 1}),
    lambda rng: (
        "pledge.made",
        {
            "pledge": rng.choice("pq"),
            "organisation": rng.choice(["WFP", "ICRC"]),
            "place": "base",
            "due": "2025-03-14",
            "what": rng.choice(["a truck", "a flight"]),
        },
    ),
    lambda rng: ("pledge.confirmed", {"pledge": rng.choice("pq"), "flight": "f1"}),
    lambda rng: ("pledge.ended", {"pledge": rng.choice("pq"), "outcome": rng.choice(["arrived", "withdrawn"])}),
    lambda rng: ("utility.read", {"place": "base", "utility": "chlorine", "amount": rng.choice(["0.1", "0.3"])}),
    lambda rng: ("utility.read", {"place": "base", "utility": "well_water", "amount": str(rng.randint(1, 9000))}),
    lambda rng: ("something.newer", {"what": "ever"}),
    lambda rng: ("people.arrived", {"place": "base", "number": "many"}),
]


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_devices_that_hold_the_same_entries_have_the_same_state(rng: random.Random, steps: int) -> None:
    devices = [founded(), Device("b"), Device("c")]
    meet(*devices)
    for _ in range(steps):
        one = rng.choice(devices)
        if rng.random() < 0.3:
            one.hear(rng.choice(devices))
        else:
            kind, body = rng.choice(WHATEVER)(rng)
            one.record(kind, body, day=rng.randint(0, 9))
    meet(*devices)
    meet(*devices)
    entries = list(devices[0].held.values())
    rng.shuffle(entries)
    states = [device.state() for device in devices] + [folded(entries)]
    assert len({as_bytes(state) for state in states}) == 1
    assert all(state.doubts == states[0].doubts for state in states)
    assert len({doubt.id for doubt in states[0].doubts}) == len(states[0].doubts)
    assert all(doubt.in_words() for doubt in states[0].doubts)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_one_device_may_record_leaves_nothing_in_doubt(rng: random.Random) -> None:
    """Whatever is refused by one device that knows everything, what it records all fits.

    But for meals that were cooked though an ingredient was short, which are told all the same.
    """
    one = founded()
    for _ in range(40):
        kind, body = rng.choice(WHATEVER)(rng)
        fact = Fact(kind=kind, happened=DAY, body=body, device="a", number=1 + len(one.held))
        state = one.state()
        short = kind == "kitchen.cooked" and int(str(body["meals"])) > 10 * state.ledger.usable("tent", "rice", DAY)
        if not short and not state.refusals(fact):
            one.record(kind, body)
    assert one.state().doubts == ()


def test_a_day_is_looked_back_at_without_forgetting_what_devices_knew() -> None:
    a = founded()
    b = Device("b")
    b.hear(a)
    a.record("table.set", to_set("places", ["base"], name="One"))
    b.hear(a)
    # What carries b's knowledge of that happened later than the day that is asked for.
    b.record("people.arrived", {"place": "base", "number": 3}, day=5)
    b.record("table.set", to_set("places", ["base"], name="Two"))
    a.hear(b)
    then = a.state(DAY)
    assert then.doubts == ()
    assert then.register.row("places", "base") == {"role": "site", "name": "Two"}
    assert (then.headcount.present("base"), a.state().headcount.present("base")) == (500, 503)
    assert (then.last, a.state().last) == (DAY, DAY + datetime.timedelta(days=5))


def test_what_was_imported_on_two_devices_counts_once() -> None:
    a = founded()
    b = Device("b")
    b.hear(a)
    said = Fact(kind="people.arrived", happened=DAY, body={"place": "base", "number": 40})
    (row,) = add_ids([said])
    for device in (a, b):
        device.record("people.arrived", row.body, id=row.id)
        device.record("people.arrived", {"place": "base", "number": 40}, id="own")
    meet(a, b)
    assert a.state().headcount.present("base") == 500 + 40 + 2 * 40
    assert a.state().holds(Fact(kind="people.arrived", happened=DAY, body={}, id=row.id))
    (doubt,) = a.state().doubts
    assert (doubt.code, dict(doubt.values)["number"]) == ("rows_repeated", "1")


def test_what_cannot_be_understood_counts_for_nothing_and_is_a_doubt() -> None:
    a = founded()
    before = a.state()
    a.record("something.newer", {"what": "ever"})
    a.record("people.arrived", {"place": "base", "number": "many"})
    a.record("stock.received", {"store": "tent", "item": "rice", "quantity": "NaN"})
    after = a.state()
    assert [doubt.code for doubt in after.doubts] == ["fact_unreadable"] * 3
    assert {dict(doubt.values)["column"] for doubt in after.doubts} == {"kind", "number", "quantity"}
    assert after.headcount.to_json() == before.headcount.to_json()
    assert after.ledger.to_json() == before.ledger.to_json()


def test_a_version_that_is_newer_than_this_program_counts_for_nothing() -> None:
    state = founded().state()
    fact = Fact(
        kind="people.arrived", happened=DAY, body={"place": "base", "number": 7}, version=9, device="a", number=99
    )
    assert [problem.code for problem in state.refusals(fact)] == ["fact_version"]
    state.apply(fact)
    assert state.headcount.present("base") == 500
    assert [doubt.code for doubt in state.doubts] == ["fact_unreadable"]


def test_a_doubt_is_settled_with_a_reason_once() -> None:
    a = founded()
    a.record("people.counted", {"place": "base", "number": 480})
    [doubt] = a.state().doubts
    settling: Body = {"doubt": doubt.id, "reason": "twenty sleep at the school"}
    assert refused(a.state(), "doubt.settled", settling) == []
    a.record("doubt.settled", settling)
    assert a.state().doubts == (dataclasses.replace(doubt, settled="twenty sleep at the school", same_hand=True),)
    assert refused(a.state(), "doubt.settled", settling) == [
        f"column doubt: doubt {doubt.id} was settled already: twenty sleep at the school"
    ]
    [unknown] = refused(a.state(), "doubt.settled", {"doubt": "nothing", "reason": "x"})
    assert "there is no doubt called nothing" in unknown
