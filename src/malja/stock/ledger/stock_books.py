"""Goods put into stores and taken out of them, as every part of the site does it: stock, flights, rounds, kitchen.

They are booked in the order of the days on which they came and went, whenever they are told.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from malja.facts.doubt import Doubt, doubt_id
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.facts.telling import LastDays
from malja.problems import Problem
from malja.stock.ledger.accounts import ACCOUNTS, COUNT_DIFFERENCE, GONE, SOURCES, SPOILED, UNSEEN
from malja.stock.ledger.amounts import NOTHING, check_amount, format_amount
from malja.stock.ledger.concurrent_counts import ConcurrentCounts
from malja.stock.ledger.item_books import MISSING, Count, ItemBooks
from malja.stock.ledger.item_history import ItemHistory
from malja.stock.ledger.lots import Goods, Lot
from malja.stock.ledger.movement import COUNT, RECEIVE, TAKE, Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneGoods:
    """Goods that an account outside got from a store on a day, in units: more than nothing."""

    store: str
    goods: Goods
    account: str
    day: datetime.date
    quantity: Decimal


#: The units in an item's own pack; None: there is no such item, or none is known.
PackOf = Callable[[str], Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyTotal:
    """What an account outside got from a store on a day, in units; below nothing: what it gave."""

    store: str
    item: str
    account: str
    day: datetime.date
    quantity: Decimal


class StockBooks:
    """Stock by store, item and goods; what came from and went to the accounts outside; what does not fit, as doubts.

    `pack_of`: units in an item's own pack. Other folds (flights, rounds, kitchen, clinic) book with `receive` and
    `take`, and ask `against_taking` before.
    """

    def __init__(self, pack_of: PackOf, knows: Knows = knows_all) -> None:
        self.pack_of = pack_of
        self._items: dict[str, ItemHistory] = {}
        self._concurrent = ConcurrentCounts(knows)
        self._last_days = LastDays()
        self._doubts: list[Doubt] = []  # that no other order of telling changes

    def note_day(self, fact: Fact) -> None:
        """Take notice of the day of any fact, before it is applied or left out: what is told after it may be late."""
        self._last_days.note(fact)

    def put_away(self) -> None:
        """Book everything, and lay by as text what happened before the last day: it is kept and read quickly."""
        for history in self._items.values():
            history.put_away()

    @property
    def doubts(self) -> list[Doubt]:
        """What does not fit, for a person to look into."""
        booked = [found for books in self._books() for on_day in books.doubts.values() for found in on_day]
        return booked + self._doubts

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
            self._doubt_way(fact, origin, store, item, quantity)
        elif check_amount(quantity):
            about = (store, origin, quantity, lot, expiry, pack_quantity, self.pack_of(item), "")
            self._add(item, Movement(RECEIVE, *about, fact.device, fact.number), fact)

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
    ) -> None:
        """Take goods out of a store, first expiring first, to another store or for good.

        What the store does not have comes from `unexplained`, and is a doubt. Refused: absurd amounts.
        """
        if store in ACCOUNTS or (to in ACCOUNTS and to not in GONE):
            self._doubt_way(fact, store, to, item, quantity)
        elif check_amount(quantity) and store != to:
            about = (store, to, quantity, lot, None, pack_quantity, self.pack_of(item), "")
            self._add(item, Movement(TAKE, *about, fact.device, fact.number), fact)

    def count(
        self,
        store: str,
        item: str,
        counted: Decimal,
        *,
        lot: str = "",
        pack_quantity: Decimal | None = None,
        reason: str = "",
        fact: Fact,
    ) -> None:
        """Set the books to what was counted (units); a difference that nobody gave a reason for is a doubt."""
        if store in ACCOUNTS:
            self._doubt_way(fact, COUNT_DIFFERENCE, store, item, counted)
        else:
            about = (store, "", counted, lot, None, pack_quantity, self.pack_of(item), reason)
            self._add(item, Movement(COUNT, *about, fact.device, fact.number), fact)

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
        device: str = "",
    ) -> list[Problem]:
        """What stands against taking so much on a day, told by a device; empty: nothing.

        The store has less, or the rest of it is expired, or what was taken on a later day would be missing then.
        """
        if not quantity or store == to:
            return []
        told = Movement(TAKE, store, to, quantity, lot, None, pack_quantity, self.pack_of(item), "", "", 0)
        if not self._comes_last(item, told, day, device):
            return self._against_past(item, told, day, device)
        books = self.books(item)
        _, missing = books.pick(told, day)
        if not missing:
            return []
        asked = format_amount(quantity)
        has = {"store": store, "item": item, "held": format_amount(quantity - missing), "asked": asked}
        expired = NOTHING if lot else books.on_hand(store) - books.usable(store, day)
        if lot:
            return [Problem.at(None, "stock_lot_too_little", "lot", lot, **has)]
        if expired and to not in UNSEEN and to != SPOILED:
            return [Problem.at(None, "stock_expired", "", "", expired=format_amount(expired), **has)]
        return [Problem.at(None, "stock_too_little", "", "", **has)]

    def against_counting(
        self, store: str, item: str, counted: Decimal, *, lot: str = "", day: datetime.date, device: str = ""
    ) -> list[Problem]:
        """What stands against a count of an earlier day: that what was taken later would have been missing then."""
        told = Movement(COUNT, store, "", counted, lot, None, None, self.pack_of(item), "-", "", 0)
        last = self._comes_last(item, told, day, device)
        return [] if last else self._against_past(item, told, day, device)

    def is_past(self, item: str, day: datetime.date) -> bool:
        """Whether something of a later day is told of an item already."""
        return item in self._items and self._items[item].is_past(day)

    def books(self, item: str, on: datetime.date | None = None) -> ItemBooks:
        """The books of an item by all that is told, or on the evening of a day; they stand so until the next call."""
        history = self._items.get(item)
        if history is None:
            return ItemBooks(item)
        return history.now() if on is None else history.on(on)

    def on_hand(self, store: str, item: str) -> Decimal:
        """What a store holds of an item, expired goods too, in units."""
        return self.books(item).on_hand(store)

    def usable(self, store: str, item: str, day: datetime.date) -> Decimal:
        """What a store holds of an item that may still be used on a day, in units."""
        return self.books(item).usable(store, day)

    def shelf(self, store: str, item: str) -> Iterator[tuple[Goods, Decimal]]:
        """What a store holds of an item, first expiring first, in units."""
        return self.books(item).shelf(store)

    def lots(self, store: str | None = None) -> tuple[Lot, ...]:
        """What stands in all stores, or in one: by store, item, and what expires first."""
        stands = sorted(
            (at, books.item, shelf)
            for books in self._books()
            for at, shelf in books.shelves.items()
            if store in (None, at)
        )
        return tuple(Lot(store=at, goods=goods, quantity=units) for at, _, shelf in stands for goods, units in shelf)

    def expired(self, on: datetime.date) -> tuple[Lot, ...]:
        """What stands in stores and may no more be used on a day."""
        return tuple(lot for lot in self.lots() if lot.goods.expired(on))

    def expiring(self, on: datetime.date, days: int) -> tuple[Lot, ...]:
        """What may be used on a day, and no more when so many days have passed; first expiring first."""
        end = on + datetime.timedelta(days=days)
        soon = [lot for lot in self.lots() if not lot.goods.expired(on) and lot.goods.expired(end)]
        return tuple(sorted(soon, key=lambda lot: (lot.goods.last_day, lot.store, lot.goods)))

    def outside(self) -> Iterator[tuple[str, Goods, Decimal]]:
        """The balances of the accounts outside that are not nothing: account, goods, units."""
        balances = sorted((*at, units) for books in self._books() for at, units in books.outside.items() if units)
        return iter(balances)

    @property
    def counts(self) -> dict[tuple[str, str, str], Count]:
        """The latest count by store, item and lot (blank: the whole item)."""
        return {
            (store, books.item, lot): count for books in self._books() for (store, lot), count in books.counts.items()
        }

    def postings(
        self,
        *,
        item: str | None = None,
        accounts: Collection[str] | None = None,
        stores: Collection[str] | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> tuple[DailyTotal, ...]:
        """What each account outside got from each store on each day, as far as asked; by store, item, account, day."""
        first, last = since or datetime.date.min, until or datetime.date.max
        totals: dict[tuple[str, str, str, datetime.date], Decimal] = {}
        for books in self._books():
            if item not in (None, books.item):
                continue
            for day, posted in books.daily.items():
                if not first <= day <= last:
                    continue
                for (store, account, _), units in posted.items():
                    if (accounts is None or account in accounts) and (stores is None or store in stores):
                        at = (store, books.item, account, day)
                        totals[at] = totals.get(at, NOTHING) + units
        return tuple(
            DailyTotal(store=store, item=of, account=account, day=day, quantity=units)
            for (store, of, account, day), units in sorted(totals.items())
            if units
        )

    def gone(self, accounts: Collection[str]) -> tuple[GoneGoods, ...]:
        """The goods that went to accounts outside, by day, store, goods and account."""
        found = sorted(
            (day, store, goods, account, units)
            for books in self._books()
            for day, posted in books.daily.items()
            for (store, account, goods), units in posted.items()
            if account in accounts and units > 0
        )
        return tuple(
            GoneGoods(store=store, goods=goods, account=account, day=day, quantity=units)
            for day, store, goods, account, units in found
        )

    def _books(self) -> Iterator[ItemBooks]:
        return (history.now() for history in self._items.values())

    def _add(self, item: str, told: Movement, fact: Fact) -> None:
        history = self._items.get(item)
        if history is None:
            history = self._items[item] = ItemHistory(item)
        late = self._last_days.is_late(fact.device, fact.happened)
        self._last_days.note(fact)
        history.add(fact.happened, told, late=late)
        self._note(fact, told.store, item, counted=told.what == COUNT, late=late)
        if told.what == TAKE and told.other not in ACCOUNTS:
            self._note(fact, told.other, item, counted=False, late=late)

    def _note(self, fact: Fact, store: str, item: str, *, counted: bool, late: bool) -> None:
        """Doubts where a count and a change did not know of each other, or a change of its day was told late."""
        concurrent = self._concurrent.note(fact, store, item, counted=counted)
        for count, device, other in concurrent:
            about = {"store": store, "item": item, "date": count.isoformat(), "device": device, "other": other}
            self._doubt(fact, "stock_count_apart", store, item, device, other, **about)
        if late and not counted and not concurrent and self._concurrent.counted_on(store, item, fact.happened):
            self._doubt(fact, "stock_after_count", store, item, store=store, item=item, date=fact.happened)

    def _comes_last(self, item: str, told: Movement, day: datetime.date, device: str) -> bool:
        history = self._items.get(item)
        return history is None or history.comes_last(day, told, late=self._last_days.is_late(device, day))

    def _against_past(self, item: str, told: Movement, day: datetime.date, device: str) -> list[Problem]:
        """The first that would be missing on an earlier day or after it, were this told now."""
        lacking = self._items[item].try_adding(day, told, late=self._last_days.is_late(device, day))
        if not lacking:
            return []
        has = {**dict(lacking[0].values), "date": lacking[0].happened}
        if lacking[0].id == doubt_id(MISSING, told.device, told.number, told.store, item, told.lot):
            return [Problem.at(None, "stock_too_little_on", "", "", **has)]
        return [Problem.at(None, "stock_too_little_later", "", "", happened=day, **has)]

    def _doubt_way(self, fact: Fact, origin: str, to: str, item: str, quantity: Decimal) -> None:
        """Note goods that were recorded between accounts outside, where nothing can stand; they are not booked."""
        about = {"origin": origin, "to": to, "item": item, "quantity": format_amount(quantity)}
        self._doubt(fact, "stock_no_store", origin, to, item, **about)

    def _doubt(self, fact: Fact, code: str, *what: object, **values: object) -> None:
        self._doubts.append(Doubt.about(fact, code, *what, **values))
