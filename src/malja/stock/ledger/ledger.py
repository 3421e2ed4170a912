"""The stock of a site as its facts tell it: a fold into books in double entry, never below nothing, always balanced."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from decimal import Decimal

from malja.facts.body import read_day, read_text
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.problems import Problem
from malja.stock.ledger.accounts import ACCOUNTS, COUNT_DIFFERENCE, GIVEN
from malja.stock.ledger.amounts import NOTHING, count_units, find_pack_size, write_amount
from malja.stock.ledger.counts import Count, book_count
from malja.stock.ledger.flows import DailyTotal, sum_by_day
from malja.stock.ledger.folding import apply_fact, find_problems
from malja.stock.ledger.lots import Lot
from malja.stock.ledger.movements import Bookings, PackOf
from malja.stock.ledger.refusals import STOCK_REFUSALS


class Ledger(Bookings):
    """Stock by store, item and goods; what came from and went to the accounts outside; what does not fit, as doubts.

    Other folds (flights, rounds, kitchen, clinic) book with `receive` and `take`, and ask `against_taking` before.
    """

    def __init__(self, pack_of: PackOf, knows: Knows = knows_all) -> None:
        super().__init__(pack_of, knows)
        #: The latest count by store, item and lot (blank: the whole item).
        self.counts: dict[tuple[str, str, str], Count] = {}

    def apply(self, fact: Fact) -> None:
        """Book a fact about stock, others are left alone; what can't be booked becomes a doubt."""
        apply_fact(self, fact, _HANDLERS)

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact now: absurd amounts, goods that are not there; empty: nothing."""
        return find_problems(self, fact, STOCK_REFUSALS)

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
        return sum_by_day(self.books, item=item, accounts=accounts, stores=stores, since=since, until=until)

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
                account: {
                    item: {d: write_amount(days[d]) for d in sorted(days) if days[d]} for item, days in items.items()
                }
                for account, items in sorted(totals.items())
            },
        }

    def _received(self, fact: Fact) -> None:
        body = fact.body
        item = read_text(body, "item")
        self.receive(
            read_text(body, "store"),
            item,
            count_units(body, self.pack_of(item)),
            lot=read_text(body, "lot"),
            expiry=read_day(body, "expiry"),
            pack_quantity=find_pack_size(body, self.pack_of(item) if body.get("packs") else None),
            origin=read_text(body, "origin") or GIVEN,
            fact=fact,
        )

    def _moved(self, fact: Fact) -> None:
        body = fact.body
        item = read_text(body, "item")
        self.take(
            read_text(body, "origin"),
            item,
            count_units(body, self.pack_of(item)),
            to=read_text(body, "destination"),
            lot=read_text(body, "lot"),
            pack_quantity=find_pack_size(body, None) if body.get("packs") else None,
            fact=fact,
        )

    def _counted(self, fact: Fact) -> None:
        body = fact.body
        store, item, lot = read_text(body, "store"), read_text(body, "item"), read_text(body, "lot")
        counted = count_units(body, self.pack_of(item))
        if store in ACCOUNTS:
            self.no_way(fact, COUNT_DIFFERENCE, store, item, counted)
            return
        self.counts[store, item, lot] = book_count(
            self,
            store,
            item,
            counted,
            lot=lot,
            pack_quantity=find_pack_size(body, None) if body.get("packs") else None,
            reason=read_text(body, "reason"),
            fact=fact,
        )


_HANDLERS: dict[str, Callable[[Ledger, Fact], None]] = {
    "stock.received": Ledger._received,
    "stock.moved": Ledger._moved,
    "stock.counted": Ledger._counted,
}


def _lot_json(lot: Lot) -> dict[str, str]:
    return {
        "lot": lot.goods.lot,
        "expiry": lot.goods.expiry.isoformat() if lot.goods.expiry else "",
        "pack_quantity": write_amount(lot.goods.pack_quantity),
        "quantity": write_amount(lot.quantity),
    }


def _count_json(count: Count) -> dict[str, str]:
    return {
        "store": count.store,
        "item": count.item,
        "lot": count.lot,
        "day": count.day.isoformat(),
        "counted": write_amount(count.counted),
        "books": write_amount(count.books),
        "reason": count.reason,
    }
