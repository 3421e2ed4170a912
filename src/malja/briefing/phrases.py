"""Phrases that many answers share."""

from __future__ import annotations

from decimal import Decimal

from malja.language.names import say_name
from malja.language.numbers import SaidNumber, say_digits, say_with_unit
from malja.language.say import say
from malja.site.state.names import KnownNames
from malja.site.state.state import State
from malja.stock.ledger.amounts import format_amount


def say_decimal(value: int | Decimal) -> SaidNumber:
    """A number, grouped by thousands, in the digits that are spoken."""
    return say_digits(format_amount(Decimal(value)))


def say_item(known: KnownNames, item: str) -> str:
    """An item by its name; one without is called by its id."""
    return _say_called(known, "items", item)


def say_place(known: KnownNames, place: str) -> str:
    """A place, or a store of its own, by its name; one without is called by its id."""
    return (
        _say_called(known, "places", place) if place in known.names("places") else _say_called(known, "stores", place)
    )


def say_lift_name(known: KnownNames, lift: str) -> str:
    """A lift by its name; one without by its id, without underscores."""
    said = _say_called(known, "lifts", lift)
    return said.replace("_", " ") if said == lift else said


def _say_called(known: KnownNames, table: str, name: str) -> str:
    own, names = known.called(table, name)
    return say_name(own or name, names) if own or names else name


def say_units(state: State, item: str, units: Decimal) -> str:
    """So many units of an item, with what it is counted in where that is known."""
    return say_with_unit(say_decimal(units), state.known.unit_of(item))


def say_illness(illness: object) -> str:
    """An illness (one of ILLNESSES) by its name."""
    return say("record", f"illness_{illness}")
