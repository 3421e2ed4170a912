"""Books in double entry: every posting takes from one account what another gets, so that the sum is always nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal

from malja.stock.ledger.accounts import ACCOUNTS
from malja.stock.ledger.amounts import NOTHING
from malja.stock.ledger.lots import Goods, Lot
from malja.stock.ledger.shelf import Shelf

#: What flowed between a store and an account outside: store, item, account.
Way = tuple[str, str, str]


class Books:
    """Balances of stores (never below nothing) and of the accounts outside, by goods, and what flowed each day."""

    def __init__(self) -> None:
        self._shelves: dict[tuple[str, str], Shelf] = {}
        self._outside: dict[tuple[str, Goods], Decimal] = {}
        self._flows: dict[Way, dict[datetime.date, Decimal]] = {}

    def post(self, origin: str, to: str, goods: Goods, quantity: Decimal, day: datetime.date) -> None:
        """Move goods between two stores, or a store and an account outside; `quantity` in units, more than nothing.

        ValueError: the store has less, or neither is a store; nothing is posted then.
        """
        if quantity <= 0 or (origin in ACCOUNTS and to in ACCOUNTS) or origin == to:
            raise ValueError(origin, to, quantity)
        self._change(origin, to, goods, -quantity, day)
        self._change(to, origin, goods, quantity, day)

    def shelf(self, store: str, item: str) -> Shelf | None:
        """What a store holds of an item; None: it never held any."""
        return self._shelves.get((store, item))

    def lots(self, item: str | None = None) -> Iterator[Lot]:
        """What stands in stores, of one item if one is named: by store, item, and what expires first."""
        for store, of in sorted(self._shelves):
            if item in (None, of):
                for goods, quantity in self._shelves[store, of]:
                    yield Lot(store=store, goods=goods, quantity=quantity)

    def outside(self) -> Iterator[tuple[str, Goods, Decimal]]:
        """The balances of the accounts outside that are not nothing: account, goods, units."""
        return ((account, goods, q) for (account, goods), q in sorted(self._outside.items()) if q)

    def flows(self) -> Iterator[tuple[Way, Mapping[datetime.date, Decimal]]]:
        """What came each day to each account outside (below nothing: came from it), by store and item, in units."""
        return iter(self._flows.items())

    def _change(self, account: str, other: str, goods: Goods, quantity: Decimal, day: datetime.date) -> None:
        if account in ACCOUNTS:
            at = (account, goods)
            self._outside[at] = self._outside.get(at, NOTHING) + quantity
            way = (other, goods.item, account)
            days = self._flows.get(way)
            if days is None:
                days = self._flows[way] = {}
            days[day] = days.get(day, NOTHING) + quantity
            return
        key = (account, goods.item)
        shelf = self._shelves.get(key)
        if shelf is None:
            shelf = self._shelves[key] = Shelf()
        shelf.put(goods, quantity)
