"""One stock movement as a fact tells it: goods received, taken or counted."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

RECEIVE, TAKE, COUNT = "receive", "take", "count"


class Movement(NamedTuple):
    """What a fact does to the stock of one item in a store; the item and the day stand where it is kept.

    `other`: the source of what is received, the store or account to which goods are taken; blank for a count.
    `own_pack`: units in the item's own pack when it was told. `device` and `number` are the entry that tells it.
    """

    what: str
    store: str
    other: str
    quantity: Decimal
    lot: str
    expiry: datetime.date | None
    pack_quantity: Decimal | None
    own_pack: Decimal | None
    reason: str
    device: str
    number: int

    def supplies(self, store: str) -> bool:
        """Whether it brings goods into a store."""
        return (self.what == RECEIVE and self.store == store) or (self.what == TAKE and self.other == store)
