"""The stock of a site as its facts tell it: a fold into books in double entry, never below nothing, always balanced."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from decimal import Decimal

from malja.facts.fact import Fact
from malja.problems import Problem
from malja.stock.ledger.accounts import ACCOUNTS, COUNT_DIFFERENCE, GIVEN
from malja.stock.ledger.amounts import NOTHING, pack, units, written
from malja.stock.ledger.body import day, word
from malja.stock.ledger.bookings import Bookings, PackOf
from malja.stock.ledger.counting import Count, book_count
from malja.stock.ledger.flows import DailyTotal, daily_totals
from malja.stock.ledger.folding import against, take_up
from malja.stock.ledger.lots import Lot
from malja.stock.ledger.refusals import REFUSALS
from malja.stock.ledger.told import Knows, in_order


class Ledger(Bookings):
    """Stock by store, item and goods; what came from and went to the accounts outside; what does not fit, as doubts.

    Other folds (flights, rounds, kitchen, clinic) book with `receive` and `take`, and ask `against_taking` before.
    """

    def __init__(self, pack_of: PackOf, knows: Knows = in_order) -> None:
        super().__init__(pack_of, knows)
        #: The latest count by store, item and lot (blank: the whole item).
        self.counts: dict[tuple[str, str, str], Count] = {}

    def apply(self, fact: Fact) -> None:
        """Book a fact about stock, others are left alone; what can't be booked becomes a doubt."""
        take_up(self, fact, HANDLERS)

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact now: absurd amounts, goods that are not there; empty: nothing."""
        return against(self, fact, REFUSALS)

    def lots(self, store: str | None = None) -> tuple[Lot, ...]:
        """What stands in all stores, or in one: by store, item, and what expires first."""
        return tuple(lot for lot in self.books.lots() if store in (None, lot.store))

    def expired(self, on: datetime.date) -> tuple[Lot, ...]:
        """What stands in stores and may no more be used on a day."""
        return tuple(lot for lot in self.books.lots() if lot.goods.expired(on))

    def expiring(self, on: datetime.date, days: int) -> tuple[Lot, ...]:
        """What may be used on a day, and no more when so many days have passed; first expiring first."""
        end = on + datetime.timedelta(days=days)
        soon = [lot for lot in self.books.lots() if not lot.goods.expired(on) and lot.goods.expired(end)]
        return tuple(sorted(soon, key=lambda lot: (lot.goods.last_day, lot.store, lot.goods)))

    def postings(
        self,
        *,
        item: str | None = None,
        accounts: Collection[str] | None = None,
        stores: Collection[str] | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> tuple[DailyTotal, ...]:
        """What each account outside got from each store on each day (units; below nothing: gave), as far as asked."""
        return daily_totals(self.books, item=item, accounts=accounts, stores=stores, since=since, until=until)

    def to_json(self) -> dict[str, object]:
        """The state to the byte: balances, totals by account, item and day, latest counts; amounts as decimal texts."""
        balances: dict[str, dict[str, list[dict[str, str]]]] = {}
        for lot in self.books.lots():
            balances.setdefault(lot.store, {}).setdefault(lot.goods.item, []).append(_lot_json(lot))
        totals: dict[str, dict[str, dict[str, Decimal]]] = {}
        for total in self.postings():
            days = totals.setdefault(total.account, {}).setdefault(total.item, {})
            day_said = total.day.isoformat()
            days[day_said] = days.get(day_said, NOTHING) + total.quantity
        return {
            "balances": balances,
            "counts": [_count_json(count) for _, count in sorted(self.counts.items())],
            "totals": {
                account: {item: {d: written(days[d]) for d in sorted(days) if days[d]} for item, days in items.items()}
                for account, items in sorted(totals.items())
            },
        }

    def _received(self, fact: Fact) -> None:
        body = fact.body
        item = word(body, "item")
        self.receive(
            word(body, "store"),
            item,
            units(body, self.pack_of(item)),
            lot=word(body, "lot"),
            expiry=day(body, "expiry"),
            pack_quantity=pack(body, self.pack_of(item) if body.get("packs") else None),
            origin=word(body, "origin") or GIVEN,
            fact=fact,
        )

    def _moved(self, fact: Fact) -> None:
        body = fact.body
        item = word(body, "item")
        self.take(
            word(body, "origin"),
            item,
            units(body, self.pack_of(item)),
            to=word(body, "destination"),
            lot=word(body, "lot"),
            pack_quantity=pack(body, None) if body.get("packs") else None,
            fact=fact,
        )

    def _counted(self, fact: Fact) -> None:
        body = fact.body
        store, item, lot = word(body, "store"), word(body, "item"), word(body, "lot")
        counted = units(body, self.pack_of(item))
        if store in ACCOUNTS:
            self.no_way(fact, COUNT_DIFFERENCE, store, item, counted)
            return
        self.counts[store, item, lot] = book_count(
            self,
            store,
            item,
            counted,
            lot=lot,
            pack_quantity=pack(body, None) if body.get("packs") else None,
            reason=word(body, "reason"),
            fact=fact,
        )


HANDLERS: dict[str, Callable[[Ledger, Fact], None]] = {
    "stock.received": Ledger._received,
    "stock.moved": Ledger._moved,
    "stock.counted": Ledger._counted,
}


def _lot_json(lot: Lot) -> dict[str, str]:
    return {
        "lot": lot.goods.lot,
        "expiry": lot.goods.expiry.isoformat() if lot.goods.expiry else "",
        "pack_quantity": written(lot.goods.pack_quantity),
        "quantity": written(lot.quantity),
    }


def _count_json(count: Count) -> dict[str, str]:
    return {
        "store": count.store,
        "item": count.item,
        "lot": count.lot,
        "day": count.day.isoformat(),
        "counted": written(count.counted),
        "books": written(count.books),
        "reason": count.reason,
    }
