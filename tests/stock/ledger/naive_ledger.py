"""A second ledger, written for the tests alone: a plain list of postings that is summed up anew for every question."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

NO_DAY = datetime.date(9999, 12, 31)


@dataclass(frozen=True)
class Kind:
    """An item of one batch, last day and pack."""

    item: str
    last: datetime.date
    lot: str
    pack: Decimal


@dataclass(frozen=True)
class Posting:
    day: datetime.date
    origin: str
    to: str
    what: Kind
    units: Decimal


OUTSIDE = {"given", "bought", "opening", "flights", "given_out", "used", "spoiled", "lost", "sent_away"}
OUTSIDE |= {"count_difference", "unexplained"}


def in_order(pair: tuple[Kind, Decimal]) -> tuple[datetime.date, str, Decimal]:
    """What expires first stands first; among the same day by lot and pack."""
    return pair[0].last, pair[0].lot, pair[0].pack


@dataclass
class NaiveLedger:
    packs: dict[str, Decimal]
    postings: list[Posting] = field(default_factory=list)
    missing: int = 0
    last_moved: dict[tuple[str, str], Kind] = field(default_factory=dict)

    def balance(self, account: str) -> dict[Kind, Decimal]:
        sums: dict[Kind, Decimal] = defaultdict(Decimal)
        for posting in self.postings:
            if posting.to == account:
                sums[posting.what] += posting.units
            if posting.origin == account:
                sums[posting.what] -= posting.units
        return {what: units for what, units in sums.items() if units}

    def accounts(self) -> set[str]:
        return {account for posting in self.postings for account in (posting.origin, posting.to)}

    def shelf(self, store: str, item: str) -> list[tuple[Kind, Decimal]]:
        held = [(what, units) for what, units in self.balance(store).items() if what.item == item]
        return sorted(held, key=in_order)

    def held(self, store: str, item: str) -> Decimal:
        return sum((units for _, units in self.shelf(store, item)), Decimal(0))

    def takeable(
        self, store: str, item: str, to: str, lot: str, pack: Decimal | None, day: datetime.date
    ) -> list[tuple[Kind, Decimal]]:
        """What may be taken, in the order in which it is taken."""
        fresh: list[tuple[Kind, Decimal]] = []
        old: list[tuple[Kind, Decimal]] = []
        for what, units in self.shelf(store, item):
            wanted = lot in ("", what.lot) or (lot == "-" and what.lot == "")
            if wanted and (pack is None or what.pack == pack):
                (old if what.last < day else fresh).append((what, units))
        if to in ("lost", "count_difference"):
            return fresh + old
        return sorted(old + fresh, key=in_order) if lot or to == "spoiled" else fresh

    def post(self, day: datetime.date, origin: str, to: str, what: Kind, units: Decimal) -> None:
        if units:
            self.postings.append(Posting(day, origin, to, what, units))
            for store in {origin, to} - OUTSIDE:
                self.last_moved[store, what.item] = what

    def lot_as_it_came(self, item: str, lot: str) -> Kind | None:
        if not lot or lot == "-":
            return None
        came = [p.what for p in self.postings if p.origin in ("given", "bought", "opening", "flights")]
        return next((what for what in reversed(came) if what.item == item and what.lot == lot), None)

    def meant(self, item: str, lot: str, last: datetime.date | None, pack: Decimal | None) -> Kind:
        known = self.lot_as_it_came(item, lot)
        own = known.pack if known else self.packs[item]
        return Kind(item, last or (known.last if known else NO_DAY), "" if lot == "-" else lot, pack or own)

    def receive(
        self,
        day: datetime.date,
        store: str,
        item: str,
        units: Decimal,
        lot: str = "",
        last: datetime.date | None = None,
        pack: Decimal | None = None,
    ) -> None:
        self.post(day, "given", store, self.meant(item, lot, last, pack), units)

    def take(
        self,
        day: datetime.date,
        store: str,
        to: str,
        item: str,
        units: Decimal,
        lot: str = "",
        pack: Decimal | None = None,
    ) -> None:
        if store == to:
            return
        left = units
        for what, there in self.takeable(store, item, to, lot, pack, day):
            part = min(there, left)
            self.post(day, store, to, what, part)
            left -= part
        if left:
            self.missing += 1
            what = self.meant(item, lot, None, pack)
            self.post(day, "unexplained", store, what, left)
            self.post(day, store, to, what, left)

    def count(
        self, day: datetime.date, store: str, item: str, units: Decimal, lot: str = "", pack: Decimal | None = None
    ) -> None:
        there = [(what, held) for what, held in self.takeable(store, item, "count_difference", lot, None, day)]
        books = sum((held for _, held in there), Decimal(0))
        if units < books:
            left = books - units
            for what, held in there:
                part = min(held, left)
                self.post(day, store, "count_difference", what, part)
                left -= part
        elif units > books:
            usable_first = sorted(there, key=lambda pair: (pair[0].last < day, in_order(pair)))
            likely = [what for what, _ in usable_first]
            last = self.last_moved.get((store, item))
            if last and (lot in ("", last.lot) or (lot == "-" and not last.lot)):
                likely.append(last)
            same = [what for what in likely if pack in (None, what.pack)]
            what = same[0] if same else self.meant(item, lot, None, pack)
            self.post(day, "count_difference", store, what, units - books)
        for what, held in self.takeable(store, item, "count_difference", lot, None, day) if pack else ():
            if what.pack != pack:
                self.post(day, store, "count_difference", what, held)
                self.post(day, "count_difference", store, Kind(what.item, what.last, what.lot, pack or what.pack), held)
