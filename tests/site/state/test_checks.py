"""What does not fit a site's tables is refused by name when it is recorded."""

from __future__ import annotations

import pytest

from malja.facts.fact import BodyValue, Fact
from malja.language.say import say_problem
from malja.site.state.state import State
from tests.site.network import DAY, Device, founded, to_remove, to_set

Body = dict[str, BodyValue]


def refused(state: State, kind: str, body: Body) -> list[str]:
    fact = Fact(kind=kind, happened=DAY, body=body, device="a", number=99)
    return [say_problem(problem) for problem in state.refusals(fact)]


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
