"""Counts of stock: what is there is there; the difference from the books is booked, with its reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from malja.facts.fact import Fact
from malja.stock.ledger.accounts import COUNT_DIFFERENCE
from malja.stock.ledger.amounts import NOTHING, format_amount
from malja.stock.ledger.lots import Goods
from malja.stock.ledger.movements import Bookings


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The latest count of an item, or of one lot of it, in a store: what was there, and in the books before it."""

    store: str
    item: str
    lot: str
    day: datetime.date
    counted: Decimal
    books: Decimal
    reason: str

    @property
    def difference(self) -> Decimal:
        """What was counted less what the books said: below nothing where goods were missing, in units."""
        return self.counted - self.books


def in_books(bookings: Bookings, store: str, item: str, lot: str) -> Decimal:
    """What the books say a count must find: all goods of the item, expired ones too, or of the one lot; units."""
    shelf = bookings.books.shelf(store, item) or ()
    return sum((quantity for goods, quantity in shelf if goods.named(lot)), NOTHING)


def book_count(
    bookings: Bookings,
    store: str,
    item: str,
    counted: Decimal,
    *,
    lot: str,
    pack_quantity: Decimal | None,
    reason: str,
    fact: Fact,
) -> Count:
    """Set the books to what was counted (units); a difference that nobody gave a reason for is a doubt."""
    books = in_books(bookings, store, item, lot)
    day = fact.happened
    if counted < books:
        picks, _ = bookings.picks(store, item, books - counted, to=COUNT_DIFFERENCE, lot=lot, day=day)
        for goods, part in picks:
            bookings.books.post(store, COUNT_DIFFERENCE, goods, part, day)
    elif counted > books:
        found = _found(bookings, store, item, lot, pack_quantity, day)
        bookings.books.post(COUNT_DIFFERENCE, store, found, counted - books, day)
    if reason and pack_quantity is not None:
        _repack(bookings, store, item, lot, pack_quantity, day)
    if counted != books and not reason:
        values = {"store": store, "item": item, "books": format_amount(books), "counted": format_amount(counted)}
        bookings.doubt(fact, "stock_count_differs", store, item, lot, **values)
    bookings.changed(fact, store, item, counted=True)
    return Count(store=store, item=item, lot=lot, day=day, counted=counted, books=books, reason=reason)


def _repack(bookings: Bookings, store: str, item: str, lot: str, pack_quantity: Decimal, day: datetime.date) -> None:
    """Book what stands there as packs of the size in which it was counted: opened cartons, or packs mistaken before."""
    there = [pair for pair in bookings.books.shelf(store, item) or () if pair[0].named(lot)]
    for goods, quantity in there:
        if goods.pack_quantity != pack_quantity:
            bookings.books.post(store, COUNT_DIFFERENCE, goods, quantity, day)
            bookings.books.post(COUNT_DIFFERENCE, store, goods._replace(pack_quantity=pack_quantity), quantity, day)


def _found(
    bookings: Bookings, store: str, item: str, lot: str, pack_quantity: Decimal | None, day: datetime.date
) -> Goods:
    """Which goods a count found too many of: first to expire of the usable ones, else the last moved here."""
    shelf = bookings.books.shelf(store, item)
    there = [goods for goods, _ in shelf or ()]
    likely = [goods for goods in there if not goods.expired(day)] + there
    if shelf is not None and shelf.latest is not None:
        likely.append(shelf.latest)
    for goods in likely:
        if goods.named(lot) and pack_quantity in (None, goods.pack_quantity):
            return goods
    return bookings.goods(item, lot, None, pack_quantity)
