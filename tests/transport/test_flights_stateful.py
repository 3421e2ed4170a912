"""Three desks tell of two flights whatever comes to their minds, and meet: held to a second way of working it out."""

from __future__ import annotations

from decimal import Decimal

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from malja.facts.fact import BodyValue
from malja.transport.flight import Flight
from malja.transport.kinds import REASONS
from malja.transport.receipt_lines import find_differences, list_receipt_lines
from tests.transport.desks import PACKS, Desk, announced, day, plain
from tests.transport.naive_flights import NaiveFlights

DESKS = st.sampled_from("abc")
FLIGHTS = st.sampled_from(["f1", "f2"])
LINES = st.sampled_from("123")
ITEMS = st.sampled_from(sorted(PACKS))
ROLES = st.sampled_from(["tally", "manager", "guard"])
SIZES = st.sampled_from([None, None, "25", "50"])
PARTS = st.sampled_from([None, None, "1", "2"])
DAYS = st.integers(0, 5)


def sum_differences(flight: Flight) -> set[tuple[str, str, int, Decimal]]:
    """Line, item, packs and units of what differs, over all parts of the line."""
    found = {}
    for key in {(row.line, row.item) for row in find_differences(flight)}:
        rows = [row for row in list_receipt_lines(flight) if (row.line, row.item) == key]
        found[key] = (*key, sum(row.packs for row in rows), sum((row.units for row in rows), Decimal(0)))
    return set(found.values())


class Meetings(RuleBasedStateMachine):
    """What each desk holds must be what the naive flights say of the same facts, and what was verified must stay."""

    def __init__(self) -> None:
        super().__init__()
        self.desks = {name: Desk(name) for name in "abc"}
        self.fresh: list[str] = []

    @initialize(landed=st.booleans())
    def begin(self, landed: bool) -> None:
        announced(self.desks["a"], "f1", l1=("rice", 4), l2=("oil", 2))
        announced(self.desks["a"], "f2", l1=("tent", 3))
        if landed:
            self.desks["a"].tell("landed", 4, flight="f1")
        for name in "bc":
            self.desks[name].hear(self.desks["a"])

    def tell(self, name: str, kind: str, on: int, **body: BodyValue | None) -> bool:
        """Record it where nothing stands against it."""
        said = {key: value for key, value in body.items() if value is not None}
        desk = self.desks[name]
        before = desk.flights.to_json()
        if desk.refused(kind, on, **said):
            assert desk.flights.to_json() == before
            return False
        desk.tell(kind, on, **said)
        self.fresh = [name]
        return True

    @rule(name=DESKS, flight=FLIGHTS, lift=st.sampled_from(["plane", "truck"]), on=DAYS)
    def announce(self, name: str, flight: str, lift: str, on: int) -> None:
        self.tell(name, "announced", 0, flight=flight, lift=lift, leaves=day(on).isoformat())

    @rule(name=DESKS, flight=FLIGHTS, line=LINES, item=ITEMS, packs=st.integers(0, 5), size=SIZES)
    def load(self, name: str, flight: str, line: str, item: str, packs: int, size: str | None) -> None:
        self.tell(name, "loaded", 0, flight=flight, line=line, item=item, packs=packs, pack_quantity=size)

    @rule(name=DESKS, flight=FLIGHTS, on=DAYS)
    def delay(self, name: str, flight: str, on: int) -> None:
        self.tell(name, "delayed", 0, flight=flight, leaves=day(on).isoformat())

    @rule(name=DESKS, flight=FLIGHTS)
    def cancel(self, name: str, flight: str) -> None:
        self.tell(name, "cancelled", 0, flight=flight)

    @rule(name=DESKS, flight=FLIGHTS, on=st.integers(4, 6))
    def land(self, name: str, flight: str, on: int) -> None:
        self.tell(name, "landed", on, flight=flight)

    @rule(
        name=DESKS,
        flight=FLIGHTS,
        line=LINES,
        item=st.one_of(st.none(), ITEMS),
        packs=st.integers(0, 5),
        damaged=st.integers(0, 2),
        size=SIZES,
        role=ROLES,
        part=PARTS,
    )
    def count(
        self,
        name: str,
        flight: str,
        line: str,
        item: str | None,
        packs: int,
        damaged: int,
        size: str | None,
        role: str,
        part: str | None,
    ) -> None:
        body: dict[str, BodyValue | None] = {
            "flight": flight,
            "line": line,
            "item": item,
            "packs": packs,
            "damaged": damaged,
            "pack_quantity": size,
            "counted_by": role,
            "part": part,
        }
        # Whatever was found can be recorded with one reason or another, or with none where nothing differs.
        desk = self.desks[name]
        may = not desk.refused(
            "counted", 7, flight=flight, line="new", item="rice", packs=1, reason="over", counted_by="x"
        )
        before = {bool(one) for key, one in self.naive(desk).counted(flight) if key == line}
        alike = before <= {part is not None}
        told = any(self.tell(name, "counted", 7, **body, reason=reason) for reason in (None, *REASONS))
        assert told == (may and alike and (item is not None or line in desk.flight(flight).loads))

    @rule(name=DESKS, flight=FLIGHTS, missing=st.integers(0, 2))
    def count_the_rest(self, name: str, flight: str, missing: int) -> None:
        """What is not counted yet is as shipped, or some of the first line is missing."""
        for line in list(self.desks[name].flight(flight).uncounted()):
            shipped = self.naive(self.desks[name]).shipped(flight)[line][1]
            packs, reason = max(0, shipped - missing), "theft" if missing else None
            self.tell(name, "counted", 7, flight=flight, line=line, packs=packs, reason=reason, counted_by="tally")
            missing = 0

    @rule(name=DESKS, flight=FLIGHTS, missing=st.integers(0, 2))
    def receive(self, name: str, flight: str, missing: int) -> None:
        """It lands, if it has not; all of it is counted, and verified."""
        self.land(name, flight, 5)
        self.count_the_rest(name, flight, missing)
        self.verify(name, flight, "lead", "hub")

    @rule(name=DESKS, flight=FLIGHTS, role=ROLES, store=st.sampled_from(["hub", "camp"]))
    def verify(self, name: str, flight: str, role: str, store: str) -> None:
        desk = self.desks[name]
        naive = self.naive(desk)
        counted, shipped = naive.counted(flight), naive.shipped(flight)
        may = bool(naive.status(flight) == "counted" and role not in {one[4] for one in counted.values()})
        unsaid = "flight_reason_wanted" in desk.refused("verified", 8, flight=flight, store=store, verified_by=role)
        told = self.tell(name, "verified", 8, flight=flight, store=store, verified_by=role)
        assert told == (may and not unsaid), (counted, shipped)

    @rule(name=DESKS, flight=FLIGHTS)
    def claim(self, name: str, flight: str) -> None:
        naive = self.naive(self.desks[name])
        may = naive.status(flight) == "verified" and bool(naive.differences(flight))
        assert self.tell(name, "claimed", 9, flight=flight) == may

    @rule(one=DESKS, other=DESKS)
    def meet(self, one: str, other: str) -> None:
        """One desk hears of another; the paper of a flight that stays verified by the same stays the same."""
        desk = self.desks[one]
        before = {name: (flight.verified, find_differences(flight)) for name, flight in desk.flights.flights.items()}
        desk.hear(self.desks[other])
        for name, (verified, lines) in before.items():
            flight = desk.flight(name)
            if verified is not None and flight.verified == verified:
                assert find_differences(flight) == lines
        self.fresh = [one]

    @precondition(lambda self: len({len(desk.held) for desk in self.desks.values()}) > 1)
    @rule()
    def all_meet(self) -> None:
        """Every desk then says the same."""
        for one in self.desks.values():
            for other in self.desks.values():
                one.hear(other)
        states = [(desk.flights.to_json(), desk.ledger.to_json(), desk.doubts()) for desk in self.desks.values()]
        assert states[0] == states[1] == states[2]
        self.fresh = ["a"]

    def naive(self, desk: Desk) -> NaiveFlights:
        return NaiveFlights(desk.facts(), desk.knew)

    @invariant()
    def as_the_naive_flights_have_it(self) -> None:
        for desk in (self.desks[name] for name in self.fresh):
            naive = self.naive(desk)
            stock = {(lot.store, lot.goods.item): desk.stock(lot.goods.item, lot.store) for lot in desk.ledger.lots()}
            assert stock == {key: plain(units) for key, units in naive.stock().items()}
            for name, flight in desk.flights.flights.items():
                shipped = {one.line: (one.item, one.packs, one.pack_quantity) for one in flight.manifest()}
                assert shipped == naive.shipped(name)
                assert sum_differences(flight) == naive.differences(name)
                assert flight.status == naive.status(name)
                for one in flight.verifications:
                    assert one.paper == naive.papers()[one.told.device, one.told.number]
        self.fresh = []

    @invariant()
    def one_desk_alone_has_no_doubts(self) -> None:
        for desk in self.desks.values():
            if {device for device, _ in desk.held} <= {"a"}:
                assert desk.doubts() == []


TestMeetings = Meetings.TestCase
TestMeetings.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
