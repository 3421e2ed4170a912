"""Any order of facts, checked against a second ledger that sums its postings up anew (see `naive_ledger`)."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from malja.facts.fact import Fact
from malja.stock.ledger.ledger import Ledger
from tests.stock.ledger.naive_ledger import NO_DAY, OUTSIDE, NaiveLedger
from tests.stock.said import PACKS, counted, day, moved, new_ledger, received, said

STORES = st.sampled_from(("hub", "kitchen"))
ITEMS = st.sampled_from(("rice", "oil"))
LOTS = st.sampled_from(("", "", "A", "B"))
NAMED = st.sampled_from(("", "", "", "A", "B", "-"))
DAYS = st.integers(0, 8)
AMOUNTS = st.sampled_from(("1", "5", "16.5", "25", "49.999999", "50", "120", "0.000001"))
PACKS_SAID = st.one_of(st.none(), st.tuples(st.integers(1, 4), st.sampled_from(("", "", "25"))))
WAYS = st.sampled_from(("hub", "kitchen", "given_out", "used", "spoiled", "lost", "sent_away"))


class Stock(RuleBasedStateMachine):
    """Facts are recorded where nothing stands against them, or merged as another device recorded them."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = new_ledger()
        self.naive = NaiveLedger(dict(PACKS))
        self.facts: list[Fact] = []

    @rule(
        store=STORES, item=ITEMS, on=DAYS, units=AMOUNTS, packs=PACKS_SAID, lot=LOTS, last=st.none() | st.integers(0, 9)
    )
    def receive(self, store: str, item: str, on: int, units: str, packs: Any, lot: str, last: int | None) -> None:
        fact = received(store, item, on, **body(units, packs, lot))
        if last is not None:
            fact = received(store, item, on, expiry=day(last).isoformat(), **body(units, packs, lot))
        self.note(fact)
        quantity, size = meant(item, units, packs)
        pack = size or (PACKS[item] if packs else None)
        expires = None if last is None else day(last)
        self.naive.tell("given", day(on), store, item, quantity, lot=lot, last=expires, pack=pack)

    @rule(origin=STORES, to=WAYS, item=ITEMS, on=DAYS, units=AMOUNTS, packs=PACKS_SAID, lot=NAMED, merged=st.booleans())
    def move(self, origin: str, to: str, item: str, on: int, units: str, packs: Any, lot: str, merged: bool) -> None:
        fact = moved(item, origin, to, on, reason="as told", **body(units, packs, lot))
        quantity, size = meant(item, units, packs)
        enough = not self.naive.lacks_if(day(on), origin, to, item, quantity, lot=lot, pack=size)
        refused = [problem.code for problem in self.ledger.refusals(fact)]
        if origin == to or not enough:
            assert refused
        if refused and not merged:
            assert (
                origin == to
                or not enough
                or set(refused) & {"stock_pack_which", "stock_pack_other", "stock_packs_and_total"}
            )
            return
        self.note(fact)
        if origin != to:
            self.naive.tell("take", day(on), origin, item, quantity, to=to, lot=lot, pack=size)

    @rule(store=STORES, item=ITEMS, on=DAYS, units=AMOUNTS, packs=PACKS_SAID, lot=NAMED)
    def count(self, store: str, item: str, on: int, units: str, packs: Any, lot: str) -> None:
        self.note(counted(store, item, on, reason="counted twice", **body(units, packs, lot)))
        quantity, size = meant(item, units, packs)
        self.naive.tell("count", day(on), store, item, quantity, lot=lot, pack=size)

    @rule(fact=st.sampled_from(("stock.received", "stock.moved", "stock.counted")), amount=st.text(max_size=6))
    def nonsense(self, fact: str, amount: str) -> None:
        """What a foreign program writes is refused, changes nothing once merged, and never raises."""
        amount = amount + "e99"
        bad = said(fact, 0, {"store": "hub", "item": "rice", "quantity": amount})
        assert self.ledger.refusals(bad)
        before = self.ledger.to_json()
        self.note(bad)
        assert self.ledger.to_json() == before
        assert self.ledger.doubts[-1].code == "stock_unreadable"

    def note(self, fact: Fact) -> None:
        self.facts.append(fact)
        self.ledger.apply(fact)

    @invariant()
    def the_same_stands_in_every_store(self) -> None:
        ours: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
        for lot in self.ledger.lots():
            goods = lot.goods
            assert lot.quantity > 0
            assert lot.packs * goods.pack_quantity + lot.loose == lot.quantity
            ours[lot.store, goods.item].append((goods.lot, goods.last_day, goods.pack_quantity, lot.quantity))
        for store in ("hub", "kitchen"):
            for item in ("rice", "oil"):
                theirs = [(what.lot, what.last, what.pack, units) for what, units in self.naive.shelf(store, item)]
                assert ours.pop((store, item), []) == theirs
                assert self.ledger.on_hand(store, item) == self.naive.held(store, item)
        assert not ours

    @invariant()
    def all_accounts_add_up_to_nothing(self) -> None:
        sums: dict[Any, Decimal] = defaultdict(Decimal)
        for _, goods, units in self.ledger.outside():
            sums[goods] += units
        for lot in self.ledger.lots():
            sums[lot.goods] += lot.quantity
        assert not any(sums.values())

    @invariant()
    def the_accounts_outside_are_the_same(self) -> None:
        ours = {
            (account, goods.item, goods.lot, goods.expiry or NO_DAY, goods.pack_quantity): units
            for account, goods, units in self.ledger.outside()
        }
        theirs = {
            (account, what.item, what.lot, what.last, what.pack): units
            for account in self.naive.accounts() & OUTSIDE
            for what, units in self.naive.balance(account).items()
        }
        assert ours == theirs

    @invariant()
    def the_daily_totals_are_the_same(self) -> None:
        sums: dict[Any, Decimal] = defaultdict(Decimal)
        for posting in self.naive.postings:
            if posting.to in OUTSIDE:
                sums[posting.origin, posting.what.item, posting.to, posting.day] += posting.units
            if posting.origin in OUTSIDE:
                sums[posting.to, posting.what.item, posting.origin, posting.day] -= posting.units
        totals = self.ledger.postings()
        assert {(t.store, t.item, t.account, t.day): t.quantity for t in totals} == {k: v for k, v in sums.items() if v}

    @invariant()
    def what_did_not_fit_is_listed(self) -> None:
        assert sum(doubt.code == "stock_missing" for doubt in self.ledger.doubts) == self.naive.missing
        assert len({doubt.id for doubt in self.ledger.doubts}) == len(self.ledger.doubts)
        assert all(doubt.in_words() for doubt in self.ledger.doubts)

    def teardown(self) -> None:
        """The state is a function of the facts: folded again it is the same, to the byte."""
        again = Ledger(PACKS.get)
        for fact in self.facts:
            again.apply(fact)
        assert json.dumps(again.to_json()) == json.dumps(self.ledger.to_json())
        assert again.doubts == self.ledger.doubts


def body(units: str, packs: Any, lot: str) -> dict[str, Any]:
    told: dict[str, Any] = {"quantity": units, "lot": lot}
    if packs:
        told |= {"packs": packs[0]}
        told |= {"pack_quantity": packs[1]} if packs[1] else {}
    return {name: value for name, value in told.items() if value != ""}


def meant(item: str, units: str, packs: Any) -> tuple[Decimal, Decimal | None]:
    """The units, and the size of the packs if it is said."""
    size = Decimal(packs[1]) if packs and packs[1] else None
    return Decimal(units) + (packs[0] * (size or PACKS[item]) if packs else 0), size


TestStock = Stock.TestCase
TestStock.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
