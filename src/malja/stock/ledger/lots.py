"""Goods of one lot: the same item, batch, last day of use and pack, so that any of them is as good as any other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

#: Stands for no last day: later than every day, so that goods which keep go out last.
NEVER = datetime.date.max
#: How goods without a lot are named where a blank would mean: whichever expires first.
NO_LOT = "-"


class Goods(NamedTuple):
    """What is the same in every way that the books know; in its natural order what expires first stands first."""

    item: str
    #: Last day on which they may be used; NEVER where none is known.
    last_day: datetime.date
    lot: str
    #: Units in a pack.
    pack_quantity: Decimal

    @property
    def expiry(self) -> datetime.date | None:
        """The last day on which they may be used, None where none is known."""
        return None if self.last_day == NEVER else self.last_day

    def expired(self, day: datetime.date) -> bool:
        """Whether they may no more be used on this day; on their last day they still may."""
        return self.last_day < day

    def named(self, lot: str) -> bool:
        """Whether these are the goods that somebody named by this lot; blank names all, NO_LOT those without one."""
        return not lot or self.lot == (lot if lot != NO_LOT else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Goods that stand in a store: `quantity` in units, more than 0."""

    store: str
    goods: Goods
    quantity: Decimal

    @property
    def packs(self) -> int:
        """Whole packs among them."""
        return int(self.quantity // self.goods.pack_quantity)

    @property
    def loose(self) -> Decimal:
        """Units beside the whole packs."""
        return self.quantity % self.goods.pack_quantity
