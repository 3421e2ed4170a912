"""Facts about stock as somebody would say them in a test."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import count

from malja.facts.fact import Body, BodyValue, Fact
from malja.stock.ledger.ledger import Ledger

START = datetime.date(2025, 3, 10)
PACKS = {"rice": Decimal(50), "oil": Decimal("16.5"), "soap": Decimal(1)}
_numbers = count(1)


def day(number: int) -> datetime.date:
    """The day so many days after the first."""
    return START + datetime.timedelta(days=number)


def said(kind: str, on: int, body: Body, device: str = "a", number: int = 0) -> Fact:
    """A fact on a day, counted from 0; unless it is given, each has another number."""
    return Fact(kind=kind, happened=day(on), body=body, device=device, number=number or next(_numbers))


def received(store: str, item: str, on: int = 0, device: str = "a", **body: BodyValue) -> Fact:
    return said("stock.received", on, {"store": store, "item": item, "origin": "given", **body}, device)


def moved(item: str, origin: str, destination: str, on: int = 0, device: str = "a", **body: BodyValue) -> Fact:
    return said("stock.moved", on, {"item": item, "origin": origin, "destination": destination, **body}, device)


def counted(store: str, item: str, on: int = 0, device: str = "a", **body: BodyValue) -> Fact:
    return said("stock.counted", on, {"store": store, "item": item, **body}, device)


def new_ledger() -> Ledger:
    return Ledger(PACKS.get)


def record(ledger: Ledger, *facts: Fact) -> None:
    """Book what nothing stands against."""
    for fact in facts:
        assert ledger.refusals(fact) == []
        ledger.apply(fact)


def codes(ledger: Ledger, fact: Fact) -> list[str]:
    """The codes of what stands against a fact."""
    return [problem.code for problem in ledger.refusals(fact)]
