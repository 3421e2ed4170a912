"""A second ledger, written for the tests alone: all that was told is booked anew, day by day, for every question."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

NO_DAY = datetime.date(9999, 12, 31)


@dataclass(frozen=True)
class Kind:
    """An item of one batch, last day and pack."""

    item: str
    last: datetime.date
    lot: str
    pack: Decimal


@dataclass(frozen=True)
class Telling:
    """What was told: `way` is given, take or count; `late`: after something of a later day."""

    place: int
    day: datetime.date
    way: str
    store: str
    to: str
    item: str
    units: Decimal
    lot: str
    last: datetime.date | None
    pack: Decimal | None
    late: bool

    def brings_to(self, store: str) -> bool:
        return (self.way == "given" and self.store == store) or (self.way == "take" and self.to == store)

    def counts(self, *stores: str) -> bool:
        return self.way == "count" and self.store in stores


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
    told: list[Telling] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)
    #: How much was missing, by the place of the telling that took it.
    lacking: dict[int, Decimal] = field(default_factory=dict)
    last_moved: dict[tuple[str, str], Kind] = field(default_factory=dict)
    #: What the last count of a store, item and lot took off (below nothing) or added, and its day.
    by_count: dict[tuple[str, str, str], list[tuple[Kind, Decimal]]] = field(default_factory=dict)
    count_days: dict[tuple[str, str, str], datetime.date] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        return len(self.lacking)

    def tell(self, way: str, day: datetime.date, store: str, item: str, units: Decimal, **more: Any) -> None:
        what = {"to": "", "lot": "", "last": None, "pack": None, **more}
        late = any(day < one.day for one in self.told)
        if units or way == "count":
            self.told.append(
                Telling(len(self.told), day, way=way, store=store, item=item, units=units, late=late, **what)
            )
            self.book_all()

    def lacks_if(self, day: datetime.date, store: str, to: str, item: str, units: Decimal, **more: Any) -> bool:
        """Whether anything would be missing that is not missing now, if this were taken."""
        other = NaiveLedger(self.packs, list(self.told))
        other.tell("take", day, store, item, units, to=to, **more)
        return other.lacking != self.lacking

    def book_all(self) -> None:
        self.postings, self.lacking, self.last_moved = [], {}, {}
        self.by_count, self.count_days = {}, {}
        for day in sorted({one.day for one in self.told}):
            left: list[Telling] = []
            for one in self.told:
                if one.day == day:
                    counts = [place for place, two in enumerate(left) if one.item == two.item]
                    counts = [place for place in counts if left[place].counts(one.store, one.to)]
                    first = one.late and one.way != "count" and counts
                    left.insert(counts[0] if first else len(left), one)
            while left:
                place = next(place for place in range(len(left)) if not self.waits(left[place], left[place + 1 :]))
                self.book(left.pop(place))

    def waits(self, one: Telling, rest: list[Telling]) -> bool:
        """Whether goods that are taken are not all there, and some come before the next count of the store."""
        there = self.takeable(one.store, one.item, one.to, one.lot, one.pack, one.day)
        if one.way != "take" or sum((units for _, units in there), Decimal(0)) >= one.units:
            return False
        rest = [two for two in rest if two.item == one.item and (two.brings_to(one.store) or two.counts(one.store))]
        return bool(rest) and rest[0].way != "count"

    def book(self, one: Telling) -> None:
        if one.way == "given":
            what = self.meant(one.item, one.lot, one.last, one.pack)
            self.post(one.day, "given", one.store, what, one.units)
        elif one.way == "take":
            self.take(one)
        else:
            self.count(one.day, one.store, one.item, one.units, one.lot, one.pack)

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

    def take(self, one: Telling) -> None:
        left = one.units if one.store != one.to else Decimal(0)
        for what, there in self.takeable(one.store, one.item, one.to, one.lot, one.pack, one.day):
            part = min(there, left)
            self.post(one.day, one.store, one.to, what, part)
            left -= part
        if left:
            self.lacking[one.place] = left
            what = self.meant(one.item, one.lot, None, one.pack)
            self.post(one.day, "unexplained", one.store, what, left)
            self.post(one.day, one.store, one.to, what, left)

    def undo_count(
        self, day: datetime.date, store: str, item: str, more: Decimal, lot: str, pack: Decimal | None
    ) -> list[tuple[Kind, Decimal]]:
        """Give back what the count before took off (or take what it added), the last first; what is left of that."""
        rest: list[tuple[Kind, Decimal]] = []
        for what, changed in reversed(self.by_count.get((store, item, lot), [])):
            back = Decimal(0)
            if more > 0 > changed and pack in (None, what.pack):
                back = min(more, -changed)
                self.post(day, "count_difference", store, what, back)
            elif more < 0 < changed and pack in (None, what.pack):
                back = -min(-more, changed, dict(self.shelf(store, item)).get(what, Decimal(0)))
                self.post(day, store, "count_difference", what, -back)
            more -= back
            rest = [(what, changed + back), *rest] if changed + back else rest
        return rest

    def count(
        self, day: datetime.date, store: str, item: str, units: Decimal, lot: str = "", pack: Decimal | None = None
    ) -> None:
        there = [(what, held) for what, held in self.takeable(store, item, "count_difference", lot, None, day)]
        books = sum((held for _, held in there), Decimal(0))
        agrees, kept = units == books, self.undo_count(day, store, item, units - books, lot, pack)
        there = [(what, held) for what, held in self.takeable(store, item, "count_difference", lot, None, day)]
        books, start = sum((held for _, held in there), Decimal(0)), len(self.postings)
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
        at = (store, item, lot)
        new = [(one.what, one.units if one.to == store else -one.units) for one in self.postings[start:]]
        same_day = self.count_days.get(at) == day
        self.by_count[at] = [*kept, *new] if same_day else new or ([] if agrees else kept)
        self.count_days[at] = day
        for what, held in self.takeable(store, item, "count_difference", lot, None, day) if pack else ():
            if what.pack != pack:
                self.post(day, store, "count_difference", what, held)
                self.post(day, "count_difference", store, Kind(what.item, what.last, what.lot, pack or what.pack), held)
