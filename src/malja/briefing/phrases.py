"""Phrases that many answers share."""

from __future__ import annotations

from decimal import Decimal

from malja.language.numbers import SaidNumber, say_digits, say_with_unit
from malja.language.say import say
from malja.site.state.state import State
from malja.stock.ledger.amounts import format_amount


def say_decimal(value: int | Decimal) -> SaidNumber:
    """A number, grouped by thousands, in the digits that are spoken."""
    return say_digits(format_amount(Decimal(value)))


def say_units(state: State, item: str, units: Decimal) -> str:
    """So many units of an item, with what it is counted in where that is known."""
    return say_with_unit(say_decimal(units), state.known.unit_of(item))


def say_illness(illness: object) -> str:
    """An illness (one of ILLNESSES) by its name."""
    return say("record", f"illness_{illness}")
