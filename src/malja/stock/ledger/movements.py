"""Goods put into stores and taken out of them, as every part of the site does it: stock, flights, rounds, kitchen."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.problems import Problem
from malja.stock.ledger.accounts import ACCOUNTS, GONE, SOURCES, SPOILED, UNEXPLAINED, UNSEEN
from malja.stock.ledger.amounts import NOTHING, check_amount, format_amount
from malja.stock.ledger.books import Books
from malja.stock.ledger.concurrent_counts import ConcurrentCounts
from malja.stock.ledger.first_expired import pick_first_expired
from malja.stock.ledger.lots import NEVER, NO_LOT, Goods

#: The units in an item's own pack; None: there is no such item, or none is known.
PackOf = Callable[[str], Decimal | None]
Picks = list[tuple[Goods, Decimal]]


class Bookings:
    """The books with what may be done to them; what is recorded already and does not fit becomes a doubt.

    `pack_of`: units in an item's own pack.
    """

    def __init__(self, pack_of: PackOf, knows: Knows = knows_all) -> None:
        self.pack_of = pack_of
        self.books = Books()
        self.doubts: list[Doubt] = []
        #: Goods as they last came, by item and lot: a lot that is named again has the same last day.
        self.known_lots: dict[tuple[str, str], Goods] = {}
        self._apart = ConcurrentCounts(knows)

    def receive(
        self,
        store: str,
        item: str,
        quantity: Decimal,
        *,
        lot: str = "",
        expiry: datetime.date | None = None,
        pack_quantity: Decimal | None = None,
        origin: str,
        fact: Fact,
    ) -> None:
        """Put goods into a store from one of the sources; `quantity` in units, of nothing there is nothing to book.

        Without an expiry a lot that is known keeps its own; without a pack it is the item's. Refused: absurd amounts.
        """
        if store in ACCOUNTS or origin not in SOURCES:
            self.no_way(fact, origin, store, item, quantity)
        elif check_amount(quantity):
            goods = self.goods(item, lot, expiry, pack_quantity)
            other = self.other_last_day(goods)
            if other:
                days = {"known": other, "said": goods.last_day}
                self.doubt(fact, "stock_lot_expiry", item, lot, item=item, lot=lot, **days)
            if goods.lot:
                self.known_lots[item, goods.lot] = goods
            self.books.post(origin, store, goods, quantity, fact.happened)
            self.changed(fact, store, item)

    def take(
        self,
        store: str,
        item: str,
        quantity: Decimal,
        *,
        to: str,
        lot: str = "",
        pack_quantity: Decimal | None = None,
        fact: Fact,
    ) -> list[tuple[str, Decimal]]:
        """Take goods out of a store, first expiring first, to another store or for good: (lot, units) as they went.

        What the store does not have comes from `unexplained`, and is a doubt. Refused: absurd amounts.
        """
        if store in ACCOUNTS or (to in ACCOUNTS and to not in GONE):
            self.no_way(fact, store, to, item, quantity)
            return []
        if not check_amount(quantity) or store == to:
            return []
        picks, missing = self.picks(
            store, item, quantity, to=to, lot=lot, pack_quantity=pack_quantity, day=fact.happened
        )
        if missing:
            held = format_amount(quantity - missing)
            self.doubt(
                fact,
                "stock_missing",
                store,
                item,
                lot,
                store=store,
                item=item,
                held=held,
                asked=format_amount(quantity),
            )
            goods = self.goods(item, lot, None, pack_quantity)
            self.books.post(UNEXPLAINED, store, goods, missing, fact.happened)
            picks.append((goods, missing))
        for goods, part in picks:
            self.books.post(store, to, goods, part, fact.happened)
        self.changed(fact, store, item)
        if to not in ACCOUNTS:
            self.changed(fact, to, item)
        return [(goods.lot, part) for goods, part in picks]

    def picks(
        self,
        store: str,
        item: str,
        quantity: Decimal,
        *,
        to: str,
        lot: str = "",
        pack_quantity: Decimal | None = None,
        day: datetime.date,
    ) -> tuple[Picks, Decimal]:
        """Which goods would be taken, and how much is not there; units.

        Expired goods go only where their lot is named, or as spoiled; as lost after all that could be used.
        """
        shelf = self.books.shelf(store, item)
        if shelf is None:
            return [], quantity
        if to in UNSEEN:
            last = sorted(shelf, key=lambda there: there[0].expired(day))
            return pick_first_expired(last, quantity, lot=lot, pack_quantity=pack_quantity)
        usable_on = None if lot or to == SPOILED else day
        return pick_first_expired(shelf, quantity, lot=lot, usable_on=usable_on, pack_quantity=pack_quantity)

    def held(self, store: str, item: str) -> Decimal:
        """What a store holds of an item, expired goods too, in units."""
        shelf = self.books.shelf(store, item)
        return NOTHING if shelf is None else shelf.total

    def usable(self, store: str, item: str, day: datetime.date) -> Decimal:
        """What a store holds of an item that may still be used on a day, in units."""
        shelf = self.books.shelf(store, item) or ()
        return sum((quantity for goods, quantity in shelf if not goods.expired(day)), NOTHING)

    def against_taking(
        self,
        store: str,
        item: str,
        quantity: Decimal,
        *,
        to: str,
        lot: str = "",
        pack_quantity: Decimal | None = None,
        day: datetime.date,
    ) -> list[Problem]:
        """What stands against taking so much now: the store has less, or the rest of it is expired. Empty: nothing."""
        _, missing = self.picks(store, item, quantity, to=to, lot=lot, pack_quantity=pack_quantity, day=day)
        if not missing:
            return []
        has = {
            "store": store,
            "item": item,
            "held": format_amount(quantity - missing),
            "asked": format_amount(quantity),
        }
        expired = NOTHING if lot else self.held(store, item) - self.usable(store, item, day)
        if lot:
            return [Problem.at(None, "stock_lot_too_little", "lot", lot, **has)]
        if expired and to not in UNSEEN and to != SPOILED:
            return [Problem.at(None, "stock_expired", "", "", expired=format_amount(expired), **has)]
        return [Problem.at(None, "stock_too_little", "", "", **has)]

    def other_last_day(self, goods: Goods) -> datetime.date | None:
        """Another last day by which goods of the same lot stand in a store; None: there are none such.

        A lot whose goods are all gone, or never had a day, may be given its right one.
        """
        known = self.known_lots.get((goods.item, goods.lot)) if goods.lot else None
        if known is None or known.last_day in (goods.last_day, NEVER):
            return None
        standing = (lot.goods for lot in self.books.lots(goods.item))
        return known.expiry if any(there[:3] == known[:3] for there in standing) else None

    def goods(self, item: str, lot: str, expiry: datetime.date | None, pack_quantity: Decimal | None) -> Goods:
        """The goods that are meant: a known lot's last day and the item's own pack stand in for what is not said."""
        lot = "" if lot == NO_LOT else lot
        known = self.known_lots.get((item, lot)) if lot else None
        last_day = expiry or (known.last_day if known else NEVER)
        own = pack_quantity or (known.pack_quantity if known else self.pack_of(item)) or Decimal(1)
        return Goods(item, last_day, lot, own)

    def changed(self, fact: Fact, store: str, item: str, *, counted: bool = False) -> None:
        """Note that a fact changed or counted an item in a store; a count and a change apart are a doubt."""
        for count, device, other in self._apart.note(fact, store, item, counted=counted):
            about = {"store": store, "item": item, "date": count.isoformat(), "device": device, "other": other}
            self.doubt(fact, "stock_count_apart", store, item, device, other, **about)

    def no_way(self, fact: Fact, origin: str, to: str, item: str, quantity: Decimal) -> None:
        """Note goods that were recorded between accounts outside, where nothing can stand; they are not booked."""
        self.doubt(
            fact, "stock_no_store", origin, to, item, origin=origin, to=to, item=item, quantity=format_amount(quantity)
        )

    def doubt(self, fact: Fact, code: str, *what: object, **values: object) -> None:
        """Note what does not fit, for a person to look into; `what` tells several doubts of one fact apart."""
        self.doubts.append(Doubt.about(fact, code, *what, **values))
