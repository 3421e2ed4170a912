"""The stock of a site: what is used a day and how long it lasts, what expires soon or is expired."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from malja.site.state.state import State
from malja.stock.ledger.accounts import GIVEN_OUT, USED
from malja.stock.ledger.amounts import NOTHING

#: Use is looked at over so many days, and goods that expire within so many are listed.
USE_DAYS, SOON = 7, 14
#: What was used or given out on fewer days says nothing of a day.
_LEAST_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatus:
    """An item in all stores: units that may be used, units used or given out a day of late, and how long that lasts.

    `a_day`: the mean of the days on which any was, since of the others nobody may have recorded anything. `days` is
    None where any was on fewer than two of the last USE_DAYS days.
    """

    item: str
    held: Decimal
    a_day: Decimal
    days: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiringLot:
    """A lot that may no more be used soon, or (`expired`) may no more be used at all; units."""

    store: str
    item: str
    lot: str
    last_day: datetime.date
    quantity: Decimal
    expired: bool


def list_items(state: State, day: datetime.date) -> tuple[ItemStatus, ...]:
    """Every item that is in a store: what lasts shortest at the rate of late first, then the others by name."""
    since = day - datetime.timedelta(days=USE_DAYS - 1)
    gone: dict[str, dict[datetime.date, Decimal]] = {}
    for total in state.ledger.postings(accounts=(USED, GIVEN_OUT), since=since, until=day):
        days = gone.setdefault(total.item, {})
        days[total.day] = days.get(total.day, NOTHING) + total.quantity
    held: dict[str, Decimal] = dict.fromkeys(gone, NOTHING)
    for lot in state.ledger.lots():
        if not lot.goods.expired(day):
            held[lot.goods.item] = held.get(lot.goods.item, NOTHING) + lot.quantity
    found = []
    for item, units in held.items():
        rate = _a_day(gone.get(item, {}).values())
        found.append(ItemStatus(item=item, held=units, a_day=rate, days=units / rate if rate > 0 else None))
    return tuple(sorted(found, key=lambda one: (one.days is None, one.days or NOTHING, one.item)))


def _a_day(used: Collection[Decimal]) -> Decimal:
    """The mean of the days on which anything was used; nothing where these are too few to say."""
    days = sum(1 for units in used if units > 0)
    return sum(used, NOTHING) / days if days >= _LEAST_DAYS else NOTHING


def list_expiring(state: State, day: datetime.date) -> tuple[ExpiringLot, ...]:
    """Lots that are expired, then those that expire soon, the first to expire first."""
    expired = [(lot, True) for lot in state.ledger.expired(day)]
    soon = [(lot, False) for lot in state.ledger.expiring(day, SOON)]
    return tuple(
        ExpiringLot(
            store=lot.store,
            item=lot.goods.item,
            lot=lot.goods.lot,
            last_day=lot.goods.last_day,
            quantity=lot.quantity,
            expired=gone,
        )
        for lot, gone in (*expired, *soon)
    )
