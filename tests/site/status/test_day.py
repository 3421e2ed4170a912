"""A day and the one before, added up by hand."""

from __future__ import annotations

from decimal import Decimal

from malja.site.status.day import read_days
from tests.site.network import DAY, founded, to_take_back


def test_a_day_and_the_day_before_it() -> None:
    a = founded()
    a.record("kitchen.cooked", {"store": "tent", "recipe": "rice", "meals": 900}, day=1)
    a.record("people.arrived", {"place": "base", "number": 40}, day=2)
    a.record("people.arrived", {"place": "base", "group": "under_5", "number": 7}, day=2)
    a.record("people.departed", {"place": "base", "number": 15}, day=2)
    a.record("people.counted", {"place": "base", "number": 520, "reason": "five were overlooked"}, day=2)
    a.record("kitchen.cooked", {"store": "tent", "recipe": "rice", "meals": 1000}, day=2)
    a.record("round.given", {"round": "r1", "token": "1", "persons": 6}, day=2)
    a.record("stock.received", {"store": "tent", "item": "rice", "quantity": "30", "origin": "bought"}, day=2)
    a.record(
        "stock.moved",
        {"item": "rice", "quantity": "4", "origin": "tent", "destination": "spoiled", "reason": "wet"},
        day=2,
    )
    a.record("flight.landed", {"flight": "f1"}, day=2)
    state = a.state()
    day, before = read_days(state, state.last or DAY, state.doubts)
    assert (day.arrived, day.departed, day.found, day.present) == (40, 15, -5, 520)
    assert (day.meals, day.tokens, day.persons, day.landed, day.doubts) == (1000, 1, 6, 1, 0)
    assert (day.issued, day.received, day.wasted) == (
        {"rice": Decimal(106)},
        {"rice": Decimal(30)},
        {"rice": Decimal(4)},
    )
    assert (before.arrived, before.present, before.meals, before.issued) == (0, 500, 900, {"rice": Decimal(90)})


def test_what_is_taken_back_is_in_no_day() -> None:
    a = founded()
    mistake = a.record("people.arrived", {"place": "base", "number": 40}, day=1)
    a.record("kitchen.cooked", {"store": "tent", "recipe": "rice", "meals": 100}, day=1)
    a.record("fact.taken_back", to_take_back(mistake))
    state = a.state()
    day, _ = read_days(state, state.last or DAY, state.doubts)
    assert (day.arrived, day.present, day.meals) == (0, 500, 100)


def test_a_token_that_comes_twice_a_day_is_served_once() -> None:
    a = founded()
    for on, token, persons in ((1, "1", 6), (2, "1", 6), (2, "1", 6), (2, "2", 3)):
        a.record("round.given", {"round": "r1", "token": token, "persons": persons}, day=on)
    state = a.state()
    day, before = read_days(state, state.last or DAY, state.doubts)
    assert (day.tokens, day.persons, before.tokens, before.persons) == (2, 9, 1, 6)
