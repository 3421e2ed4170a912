"""Flights as they happen: a fold of what was told of them, what was shipped and what was received kept apart for ever.

Goods become available by the first verification alone: what was counted in good order then enters the ledger, once.
Nothing that is told changes a flight after that; what is told all the same, by a device that did not know, is kept and
is a doubt. Where two devices say different things of one flight, both are kept and the later in the order of the
journal is used (of the counts of a line, or of one part of it, that of the latest day); that a flight landed outweighs
that it was cancelled, that it was cancelled outweighs a delay.
"""

from __future__ import annotations

import datetime
from bisect import insort
from collections.abc import Callable, Iterator
from decimal import Decimal

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.problems import Problem, Refused
from malja.stock.ledger.amounts import NOTHING
from malja.stock.ledger.ledger import Ledger
from malja.stock.ledger.stock_books import PackOf
from malja.stock.rounds.gifts import same_role
from malja.transport.flight import Flight, FlightChange
from malja.transport.manifest import Announced, Shipped
from malja.transport.packs import read_count, read_load
from malja.transport.provenance import Provenance, day, text
from malja.transport.receipt import Claimed, LineCount, Verified
from malja.transport.receipt_lines import compare_line, format_packs, has_unexplained
from malja.transport.receipt_numbers import Series
from malja.transport.refusals import find_flight_refusals


class Flights:
    """All flights by id, and doubts about what does not fit.

    `pack_of` gives the units in an item's own pack, `knows` whether a fact's device held an entry when it recorded it.
    """

    def __init__(self, ledger: Ledger, pack_of: PackOf, knows: Knows = knows_all) -> None:
        self.flights: dict[str, Flight] = {}
        self.doubts: list[Doubt] = []
        self.ledger = ledger
        self.pack_of = pack_of
        self._knows = knows
        self._series = Series()

    def apply(self, fact: Fact) -> None:
        """Take in a fact about a flight; facts of other kinds are left alone. What does not fit becomes a doubt."""
        handler = _HANDLERS.get(fact.kind)
        if handler is None:
            return
        paper = self._series.number(fact)
        try:
            handler(self, fact, self._flight(fact), paper)
        except Refused as refused:
            for problem in refused.problems:
                self.doubt(fact, "flight_unreadable", problem.column, column=problem.column, value=problem.value)

    def pass_over(self, fact: Fact) -> None:
        """Let a fact count for nothing but the numbers of papers: of a later day than is asked for, or repeated.

        So numbers stay the same whatever day is asked for.
        """
        self._series.number(fact)

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact about a flight now; nothing for facts of other kinds."""
        return find_flight_refusals(self.flights, self.pack_of, fact)

    def coming(self) -> Iterator[Flight]:
        """Flights that were not called off and whose goods are not available yet, by the day they leave, then id."""
        waiting = (one for one in self.flights.values() if one.status in ("announced", "loaded", "landed", "counted"))
        return iter(sorted(waiting, key=lambda one: (str(one.leaves or ""), one.flight)))

    def announced_units(self, lift: str, leaves: datetime.date) -> dict[str, Decimal]:
        """Units by item on the manifests of all flights of a lift and day that were not cancelled."""
        found: dict[str, Decimal] = {}
        for flight in self.flights.values():
            told = flight.announced
            if told and told.lift == lift and flight.leaves == leaves and flight.status != "cancelled":
                for one in flight.manifest():
                    found[one.item] = found.get(one.item, NOTHING) + one.units
        return found

    def to_json(self) -> dict[str, object]:
        """Every flight by id, with all that was told of it."""
        return {flight: self.flights[flight].to_json() for flight in sorted(self.flights)}

    def doubt(self, fact: Fact, code: str, *what: object, **values: object) -> None:
        """Note what does not fit, for a person to look into."""
        self.doubts.append(Doubt.about(fact, code, *what, flight=fact.body.get("flight", ""), **values))

    def _flight(self, fact: Fact) -> Flight:
        name = text(fact, "flight")
        if name not in self.flights:
            self.flights[name] = Flight(flight=name)
            if fact.kind != "flight.announced":
                self.doubt(fact, "flight_unannounced")
        return self.flights[name]

    def _knew(self, fact: Fact, told: Provenance) -> bool:
        return fact.device in ("", told.device) or self._knows(fact, told.device, told.number)

    def _announced(self, fact: Fact, flight: Flight, _: str) -> None:
        new, old = Announced.of(fact), flight.announced
        if old and not flight.off and old.content != new.content:
            self.doubt(fact, "flight_announced_twice", first=_trip(old), second=_trip(new))
        if flight.verified:
            flight.late.append(new)
            return
        if not (old and old.content == new.content and not flight.off):
            flight.leaves = new.leaves
        flight.announcements.append(new)
        if flight.off and self._knew(fact, flight.off.told):
            flight.off = None
        elif flight.off:
            self.doubt(fact, "flight_cancelled_apart", leaves=new.leaves)

    def _loaded(self, fact: Fact, flight: Flight, _: str) -> None:
        new = read_load(fact, self.pack_of)
        old = flight.shipped(new.line)
        if self.pack_of(new.item) is None and "pack_quantity" not in fact.body:
            self.doubt(fact, "flight_pack_unknown", item=new.item)
        if flight.verified:
            self._loaded_late(fact, flight, new, old)
            return
        flight.loads.setdefault(new.line, []).append(new)
        if old and old.content == new.content:
            return
        if new.line in flight.counts:
            self.doubt(fact, "flight_loaded_counted", line=new.line, item=new.item, packs=_shipped(new))
        elif old and not self._knew(fact, old.told):
            first, second = f"{old.item} {_shipped(old)}", f"{new.item} {_shipped(new)}"
            self.doubt(fact, "flight_loaded_twice", line=new.line, first=first, second=second)

    def _loaded_late(self, fact: Fact, flight: Flight, line: Shipped, holds: Shipped | None) -> None:
        """A manifest line that the verification could not know of; `holds`: the line as it was known."""
        flight.late.append(line)
        if holds is None or holds.content != line.content:
            values = {"line": line.line, "item": line.item, "packs": _shipped(line)}
            self.doubt(fact, "flight_loaded_verified", line.line, len(flight.late), **values)

    def _delayed(self, fact: Fact, flight: Flight, _: str) -> None:
        new = FlightChange(leaves=day(fact, "leaves"), reason=text(fact, "reason"), told=Provenance.by(fact))
        old = flight.delays[-1] if flight.delays else None
        flight.delays.append(new)
        if flight.landed:
            self.doubt(fact, "flight_delayed_landed", leaves=new.leaves, landed=flight.landed)
        elif flight.off:
            self.doubt(fact, "flight_cancelled_apart", leaves=new.leaves)
        else:
            if old and old.leaves != new.leaves and not self._knew(fact, old.told):
                self.doubt(fact, "flight_delayed_twice", first=old.leaves, second=new.leaves)
            flight.leaves = new.leaves

    def _cancelled(self, fact: Fact, flight: Flight, _: str) -> None:
        new = FlightChange(leaves=None, reason=text(fact, "reason"), told=Provenance.by(fact))
        before = [one.told for one in flight.announcements[-1:]] + [one.told for one in flight.delays[-1:]]
        flight.cancellations.append(new)
        if flight.landed:
            self.doubt(fact, "flight_landed_cancelled", landed=flight.landed)
        elif not flight.off:
            if not all(self._knew(fact, told) for told in before):
                self.doubt(fact, "flight_cancelled_apart", leaves=flight.leaves)
            flight.off = new

    def _landed(self, fact: Fact, flight: Flight, _: str) -> None:
        if flight.landed and flight.landed != fact.happened:
            self.doubt(fact, "flight_landed_twice", first=flight.landed, second=fact.happened)
        elif flight.off and not flight.landed:
            self.doubt(fact, "flight_landed_cancelled", landed=fact.happened)
        if flight.verified:
            flight.late.append(Provenance.by(fact))
        else:
            flight.landings.append(Provenance.by(fact))

    def _counted(self, fact: Fact, flight: Flight, _: str) -> None:
        line = text(fact, "line")
        told = (*flight.loads.get(line, ()), *(one for one in flight.late if isinstance(one, Shipped)))
        known = [one for one in told if one.line == line and self._knew(fact, one.told)]
        new = read_count(fact, known[-1] if known else None, self.pack_of)
        old, counts = flight.count(line, new.part), flight.line_counts(line)
        if not new.item:
            self.doubt(fact, "flight_item_unknown", line=new.line)
        if flight.verified:
            self._counted_late(fact, flight, new, old)
            return
        if not flight.landed and not flight.counts:
            self.doubt(fact, "flight_not_landed")
        if old and old.content != new.content and not self._knew(fact, old.told):
            first = {"first": format_packs(old.packs, old.pack_quantity), "first_damaged": old.damaged}
            second = {"second": format_packs(new.packs, new.pack_quantity), "second_damaged": new.damaged}
            self.doubt(fact, "flight_counted_twice", line=new.label, **first, **second)
        if counts and bool(counts[-1].part) != bool(new.part):
            self.doubt(fact, "flight_counted_both", line=new.line)
        insort(flight.counts.setdefault(new.line, []), new, key=lambda one: one.told.happened)

    def _counted_late(self, fact: Fact, flight: Flight, count: LineCount, holds: LineCount | None) -> None:
        """A count that the verification could not know of; `holds`: the count that was verified."""
        flight.late.append(count)
        if holds is None or holds.content != count.content:
            values = {
                "good": format_packs(count.packs, count.pack_quantity),
                "damaged": count.damaged,
                "item": count.item,
            }
            self.doubt(fact, "flight_counted_verified", count.line, len(flight.late), line=count.label, **values)

    def _verified(self, fact: Fact, flight: Flight, paper: str) -> None:
        new = Verified(
            store=text(fact, "store"), verified_by=text(fact, "verified_by"), paper=paper, told=Provenance.by(fact)
        )
        first = flight.verified
        flight.verifications.append(new)
        if first:
            self.doubt(fact, "flight_verified_twice", first=first.paper, second=paper)
            return
        self._drop_unseen(fact, flight)
        self._look_over(fact, flight, new)
        for one in (count for line in sorted(flight.counts) for count in flight.line_counts(line)):
            if one.packs and one.item:
                self.ledger.receive(
                    new.store,
                    one.item,
                    one.good_units,
                    lot=one.lot,
                    expiry=one.expiry,
                    pack_quantity=one.pack_quantity,
                    origin="flights",
                    fact=fact,
                )

    def _drop_unseen(self, fact: Fact, flight: Flight) -> None:
        """Nobody verifies what another device told and this one had not met: such counts and lines are late."""
        for line in sorted(flight.counts):
            counts = flight.counts.pop(line)
            if known := [one for one in counts if self._knew(fact, one.told)]:
                flight.counts[line] = known
            for one in counts:
                if not self._knew(fact, one.told):
                    self._counted_late(fact, flight, one, flight.count(line, one.part))
        for line in sorted(flight.loads):
            lines = flight.loads.pop(line)
            if shipped := [each for each in lines if self._knew(fact, each.told)]:
                flight.loads[line] = shipped
            for each in lines:
                if not self._knew(fact, each.told):
                    self._loaded_late(fact, flight, each, flight.shipped(line))
        for told in [told for told in flight.landings if not self._knew(fact, told)]:
            flight.landings.remove(told)
            flight.late.append(told)
        for heading in [one for one in flight.announcements if not self._knew(fact, one.told)]:
            flight.announcements.remove(heading)
            flight.late.append(heading)

    def _look_over(self, fact: Fact, flight: Flight, new: Verified) -> None:
        """What a verification should not have left open, had its device known all."""
        missing = flight.uncounted()
        if missing or not flight.counts:
            self.doubt(fact, "flight_verified_uncounted", lines=", ".join(missing) or "-")
        if any(same_role(one.counted_by, new.verified_by) for one in flight.counted()):
            self.doubt(fact, "flight_verified_by_counter", role=new.verified_by)
        for line in sorted(flight.counts):
            if has_unexplained(compare_line(flight.shipped(line), flight.line_counts(line))):
                self.doubt(fact, "flight_unexplained", line, line=line)

    def _claimed(self, fact: Fact, flight: Flight, paper: str) -> None:
        new, old = Claimed(paper=paper or text(fact, "reference"), told=Provenance.by(fact)), flight.claimed
        flight.claims.append(new)
        if not flight.verified:
            self.doubt(fact, "flight_claimed_unverified", claim=new.paper)
        if old:
            self.doubt(fact, "flight_claimed_twice", first=old.paper, second=new.paper)


def _trip(announced: Announced) -> str:
    return f"{announced.lift} {announced.leaves}"


def _shipped(line: Shipped) -> str:
    return format_packs(line.packs, line.pack_quantity)


_HANDLERS: dict[str, Callable[[Flights, Fact, Flight, str], None]] = {
    "flight.announced": Flights._announced,
    "flight.loaded": Flights._loaded,
    "flight.delayed": Flights._delayed,
    "flight.cancelled": Flights._cancelled,
    "flight.landed": Flights._landed,
    "flight.counted": Flights._counted,
    "flight.verified": Flights._verified,
    "flight.claimed": Flights._claimed,
}
