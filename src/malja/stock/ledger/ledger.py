"""The stock of a site as its facts tell it: a fold into books in double entry, never below nothing, always balanced."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from malja.facts.body import read_day, read_text
from malja.facts.deliveries import Deliveries
from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.problems import Problem
from malja.stock.ledger.accounts import GIVEN, OPENING
from malja.stock.ledger.amounts import NOTHING, count_units, find_pack_size, format_amount, write_amount
from malja.stock.ledger.folding import apply_fact, find_problems
from malja.stock.ledger.item_books import Count
from malja.stock.ledger.lots import Lot
from malja.stock.ledger.refusals import STOCK_REFUSALS
from malja.stock.ledger.stock_books import PackOf, StockBooks


class Ledger(StockBooks):
    """Stock by store, item and goods, folded from `stock.received`, `stock.moved` and `stock.counted`."""

    def __init__(self, pack_of: PackOf, knows: Knows = knows_all) -> None:
        super().__init__(pack_of, knows)
        self._deliveries = Deliveries("stock_received_twice")

    @property
    def doubts(self) -> list[Doubt]:
        """What does not fit, and deliveries that may have been told twice, for a person to look into."""
        return super().doubts + self._deliveries.doubts

    def apply(self, fact: Fact) -> None:
        """Book a fact about stock, others are left alone; what can't be booked becomes a doubt."""
        self._doubts += apply_fact(self, fact, _HANDLERS)

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact now: absurd amounts, goods that are not there; empty: nothing."""
        return find_problems(self, fact, STOCK_REFUSALS)

    def to_json(self) -> dict[str, object]:
        """The state to the byte: balances, totals by account, item and day, latest counts; amounts as decimal texts."""
        balances: dict[str, dict[str, list[dict[str, str]]]] = {}
        for lot in self.lots():
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
        item, store, lot = read_text(body, "item"), read_text(body, "store"), read_text(body, "lot")
        quantity = count_units(body, self.pack_of(item))
        self.receive(
            store,
            item,
            quantity,
            lot=lot,
            expiry=read_day(body, "expiry"),
            pack_quantity=find_pack_size(body, self.pack_of(item) if body.get("packs") else None),
            origin=read_text(body, "origin") or GIVEN,
            fact=fact,
        )
        if read_text(body, "origin") != OPENING:
            paper = read_text(body, "reference")
            self._deliveries.note(fact, store, item, format_amount(quantity), paper=paper, lot=lot)

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
        item = read_text(body, "item")
        self.count(
            read_text(body, "store"),
            item,
            count_units(body, self.pack_of(item)),
            lot=read_text(body, "lot"),
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
