"""The stock of a site in a few lines: what is used and how long it lasts, what expires soon or is expired."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from malja.stock.accounts import GIVEN_OUT, USED
from malja.stock.amounts import NOTHING

if TYPE_CHECKING:
    from malja.site.state import State

#: Use is looked at over so many days, and goods that expire within so many are listed.
USE_DAYS, SOON = 7, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStanding:
    """An item in all stores: units that may be used, units used or given out a day of late, and how long that lasts.

    `days` is None where nothing of it was used over the last days.
    """

    item: str
    held: Decimal
    a_day: Decimal
    days: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LotStanding:
    """A lot that may no more be used soon, or (`expired`) may no more be used at all; units."""

    store: str
    item: str
    lot: str
    last_day: datetime.date
    quantity: Decimal
    expired: bool


def items_standing(state: State, day: datetime.date) -> tuple[ItemStanding, ...]:
    """Every item that is in a store: what lasts shortest at the rate of late first, then the others by name."""
    since = day - datetime.timedelta(days=USE_DAYS - 1)
    gone: dict[str, Decimal] = {}
    for total in state.ledger.postings(accounts=(USED, GIVEN_OUT), since=since, until=day):
        gone[total.item] = gone.get(total.item, NOTHING) + total.quantity
    held: dict[str, Decimal] = dict.fromkeys(gone, NOTHING)
    for lot in state.ledger.lots():
        if not lot.goods.expired(day):
            held[lot.goods.item] = held.get(lot.goods.item, NOTHING) + lot.quantity
    over = _days_of_use(state, day, since)
    found = []
    for item, units in held.items():
        rate = gone.get(item, NOTHING) / over
        found.append(ItemStanding(item=item, held=units, a_day=rate, days=units / rate if rate > 0 else None))
    return tuple(sorted(found, key=lambda one: (one.days is None, one.days or NOTHING, one.item)))


def _days_of_use(state: State, day: datetime.date, since: datetime.date) -> int:
    """The days that rates are taken over: fewer than USE_DAYS where the books are younger."""
    first = min((total.day for total in state.ledger.postings(until=day)), default=since)
    return max(1, (day - max(first, since)).days + 1)


def expiring(state: State, day: datetime.date) -> tuple[LotStanding, ...]:
    """Lots that are expired, then those that expire soon, the first to expire first."""
    expired = [(lot, True) for lot in state.ledger.expired(day)]
    soon = [(lot, False) for lot in state.ledger.expiring(day, SOON)]
    return tuple(
        LotStanding(
            store=lot.store,
            item=lot.goods.item,
            lot=lot.goods.lot,
            last_day=lot.goods.last_day,
            quantity=lot.quantity,
            expired=gone,
        )
        for lot, gone in (*expired, *soon)
    )
