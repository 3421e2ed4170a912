"""One line for each fact that was recorded: what it was, and how the place stands now."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from malja.cli.record.record_words import words
from malja.cli.record.telling_flights import FLIGHTS, expired_notice
from malja.facts.fact import Fact
from malja.language.dates import say_date
from malja.language.numbers import SaidNumber, say_digits, say_with_unit
from malja.language.say import say_list
from malja.stock.ledger.amounts import count_units, format_amount

if TYPE_CHECKING:
    from malja.site.state.state import State


def told(state: State, facts: Iterable[Fact]) -> list[str]:
    """The line of each fact, as the state is with all of them."""
    rest: list[Fact] = []
    zeros: list[Fact] = []
    for fact in facts:
        (zeros if _nobody_ill(fact) else rest).append(fact)
    return [*(TELLING[fact.kind](state, fact) for fact in rest), *_no_cases(zeros)]


def _nobody_ill(fact: Fact) -> bool:
    return fact.kind == "clinic.counted" and not any(
        int(_text(fact, column) or 0) for column in ("cases_under_5", "cases_5_and_over", *_DEATHS)
    )


_DEATHS = ("deaths_under_5", "deaths_5_and_over")


def _no_cases(facts: list[Fact]) -> list[str]:
    """Zeros in one line: they are as many as there are syndromes."""
    if not facts:
        return []
    illnesses = say_list(words(f"illness_{_text(fact, 'illness')}") for fact in facts)
    return [words("told_no_cases", place=_text(facts[0], "place"), week=_week_of(facts[0]), illnesses=illnesses)]


def _week_of(fact: Fact) -> str:
    return say_date(datetime.date.fromisoformat(_text(fact, "week")))


def _number(number: int | Decimal) -> SaidNumber:
    return say_digits(format_amount(Decimal(number)))


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
    if found:
        return words("told_people_counted_other", expected=_number(found[-1].expected), **values)
    first = state.headcount.is_first_count(_text(fact, "place"), _text(fact, "group") or "everyone", fact.happened)
    return words("told_people_counted_first" if first else "told_people_counted", **values)


def _corrected(state: State, fact: Fact) -> str:
    present = state.headcount.present(_text(fact, "place"), _text(fact, "group") or "everyone")
    return words(
        "told_corrected_left" if _text(fact, "what") == "departures" else "told_corrected_came",
        number=_number(int(_text(fact, "number"))),
        place=_where(fact),
        present=_number(present),
    )


def _amount(state: State, item: str, quantity: Decimal) -> str:
    """A quantity with the item's unit."""
    return say_with_unit(_number(quantity), unit_of(state, item))


def unit_of(state: State, item: str) -> str:
    """What an item is counted in; blank where nobody said."""
    return state.known.unit_of(item)


def _quantity(state: State, fact: Fact) -> Decimal:
    return count_units(fact.body, state.ledger.pack_of(_text(fact, "item")))


def _received(state: State, fact: Fact) -> str:
    expiry = _text(fact, "expiry")
    day = datetime.date.fromisoformat(expiry) if expiry else None
    notice = expired_notice(fact, _text(fact, "item"), day)
    line = words("told_received", **_stock(state, fact, "store"))
    return f"{line} {notice}" if notice else line


def _moved(state: State, fact: Fact) -> str:
    to = _text(fact, "destination")
    values = _stock(state, fact, "origin")
    if to in LEFT:
        return words(f"told_{to}", **values)
    item = _text(fact, "item")
    there = _amount(state, item, state.ledger.held(to, item))
    return words("told_moved", to=to, there=there, **values)


#: Where goods leave the stores for good: each has a sentence of its own.
LEFT = ("given_out", "used", "spoiled", "lost", "sent_away")


def _stock(state: State, fact: Fact, column: str) -> dict[str, object]:
    store, item = _text(fact, column), _text(fact, "item")
    quantity = _amount(state, item, _quantity(state, fact))
    held = _amount(state, item, state.ledger.held(store, item))
    return {"store": store, "item": item, "quantity": quantity, "held": held}


def _stock_counted(state: State, fact: Fact) -> str:
    values = _stock(state, fact, "store")
    count = state.ledger.counts.get((_text(fact, "store"), _text(fact, "item"), _text(fact, "lot")))
    if count is None or not count.difference:
        return words("told_stock_counted", **values)
    return words("told_stock_counted_other", books=_amount(state, count.item, count.books), **values)


def _due(state: State, fact: Fact) -> str:
    values = {name: _text(fact, name) for name in ("round", "store", "item")}
    code = "told_due_token" if _text(fact, "per") == "token" else "told_due_person"
    return words(code, quantity=_amount(state, values["item"], Decimal(_text(fact, "quantity"))), **values)


def _given(state: State, fact: Fact) -> str:
    round_ = state.rounds[_text(fact, "round")]
    values = {
        "round": _text(fact, "round"),
        "token": _text(fact, "token"),
        "number": _number(int(_text(fact, "persons"))),
        "what": say_list(
            words("units_of", quantity=_amount(state, line.item, line.quantity), item=line.item)
            for line in round_.lines(fact)
        ),
    }
    return words("told_given", tokens=_number(len(round_.gifts)), persons=_number(round_.gifts.persons), **values)


def _closed(state: State, fact: Fact) -> str:
    round_ = state.rounds[_text(fact, "round")]
    reached = {"tokens": _number(len(round_.gifts)), "persons": _number(round_.gifts.persons)}
    return words("told_round_closed", round=_text(fact, "round"), **reached)


def _recipe(state: State, fact: Fact) -> str:
    values = {name: _text(fact, name) for name in ("recipe", "item")}
    return words("told_recipe", quantity=_amount(state, values["item"], Decimal(_text(fact, "quantity"))), **values)


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
    return words(
        "told_week",
        place=_text(fact, "place"),
        week=_week_of(fact),
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
    "people.corrected": _corrected,
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
