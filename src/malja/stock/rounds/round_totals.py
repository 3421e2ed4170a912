"""How a round stands: tokens, persons, quantities; what is left in store against what is still to give."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from malja.stock.ledger.amounts import NOTHING
from malja.stock.ledger.stock_books import StockBooks
from malja.stock.rounds.gifts import ItemServed
from malja.stock.rounds.round import Due, Round

#: Persons who live at the place of a store; None: not known.
PresentAt = Callable[[str], int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTotal:
    """One item of a round on a day; amounts in units, persons and tokens counted once however often they were given.

    `still` is what the persons who are there and were not served yet are due, `short` what the store lacks for it;
    None: not known how many there are, or (due by token) how many tokens they have. A closed round has nothing to give.
    """

    item: str
    due: Due
    tokens: int
    persons: int
    quantity: Decimal
    given_again: Decimal
    left_in_store: Decimal
    persons_left: int | None
    still: Decimal | None

    @property
    def short(self) -> Decimal | None:
        """What the store lacks for what is still to give, in units."""
        return None if self.still is None else max(NOTHING, self.still - self.left_in_store)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTotal:
    """A round on a day: since when it runs, whether it is closed, whom it served, and each item in the order told."""

    round: str
    opened: datetime.date
    closed: datetime.date | None
    tokens: int
    persons: int
    second_times: int
    items: tuple[ItemTotal, ...]


def total_round(
    name: str, round_: Round, ledger: StockBooks, day: datetime.date, present: PresentAt = lambda store: None
) -> RoundTotal:
    """How a round stands on the evening of a day; `present`: persons who live at the place of a store."""
    closed = None if round_.closed is None else round_.closed.happened
    return RoundTotal(
        round=name,
        opened=round_.opened,
        closed=closed,
        tokens=len(round_.gifts),
        persons=round_.gifts.persons,
        second_times=sum(1 for _ in round_.gifts.again()),
        items=tuple(_item_total(item, round_, ledger, day, present) for item in round_.due),
    )


def _item_total(item: str, round_: Round, ledger: StockBooks, day: datetime.date, present: PresentAt) -> ItemTotal:
    due = round_.due.on(item, day)
    if due is None:
        raise KeyError(item)
    served = round_.gifts.served.get(item) or ItemServed()
    there = present(due.store)
    left = 0 if round_.closed is not None else None if there is None else max(0, there - served.persons)
    return ItemTotal(
        item=item,
        due=due,
        tokens=served.tokens,
        persons=served.persons,
        quantity=served.quantity,
        given_again=served.again,
        left_in_store=ledger.usable(due.store, item, day),
        persons_left=left,
        still=_still(due, left, served),
    )


def _still(due: Due, persons: int | None, served: ItemServed) -> Decimal | None:
    """What so many persons are still due, in units: by token, as many tokens as they have at the size seen so far."""
    if persons is None:
        return None
    if due.per == "person" or persons == 0:
        return due.quantity * persons
    if not served.persons:
        return None
    tokens = (Decimal(persons) * served.tokens / served.persons).to_integral_value(ROUND_CEILING)
    return due.quantity * tokens
