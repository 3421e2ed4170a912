"""The whole state: the same from the same entries, whatever order they came in; and what is refused before."""

from __future__ import annotations

import dataclasses
import datetime
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.facts.fact import BodyValue, Fact
from malja.facts.reading import add_ids
from malja.language.say import say_problem
from malja.site.state.state import State
from tests.site.network import DAY, Device, as_bytes, folded, meet, to_remove, to_set

Body = dict[str, BodyValue]
Telling = tuple[str, Body]


def founded() -> Device:
    """A device whose site has a hub, a site with a store, rice, a lift, people and stock."""
    one = Device("a")
    for table, key, values in (
        ("operation", [], {"name": "Base", "start": "2025-03-11"}),
        ("places", ["hub"], {"role": "hub"}),
        ("places", ["base"], {"role": "site"}),
        ("stores", ["tent"], {"place": "base", "kind": "store"}),
        ("lifts", ["il76"], {"origin": "hub", "destination": "base"}),
    ):
        one.record("table.set", to_set(table, key, **values))
    one.record("people.arrived", {"place": "base", "group": "everyone", "number": 500})
    one.record("stock.received", {"store": "tent", "item": "rice", "quantity": "1000", "origin": "opening"})
    one.record("round.due", {"round": "r1", "store": "tent", "item": "rice", "quantity": "1", "per": "person"})
    one.record("kitchen.recipe", {"recipe": "rice", "item": "rice", "quantity": "0.1"})
    one.record("flight.announced", {"flight": "f1", "lift": "il76", "leaves": "2025-03-12"})
    one.record("flight.loaded", {"flight": "f1", "line": "1", "item": "rice", "packs": 10})
    return one


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
    """Whatever is refused by one device that knows everything, what it records all fits."""
    one = founded()
    for _ in range(40):
        kind, body = rng.choice(WHATEVER)(rng)
        fact = Fact(kind=kind, happened=DAY, body=body, device="a", number=1 + len(one.held))
        if not one.state().refusals(fact):
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
    assert a.state().doubts == (dataclasses.replace(doubt, settled="twenty sleep at the school"),)
    assert refused(a.state(), "doubt.settled", settling) == [
        f"column doubt: doubt {doubt.id} was settled already: twenty sleep at the school"
    ]
    [unknown] = refused(a.state(), "doubt.settled", {"doubt": "nothing", "reason": "x"})
    assert "there is no doubt called nothing" in unknown


PEOPLE = {"place": "base", "group": "everyone", "number": 3}
GOODS = {"store": "tent", "item": "rice", "quantity": "5", "origin": "given"}


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("people.vanished", {}, "people.vanished is no kind of fact; the kinds are: "),
        ("people.arrived", {"place": "base"}, "column number: the cell is empty; every row needs a value here"),
        ("people.arrived", {**PEOPLE, "number": -1}, "column number: -1 is "),
        ("people.arrived", {**PEOPLE, "number": "3"}, "column number: 3 is not in the form in which facts hold it"),
        ("people.arrived", {**PEOPLE, "colour": "red"}, "column colour: there is no such column; the columns"),
        ("people.arrived", {**PEOPLE, "place": "bass"}, "column place: there is no bass in places; did you mean base?"),
        ("people.arrived", {**PEOPLE, "place": "x"}, "column place: there is no x in places; known are: base, hub"),
        ("people.arrived", {**PEOPLE, "place": "hub"}, "column place: hub is a hub; people live at sites only"),
        ("people.arrived", {**PEOPLE, "group": "martians"}, "column group: there is no martians in groups"),
        ("people.departed", {**PEOPLE, "number": 501}, "column number: 501 of everyone can't have left base"),
        ("stock.received", {**GOODS, "store": "shed"}, "column store: there is no shed in stores; known are: base,"),
        ("stock.received", {**GOODS, "item": "gold"}, "column item: there is no gold in items"),
        ("stock.received", {**GOODS, "quantity": "1e400"}, "column quantity: 1e400"),
        ("stock.received", {**GOODS, "expiry": "2025-02-30"}, "column expiry: 2025-02-30 is not a day of the calendar"),
        (
            "stock.moved",
            {"item": "rice", "quantity": "1", "origin": "tent", "destination": "moon"},
            "column destination: there is no moon in stores; known are: base, hub, tent",
        ),
        (
            "flight.announced",
            {"flight": "f2", "lift": "an12", "leaves": "2025-03-12"},
            "column lift: there is no an12 in lifts; known are: il76",
        ),
        ("table.set", to_set("houses", ["a"], x="1"), "there is no table houses; the tables are: operation, site,"),
        ("table.set", to_set("stock", ["base", "rice"], quantity="1"), "the table stock follows from what is recorded"),
        ("table.set", to_set("places", []), "- does not name a row of places"),
        ("table.set", to_set("places", ["a", "b"]), "a b does not name a row of places; a row is named by: place"),
        ("table.set", to_set("places", ["new"]), "column role: the cell is empty; every row needs a value here"),
        ("table.set", to_set("places", ["new"], role="camp"), "column role: camp is not known here; write one of:"),
        ("table.set", to_set("places", ["base"], lat="91"), "column lat: 91 is too much; write at most 90"),
        ("table.set", to_set("places", ["base"], height="9"), "column height: there is no such column"),
        ("table.set", to_set("places", ["lost"], role="site"), "column place: lost is an account of the books"),
        (
            "table.set",
            to_set("lifts", ["an12"], origin="hub", destination="bass"),
            "column destination: there is no bass in places; did you mean base?",
        ),
        ("table.removed", to_remove("places", "moon"), "the table places has no row moon"),
        ("table.removed", to_remove("operation"), "the table operation has one row, which can't be removed"),
        ("table.removed", to_remove("places", "hub"), "hub can't go: the row il76 of the table lifts names it"),
        ("table.removed", to_remove("stores", "tent"), "tent holds rice; move it first, or record where it went"),
    ],
)
def test_what_does_not_hold_together_is_refused_by_name(kind: str, body: Body, words: str) -> None:
    said = refused(founded().state(), kind, body)
    assert said
    assert any(words in one for one in said), said


def test_a_place_with_people_is_not_removed() -> None:
    a = Device("a")
    a.record("table.set", to_set("places", ["base"], role="site"))
    a.record("people.arrived", {"place": "base", "number": 3})
    assert refused(a.state(), "table.removed", to_remove("places", "base")) == [
        "3 people are at base; record where they went first"
    ]
    # Where two devices did both apart, it is listed.
    a.record("table.removed", to_remove("places", "base"))
    assert [doubt.code for doubt in a.state().doubts] == ["people_nowhere"]


def test_the_pack_of_an_item_is_the_sites_own_or_the_catalogues() -> None:
    a = founded()
    catalogues = a.state().known.pack_of("rice")
    assert catalogues is not None
    a.record("table.set", to_set("items", ["rice"], pack_quantity="12.5", pack_kg="13", pack_m3="0.02"))
    state = a.state()
    assert state.known.pack_of("rice") is not None
    assert str(state.known.pack_of("rice")) == "12.5"
    assert state.known.pack_of("gold") is None
    a.record("table.set", to_set("operation", [], catalogue="none"))
    assert a.state().known.names("items") == {"rice"}
    assert a.state().known.names("groups") == {"everyone", "household"}
