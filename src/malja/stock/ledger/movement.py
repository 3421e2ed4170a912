"""One stock movement as a fact tells it: goods received, taken or counted."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
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


def write_movements(movements: Mapping[datetime.date, Sequence[Movement]]) -> str:
    """Movements by day as a text."""
    rows = {
        day.isoformat(): [
            [
                *(one.what, one.store, one.other, str(one.quantity), one.lot),
                "" if one.expiry is None else one.expiry.isoformat(),
                *("" if pack is None else str(pack) for pack in (one.pack_quantity, one.own_pack)),
                *(one.reason, one.device, one.number),
            ]
            for one in of_day
        ]
        for day, of_day in movements.items()
    }
    return json.dumps(rows, ensure_ascii=False)


def read_movements(text: str) -> Iterator[tuple[datetime.date, list[Movement]]]:
    """The movements of each day of a text that `write_movements` made."""
    for day, rows in json.loads(text).items():
        yield datetime.date.fromisoformat(day), [_read_row(row) for row in rows]


def _read_row(row: Sequence[str | int]) -> Movement:
    what, store, other, quantity, lot, expiry, pack, own, reason, device = map(str, row[:-1])
    return Movement(
        what,
        store,
        other,
        Decimal(quantity),
        lot,
        datetime.date.fromisoformat(expiry) if expiry else None,
        Decimal(pack) if pack else None,
        Decimal(own) if own else None,
        reason,
        device,
        int(row[-1]),
    )
