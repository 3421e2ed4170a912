"""One stock movement as a fact tells it: goods received, taken or counted."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

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
    """Movements by day as a text: what many of them say alike stands in it once."""
    alike: dict[tuple[object, ...], int] = {}
    days = {
        day.isoformat(): [part for one in of_day for part in (alike.setdefault(one[:-1], len(alike)), one.number)]
        for day, of_day in movements.items()
    }
    said = [[part if part is None or isinstance(part, str) else str(part) for part in one] for one in alike]
    return json.dumps({"said": said, "days": days}, separators=(",", ":"))


def read_movements(text: str) -> dict[datetime.date, list[Movement]]:
    """The movements of each day of a text that `write_movements` made."""
    told = json.loads(text)
    said = [_read_said(one) for one in told["said"]]
    return {
        datetime.date.fromisoformat(day): [
            Movement._make((*said[which], number)) for which, number in zip(of_day[::2], of_day[1::2], strict=True)
        ]
        for day, of_day in told["days"].items()
    }


def _read_said(one: Sequence[Any]) -> tuple[Any, ...]:
    """All of a movement but its number."""
    what, store, other, quantity, lot, expiry, pack, own, reason, device = one
    return (
        *(what, store, other, Decimal(quantity), lot),
        None if expiry is None else datetime.date.fromisoformat(expiry),
        *(None if size is None else Decimal(size) for size in (pack, own)),
        *(reason, device),
    )
