"""The books of one item in double entry: every posting takes from one account what another gets."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from malja.facts.doubt import Doubt
from malja.stock.ledger.accounts import ACCOUNTS, COUNT_DIFFERENCE, SPOILED, UNEXPLAINED, UNSEEN
from malja.stock.ledger.amounts import NOTHING, format_amount
from malja.stock.ledger.first_expired import pick_first_expired
from malja.stock.ledger.lots import NEVER, NO_LOT, Goods
from malja.stock.ledger.movement import COUNT, RECEIVE, Movement
from malja.stock.ledger.shelf import Shelf

#: The code of the doubt that goods went which no store had.
MISSING = "stock_missing"


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


class Balances(NamedTuple):
    """A copy of the balances, to go back to."""

    shelves: dict[str, Shelf]
    outside: dict[tuple[str, Goods], Decimal]
    known_lots: dict[str, Goods]
    counts: dict[tuple[str, str], Count]
    count_changes: dict[tuple[str, str], list[tuple[Goods, Decimal]]]


class ItemBooks:
    """Balances of the stores (never below nothing) and of the accounts outside, after the movements booked so far.

    Movements are booked in the order of their days.
    """

    def __init__(self, item: str) -> None:
        self.item = item
        self.shelves: dict[str, Shelf] = {}
        self.outside: dict[tuple[str, Goods], Decimal] = {}
        #: By day, store, account outside and goods: what came to the account, below nothing: from it; units.
        self.daily: dict[datetime.date, dict[tuple[str, str, Goods], Decimal]] = {}
        #: Goods as they last came, by lot: a lot that is named again has the same last day.
        self.known_lots: dict[str, Goods] = {}
        #: The latest count by store and lot (blank: the whole item).
        self.counts: dict[tuple[str, str], Count] = {}
        #: What that count took off which goods (below nothing) or added to them, as far as no later one gave it back.
        self.count_changes: dict[tuple[str, str], list[tuple[Goods, Decimal]]] = {}
        self.doubts: dict[datetime.date, list[Doubt]] = {}

    def book(self, movement: Movement, day: datetime.date) -> None:
        """Book the next movement; what does not fit becomes a doubt."""
        if movement.what == RECEIVE:
            self._receive(movement, day)
        elif movement.what == COUNT:
            self._count(movement, day)
        else:
            self._take(movement, day)

    @property
    def size(self) -> int:
        """How many balances, lots and counts there are: what a copy costs."""
        shelves = sum(map(len, self.shelves.values()))
        return shelves + len(self.outside) + len(self.known_lots) + len(self.counts) + len(self.count_changes)

    def copy_balances(self) -> Balances:
        """What `go_back` needs."""
        shelves = {store: shelf.copy() for store, shelf in self.shelves.items()}
        lots, counts, changes = self.known_lots.copy(), self.counts.copy(), self.count_changes.copy()
        return Balances(shelves, self.outside.copy(), lots, counts, changes)

    def go_back(self, before: Balances | None, first: datetime.date) -> None:
        """Forget what was booked from a day on; `before`: the balances on the evening before (None: nothing)."""
        shelves, outside, lots, counts, changes = before or Balances({}, {}, {}, {}, {})
        self.shelves = {store: shelf.copy() for store, shelf in shelves.items()}
        self.outside, self.known_lots, self.counts = outside.copy(), lots.copy(), counts.copy()
        self.count_changes = changes.copy()
        while self.daily and next(reversed(self.daily)) >= first:
            self.daily.popitem()
        while self.doubts and next(reversed(self.doubts)) >= first:
            self.doubts.popitem()

    def shelf(self, store: str) -> Iterator[tuple[Goods, Decimal]]:
        """What a store holds, first expiring first."""
        shelf = self.shelves.get(store)
        return iter(shelf if shelf is not None else ())

    def on_hand(self, store: str, lot: str = "") -> Decimal:
        """What a store holds, expired goods too, of all lots or of one; units."""
        if not lot:
            shelf = self.shelves.get(store)
            return NOTHING if shelf is None else shelf.total
        return sum((quantity for goods, quantity in self.shelf(store) if goods.named(lot)), NOTHING)

    def usable(self, store: str, day: datetime.date) -> Decimal:
        """What a store holds that may still be used on a day; units."""
        return sum((quantity for goods, quantity in self.shelf(store) if not goods.expired(day)), NOTHING)

    def pick(self, wanted: Movement, day: datetime.date) -> tuple[list[tuple[Goods, Decimal]], Decimal]:
        """Which goods would be taken, and how much is not there; units.

        Expired goods go only where their lot is named, or as spoiled; as lost after all that could be used.
        """
        shelf = list(self.shelf(wanted.store))
        quantity, lot, pack = wanted.quantity, wanted.lot, wanted.pack_quantity
        if wanted.other in UNSEEN:
            shelf.sort(key=lambda there: there[0].expired(day))
            return pick_first_expired(shelf, quantity, lot=lot, pack_quantity=pack)
        usable_on = None if lot or wanted.other == SPOILED else day
        return pick_first_expired(shelf, quantity, lot=lot, usable_on=usable_on, pack_quantity=pack)

    def goods(
        self, lot: str, expiry: datetime.date | None, pack_quantity: Decimal | None, own_pack: Decimal | None
    ) -> Goods:
        """The goods that are meant: a known lot's last day and the item's own pack stand in for what is not said."""
        lot = "" if lot == NO_LOT else lot
        known = self.known_lots.get(lot) if lot else None
        last_day = expiry or (known.last_day if known else NEVER)
        pack = pack_quantity or (known.pack_quantity if known else own_pack) or Decimal(1)
        return Goods(self.item, last_day, lot, pack)

    def other_last_day(self, goods: Goods) -> datetime.date | None:
        """Another last day by which goods of the same lot stand in a store; None: there are none such.

        A lot whose goods are all gone, or never had a day, may be given its right one.
        """
        known = self.known_lots.get(goods.lot) if goods.lot else None
        if known is None or known.last_day in (goods.last_day, NEVER):
            return None
        standing = (there for shelf in self.shelves.values() for there, _ in shelf)
        return known.expiry if any(there[:3] == known[:3] for there in standing) else None

    def lacks(self, day: datetime.date) -> dict[str, Doubt]:
        """The doubts, from a day on, that goods went which were not there; by id."""
        lacking: dict[str, Doubt] = {}
        for on in reversed(self.doubts):
            if on < day:
                break
            lacking.update((doubt.id, doubt) for doubt in self.doubts[on] if doubt.code == MISSING)
        return lacking

    def _receive(self, told: Movement, day: datetime.date) -> None:
        goods = self.goods(told.lot, told.expiry, told.pack_quantity, told.own_pack)
        other = self.other_last_day(goods)
        if other:
            about = {"item": self.item, "lot": told.lot, "known": other, "said": goods.last_day}
            self._doubt(told, day, "stock_lot_expiry", self.item, told.lot, **about)
        if goods.lot:
            self.known_lots[goods.lot] = goods
        self._post(told.other, told.store, goods, told.quantity, day)

    def _take(self, told: Movement, day: datetime.date) -> None:
        picks, missing = self.pick(told, day)
        if missing:
            store, item, asked = told.store, self.item, format_amount(told.quantity)
            about = {"store": store, "item": item, "held": format_amount(told.quantity - missing), "asked": asked}
            self._doubt(told, day, MISSING, store, item, told.lot, **about)
            goods = self.goods(told.lot, None, told.pack_quantity, told.own_pack)
            self._post(UNEXPLAINED, store, goods, missing, day)
            picks.append((goods, missing))
        for goods, part in picks:
            self._post(told.store, told.other, goods, part, day)

    def _count(self, told: Movement, day: datetime.date) -> None:
        store, lot, counted = told.store, told.lot, told.quantity
        books = self.on_hand(store, lot)
        self._book_difference(told, counted - books, day)
        if told.reason and told.pack_quantity is not None:
            self._repack(told, told.pack_quantity, day)
        if counted != books and not told.reason:
            about = {"books": format_amount(books), "counted": format_amount(counted)}
            about |= {"store": store, "item": self.item}
            self._doubt(told, day, "stock_count_differs", store, self.item, lot, **about)
        self.counts[store, lot] = Count(
            store=store, item=self.item, lot=lot, day=day, counted=counted, books=books, reason=told.reason
        )

    def _book_difference(self, told: Movement, difference: Decimal, day: datetime.date) -> None:
        """Book what a count found more (or less) than the books said; units.

        It goes back first to the goods from which the count before took it (or comes off those to which that added
        it), so that counting again after a slip of the hand leaves every lot and expiry as it was.
        """
        store, sign = told.store, -1 if difference < 0 else 1
        left, kept = abs(difference), list[tuple[Goods, Decimal]]()
        before, last = self.count_changes.get((store, told.lot), []), self.counts.get((store, told.lot))
        same_day = last is not None and last.day == day
        if not difference:
            self.count_changes[store, told.lot] = before if same_day else []  # What another day says again is so.
            return
        held = dict(self.shelf(store))
        for goods, changed in reversed(before):
            undone = changed * sign < 0 and told.pack_quantity in (None, goods.pack_quantity)
            back = min(left, abs(changed)) if undone else NOTHING
            back = min(back, held.get(goods, NOTHING)) if sign < 0 else back
            if back:
                self._post_difference(store, goods, sign * back, day)
                left -= back
            if rest := changed + sign * back:
                kept.insert(0, (goods, rest))
        if not left:
            self.count_changes[store, told.lot] = kept
            return
        if sign < 0:
            changes, _ = self.pick(told._replace(other=COUNT_DIFFERENCE, quantity=left, pack_quantity=None), day)
        else:
            changes = [(self._surplus(told, day), left)]
        for goods, part in changes:
            self._post_difference(store, goods, sign * part, day)
        new = [(goods, sign * part) for goods, part in changes]
        self.count_changes[store, told.lot] = [*kept, *new] if same_day else new

    def _post_difference(self, store: str, goods: Goods, found: Decimal, day: datetime.date) -> None:
        """Book goods that a count found (below nothing: missed) in a store."""
        ends = (COUNT_DIFFERENCE, store) if found > 0 else (store, COUNT_DIFFERENCE)
        self._post(*ends, goods, abs(found), day)

    def _repack(self, told: Movement, pack_quantity: Decimal, day: datetime.date) -> None:
        """Book what stands there as packs of the size in which it was counted: opened cartons, or packs mistaken."""
        for goods, quantity in [pair for pair in self.shelf(told.store) if pair[0].named(told.lot)]:
            if goods.pack_quantity != pack_quantity:
                self._post(told.store, COUNT_DIFFERENCE, goods, quantity, day)
                goods = goods._replace(pack_quantity=pack_quantity)
                self._post(COUNT_DIFFERENCE, told.store, goods, quantity, day)

    def _surplus(self, told: Movement, day: datetime.date) -> Goods:
        """Which goods a count found too many of: first to expire of the usable ones, else the last moved here."""
        there = [goods for goods, _ in self.shelf(told.store)]
        likely = [goods for goods in there if not goods.expired(day)] + there
        shelf = self.shelves.get(told.store)
        if shelf is not None and shelf.latest is not None:
            likely.append(shelf.latest)
        for goods in likely:
            if goods.named(told.lot) and told.pack_quantity in (None, goods.pack_quantity):
                return goods
        return self.goods(told.lot, None, told.pack_quantity, told.own_pack)

    def _post(self, origin: str, to: str, goods: Goods, quantity: Decimal, day: datetime.date) -> None:
        """Move goods between two stores, or a store and an account outside; `quantity` in units, more than nothing."""
        if quantity <= 0 or (origin in ACCOUNTS and to in ACCOUNTS) or origin == to:
            raise ValueError(origin, to, quantity)
        self._change(origin, to, goods, -quantity, day)
        self._change(to, origin, goods, quantity, day)

    def _change(self, account: str, other: str, goods: Goods, quantity: Decimal, day: datetime.date) -> None:
        if account in ACCOUNTS:
            at = (account, goods)
            self.outside[at] = self.outside.get(at, NOTHING) + quantity
            totals = self.daily.get(day)
            if totals is None:
                totals = self.daily[day] = {}
            way = (other, account, goods)
            totals[way] = totals.get(way, NOTHING) + quantity
            return
        shelf = self.shelves.get(account)
        if shelf is None:
            shelf = self.shelves[account] = Shelf()
        shelf.put(goods, quantity)

    def _doubt(self, told: Movement, day: datetime.date, code: str, *what: object, **values: object) -> None:
        doubt = Doubt.about_entry(told.device, told.number, day, code, *what, **values)
        self.doubts.setdefault(day, []).append(doubt)
