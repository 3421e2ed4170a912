"""First expired, first out: which goods leave a store when somebody takes some."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

from malja.stock.ledger.amounts import NOTHING
from malja.stock.ledger.lots import Goods


def pick_first_expired(
    shelf: Iterable[tuple[Goods, Decimal]],
    quantity: Decimal,
    *,
    lot: str = "",
    usable_on: datetime.date | None = None,
    pack_quantity: Decimal | None = None,
) -> tuple[list[tuple[Goods, Decimal]], Decimal]:
    """What is taken off a shelf, in the order in which it expires, and how much of the quantity is not there (units).

    `shelf` holds what stands there, first expiring first. Only goods of the lot, if one is named; not yet expired on
    the day `usable_on`, if one is given; and in packs of that size, if one is said.
    """
    picks: list[tuple[Goods, Decimal]] = []
    for goods, there in shelf:
        if (
            (usable_on is not None and goods.last_day < usable_on)
            or (lot and not goods.named(lot))
            or (pack_quantity is not None and goods.pack_quantity != pack_quantity)
        ):
            continue
        if quantity <= there:
            picks.append((goods, quantity))
            return picks, NOTHING
        picks.append((goods, there))
        quantity -= there
    return picks, quantity
