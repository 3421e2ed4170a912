"""What came from and went to the accounts outside day by day: what rates of use are made of."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from malja.stock.ledger.books import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyTotal:
    """What an account outside got from a store on a day, in units; below nothing: what it gave."""

    store: str
    item: str
    account: str
    day: datetime.date
    quantity: Decimal


def sum_by_day(
    books: Books,
    *,
    item: str | None = None,
    accounts: Collection[str] | None = None,
    stores: Collection[str] | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> tuple[DailyTotal, ...]:
    """The daily totals by store, item, account and day, in this order; both days are counted."""
    first, last = since or datetime.date.min, until or datetime.date.max
    return tuple(
        DailyTotal(store=way[0], item=way[1], account=way[2], day=day, quantity=days[day])
        for way, days in sorted(books.flows(), key=lambda flow: flow[0])
        if (item is None or way[1] == item)
        and (accounts is None or way[2] in accounts)
        and (stores is None or way[0] in stores)
        for day in sorted(days)
        if first <= day <= last and days[day]
    )
