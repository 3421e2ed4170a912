"""One line for each fact that was recorded: what it was, and how the place stands now."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from malja.cli.fact_commands import words
from malja.cli.telling_flights import FLIGHTS
from malja.facts.fact import Fact
from malja.language.dates import say_date
from malja.language.numbers import Figure, figure
from malja.language.say import listed
from malja.stock.amounts import said, units

if TYPE_CHECKING:
    from malja.site.state import State


def told(state: State, facts: Iterable[Fact]) -> list[str]:
    """The line of each fact, as the state is with all of them."""
    return [TELLING[fact.kind](state, fact) for fact in facts]


def _number(number: int | Decimal) -> Figure:
    return figure(said(Decimal(number)))


def _text(fact: Fact, column: str) -> str:
    return str(fact.body.get(column, ""))


def _where(fact: Fact) -> str:
    """The place, with the group where it is one of its people only."""
    group = _text(fact, "group")
    return (
        _text(fact, "place")
        if group in ("", "everyone")
        else words("of_group", place=_text(fact, "place"), group=group)
    )


def _came(state: State, fact: Fact) -> str:
    present = state.headcount.present(_text(fact, "place"), _text(fact, "group") or "everyone")
    return words(
        "told_arrived", number=_number(int(_text(fact, "number"))), place=_where(fact), present=_number(present)
    )


def _left(state: State, fact: Fact) -> str:
    present = state.headcount.present(_text(fact, "place"), _text(fact, "group") or "everyone")
    return words("told_left", number=_number(int(_text(fact, "number"))), place=_where(fact), present=_number(present))


def _people_counted(state: State, fact: Fact) -> str:
    found = [
        one
        for one in state.headcount.differences
        if (one.place, one.group, one.date) == (_text(fact, "place"), _text(fact, "group") or "everyone", fact.happened)
    ]
    values = {"number": _number(int(_text(fact, "number"))), "place": _where(fact)}
    if not found:
        return words("told_people_counted", **values)
    return words("told_people_counted_other", expected=_number(found[-1].expected), **values)


def _quantity(state: State, fact: Fact) -> Decimal:
    return units(fact.body, state.ledger.pack_of(_text(fact, "item")))


def _received(state: State, fact: Fact) -> str:
    return words("told_received", **_stock(state, fact, "store"))


def _moved(state: State, fact: Fact) -> str:
    to = _text(fact, "destination")
    values = _stock(state, fact, "origin")
    if to in LEFT:
        return words(f"told_{to}", **values)
    there = state.ledger.held(to, _text(fact, "item"))
    return words("told_moved", to=to, there=_number(there), **values)


#: Where goods leave the stores for good: each has a sentence of its own.
LEFT = ("given_out", "used", "spoiled", "lost", "sent_away")


def _stock(state: State, fact: Fact, column: str) -> dict[str, object]:
    store, item = _text(fact, column), _text(fact, "item")
    quantity = _number(_quantity(state, fact))
    return {"store": store, "item": item, "quantity": quantity, "held": _number(state.ledger.held(store, item))}


def _stock_counted(state: State, fact: Fact) -> str:
    values = _stock(state, fact, "store")
    count = state.ledger.counts.get((_text(fact, "store"), _text(fact, "item"), _text(fact, "lot")))
    if count is None or not count.difference:
        return words("told_stock_counted", **values)
    return words("told_stock_counted_other", books=_number(count.books), **values)


def _due(state: State, fact: Fact) -> str:
    values = {name: _text(fact, name) for name in ("round", "store", "item")}
    code = "told_due_token" if _text(fact, "per") == "token" else "told_due_person"
    return words(code, quantity=figure(_text(fact, "quantity")), **values)


def _given(state: State, fact: Fact) -> str:
    round_ = state.rounds[_text(fact, "round")]
    values = {
        "round": _text(fact, "round"),
        "token": _text(fact, "token"),
        "number": _number(int(_text(fact, "persons"))),
        "what": listed(
            words("units_of", quantity=_number(line.quantity), item=line.item) for line in round_.lines(fact)
        ),
    }
    return words("told_given", tokens=_number(len(round_.gifts)), persons=_number(round_.gifts.persons), **values)


def _closed(state: State, fact: Fact) -> str:
    round_ = state.rounds[_text(fact, "round")]
    reached = {"tokens": _number(len(round_.gifts)), "persons": _number(round_.gifts.persons)}
    return words("told_round_closed", round=_text(fact, "round"), **reached)


def _recipe(state: State, fact: Fact) -> str:
    values = {name: _text(fact, name) for name in ("recipe", "item")}
    return words("told_recipe", quantity=figure(_text(fact, "quantity")), **values)


def _cooked(state: State, fact: Fact) -> str:
    store, recipe = _text(fact, "store"), _text(fact, "recipe")
    takes = state.kitchen.recipe(recipe, fact.happened)
    more = 0
    if takes:
        more, _ = state.kitchen.possible(takes, lambda item: state.ledger.usable(store, item, fact.happened))
    values = {"store": store, "recipe": recipe, "meals": _number(int(_text(fact, "meals")))}
    return words("told_cooked", more=_number(more), **values)


def _kits(state: State, fact: Fact) -> str:
    return words("told_opened", packs=_number(int(_text(fact, "packs"))), **_stock(state, fact, "store"))


def _week(state: State, fact: Fact) -> str:
    week = datetime.date.fromisoformat(_text(fact, "week"))
    return words(
        "told_week",
        place=_text(fact, "place"),
        week=say_date(week),
        illness=words(f"illness_{_text(fact, 'illness')}"),
        under=_number(int(_text(fact, "cases_under_5"))),
        over=_number(int(_text(fact, "cases_5_and_over"))),
    )


def _settled(state: State, fact: Fact) -> str:
    return words("told_settled", reason=_text(fact, "reason"))


TELLING: Mapping[str, Callable[[State, Fact], str]] = {
    "people.arrived": _came,
    "people.departed": _left,
    "people.counted": _people_counted,
    "stock.received": _received,
    "stock.moved": _moved,
    "stock.counted": _stock_counted,
    "round.due": _due,
    "round.given": _given,
    "round.closed": _closed,
    "kitchen.recipe": _recipe,
    "kitchen.cooked": _cooked,
    "clinic.opened": _kits,
    "clinic.counted": _week,
    "doubt.settled": _settled,
    **FLIGHTS,
}
