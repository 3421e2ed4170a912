"""What is taken back counts as if it had never been told, the same on every device, whatever came when."""

from __future__ import annotations

import dataclasses
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from malja.facts.fact import BodyValue, Fact
from malja.facts.reading import add_ids
from malja.site.state.state import State
from tests.site.network import DAY, Device, Entry, as_bytes, folded, founded, meet, to_take_back
from tests.site.state.test_state import WHATEVER

TAKEN_BACK = "fact.taken_back"


def take_back(device: Device, entry: Entry, **more: BodyValue) -> Entry:
    return device.record(TAKEN_BACK, to_take_back(entry, **more))


def codes(state: State) -> list[str]:
    return [doubt.code for doubt in state.doubts]


def people(state: State) -> int:
    return state.headcount.present("base")


def rice(state: State) -> float:
    return float(state.ledger.on_hand("tent", "rice"))


def wrong_take_back(rng: random.Random) -> dict[str, BodyValue]:
    """One that may name anything: what is not there, what comes later, itself, nothing that can be read."""
    body: dict[str, BodyValue] = {"device": rng.choice("abcx"), "number": rng.randint(1, 40), "reason": "?"}
    if rng.random() < 0.2:
        body["agreed_by"] = rng.choice(["clerk", "head"])
    if rng.random() < 0.1:
        del body["reason"]
    return body


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_take_backs_converge_in_whatever_order_they_come(rng: random.Random, steps: int) -> None:
    devices = [founded(), Device("b"), Device("c")]
    meet(*devices)
    for _ in range(steps):
        one, kind = rng.choice(devices), rng.random()
        if kind < 0.3:
            one.hear(rng.choice(devices))
        elif kind < 0.45:
            take_back(one, rng.choice(list(one.held.values())))
        elif kind < 0.55:
            one.record(TAKEN_BACK, wrong_take_back(rng))
        else:
            name, body = rng.choice(WHATEVER)(rng)
            one.record(name, body, day=rng.randint(0, 9))
    meet(*devices)
    meet(*devices)
    entries = list(devices[0].held.values())
    rng.shuffle(entries)
    states = [device.state() for device in devices] + [folded(entries)]
    assert len({as_bytes(state) for state in states}) == 1
    assert all(state.doubts == states[0].doubts for state in states)
    assert len({doubt.id for doubt in states[0].doubts}) == len(states[0].doubts)
    assert all(doubt.in_words() for doubt in states[0].doubts)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 50))
def test_what_is_taken_back_counts_as_if_it_had_never_been_told(rng: random.Random, steps: int) -> None:
    """The founder takes back what it and another told, take-backs too; a naive reading says what is left."""
    a, b = founded(), Device("b")
    b.hear(a)
    back: dict[tuple[str, int], list[Entry]] = {}
    for _ in range(steps):
        if rng.random() < 0.3:
            entry = rng.choice(list(a.held.values()))
            back.setdefault(entry.at, []).append(take_back(a, entry, agreed_by="head"))
        else:
            name, body = rng.choice(WHATEVER)(rng)
            one = rng.choice([a, b])
            one.record(name, body, day=rng.randint(0, 9))
        meet(a, b)

    def is_gone(entry: Entry) -> bool:
        return any(not is_gone(one) for one in back.get(entry.at, ()))

    def blank(entry: Entry) -> Entry:
        gone = entry.fact.kind == TAKEN_BACK or is_gone(entry)
        kind = "site.nothing" if gone and entry.fact.kind != "flight.verified" else entry.fact.kind
        return dataclasses.replace(entry, fact=dataclasses.replace(entry.fact, kind=kind))

    entries = list(a.held.values())
    # What is taken back of a verification is left out by both: its paper has a number that no other may have.
    if any(entry.fact.kind == "flight.verified" and is_gone(entry) for entry in entries):
        return
    left, plain = folded(entries), folded(map(blank, entries))
    rests = {"round_due_taken_back", "kitchen_recipe_taken_back"}
    assert [doubt for doubt in left.doubts if doubt.code not in rests] == list(plain.doubts)
    said, expected = left.to_json(), plain.to_json()
    assert {**said, "doubts": []} == {**expected, "doubts": []}


def test_who_told_it_or_a_device_above_takes_it_back_and_nobody_else() -> None:
    a, b, c = founded(), Device("b"), Device("c")
    meet(a, b, c)
    mistake = b.record("people.arrived", {"place": "base", "number": 70})
    meet(a, b, c)
    take_back(c, mistake)
    meet(a, b, c)
    assert (people(a.state()), codes(a.state())) == (570, ["taken_back_foreign"])
    own = take_back(b, mistake)
    meet(a, b, c)
    assert people(c.state()) == 500
    take_back(b, own)
    assert people(b.state()) == 570
    take_back(a, mistake)
    meet(a, b, c)
    assert people(b.state()) == 500, "two took it back, and one of them took that back: the other holds"


def test_a_taking_back_of_a_taking_back_of_a_taking_back() -> None:
    a = founded()
    entry = a.record("people.arrived", {"place": "base", "number": 70})
    seen = []
    for _ in range(4):
        entry = take_back(a, entry)
        seen.append(people(a.state()))
    assert seen == [500, 570, 500, 570]


def test_what_is_taken_back_before_it_is_seen_never_counts() -> None:
    a, b = founded(), Device("b")
    b.hear(a)
    mistake = b.record("people.arrived", {"place": "base", "number": 70})
    blind = take_back(a, mistake)
    assert blind.at in a.held
    assert mistake.at not in a.held
    assert codes(a.state()) == ["taken_back_unknown"]
    meet(a, b)
    assert (people(a.state()), codes(a.state())) == (500, [])


def test_what_a_day_says_is_put_right_whenever_it_is_taken_back() -> None:
    a = founded()
    mistake = a.record("people.arrived", {"place": "base", "number": 70}, day=1)
    a.record(TAKEN_BACK, to_take_back(mistake), day=5)
    later = a.state(DAY)
    assert people(later) == people(a.state()) == 500
    assert a.state().last == DAY, "a day on which only a mistake happened is none"


def test_rations_keep_goods_that_were_given_by_what_was_taken_back_in_doubt() -> None:
    a = founded()
    (due,) = [entry for entry in a.held.values() if entry.fact.kind == "round.due"]
    gift = a.record("round.given", {"round": "r1", "token": "7", "persons": 5})
    assert rice(a.state()) == 995
    take_back(a, gift)
    assert (rice(a.state()), codes(a.state())) == (1000, [])
    again = a.record("round.given", {"round": "r1", "token": "7", "persons": 5})
    assert codes(a.state()) == [], "the first gift was taken back: this is no second one"
    take_back(a, due)
    assert sorted(codes(a.state())) == ["round_due_taken_back", "round_gift_not_due"]
    take_back(a, again)
    assert codes(a.state()) == []


def test_meals_cooked_by_a_recipe_that_was_taken_back_are_in_doubt() -> None:
    a = founded()
    wrong = a.record("kitchen.recipe", {"recipe": "rice", "item": "rice", "quantity": "0.5"})
    a.record("kitchen.cooked", {"store": "tent", "recipe": "rice", "meals": 100})
    assert rice(a.state()) == 950
    take_back(a, wrong)
    assert (rice(a.state()), codes(a.state())) == (990, ["kitchen_recipe_taken_back"])
    a.record("kitchen.cooked", {"store": "tent", "recipe": "rice", "meals": 100})
    assert codes(a.state()) == ["kitchen_recipe_taken_back"], "who knew that it was taken back cooked by the other"


def test_goods_that_never_came_are_missing_where_they_were_used() -> None:
    a = founded()
    came = a.record("stock.received", {"store": "tent", "item": "rice", "quantity": "500"})
    a.record("stock.moved", {"item": "rice", "quantity": "1200", "origin": "tent", "destination": "used"})
    assert codes(a.state()) == []
    take_back(a, came)
    assert codes(a.state()) == ["stock_missing"]


def landed(a: Device) -> tuple[Entry, Entry]:
    """A flight that landed, was counted and verified: the count and the verification."""
    a.record("flight.landed", {"flight": "f1"}, day=2)
    count: dict[str, BodyValue] = {"flight": "f1", "line": "1", "packs": 9, "reason": "short_shipped"}
    counted = a.record("flight.counted", {**count, "counted_by": "keeper"}, day=2)
    return counted, a.record("flight.verified", {"flight": "f1", "store": "tent", "verified_by": "head"}, day=2)


def test_a_verified_count_is_taken_back_by_two() -> None:
    a = founded()
    counted, verified = landed(a)
    there = rice(a.state())
    alone = take_back(a, counted)
    assert (rice(a.state()), codes(a.state())) == (there, ["taken_back_alone"])
    take_back(a, alone)
    assert codes(a.state()) == []
    take_back(a, verified, agreed_by="Clerk")
    assert codes(a.state()) == ["taken_back_alone"], "one does not agree with itself"
    take_back(a, verified, agreed_by="head")
    state = a.state()
    assert (rice(state), state.flights.flights["f1"].status) == (1000, "counted")


def test_a_claim_is_in_doubt_once_its_verification_is_taken_back_and_papers_keep_their_numbers() -> None:
    a = founded()
    _, verified = landed(a)
    first = a.state().flights.flights["f1"].verified
    a.record("flight.claimed", {"flight": "f1"}, day=3)
    take_back(a, verified, agreed_by="head")
    assert codes(a.state()) == ["flight_claimed_unverified"]
    a.record("flight.verified", {"flight": "f1", "store": "tent", "verified_by": "head"}, day=3)
    second = a.state().flights.flights["f1"].verified
    assert first is not None
    assert second is not None
    assert (first.paper[-4:], second.paper[-4:]) == ("0001", "0002")


def test_a_count_that_is_not_verified_yet_is_taken_back_by_one() -> None:
    a = founded()
    a.record("flight.landed", {"flight": "f1"}, day=2)
    counted = a.record(
        "flight.counted", {"flight": "f1", "line": "1", "packs": 9, "reason": "over", "counted_by": "keeper"}, day=2
    )
    take_back(a, counted)
    assert a.state().flights.flights["f1"].status == "landed"
    a.record("flight.counted", {"flight": "f1", "line": "1", "packs": 10, "counted_by": "keeper"}, day=2)
    a.record("flight.verified", {"flight": "f1", "store": "tent", "verified_by": "head"}, day=2)
    assert codes(a.state()) == [], "what was taken back before the verification stays so"


def test_which_devices_take_part_is_not_taken_back() -> None:
    a = founded()
    entry = a.record("device.enrolled", {"device": "b"})
    take_back(a, entry)
    assert codes(a.state()) == ["taken_back_membership"]


def test_a_row_that_two_devices_imported_counts_until_both_take_it_back() -> None:
    a, b = founded(), Device("b")
    b.hear(a)
    (row,) = add_ids([Fact(kind="people.arrived", happened=DAY, body={"place": "base", "number": 40})])
    ours, theirs = (device.record(row.kind, row.body, id=row.id) for device in (a, b))
    meet(a, b)
    assert people(a.state()) == 540
    take_back(a, ours)
    assert (people(a.state()), codes(a.state())) == (540, ["row_told_elsewhere"])
    assert a.state().holds(row), "importing the file again brings nothing back"
    b.hear(a)
    take_back(b, theirs)
    assert (people(b.state()), codes(b.state())) == (500, [])
    assert b.state().holds(row)
