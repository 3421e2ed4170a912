"""Desks that record flights apart and hear of each other, as devices and the journal do."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal

from malja.facts.fact import BodyValue, Fact
from malja.facts.knowledge import Knowledge
from malja.problems import Problem
from malja.stock.ledger.amounts import write_amount
from malja.stock.ledger.ledger import Ledger
from malja.transport.flight import Flight
from malja.transport.flights import Flights

PACKS = {"rice": Decimal(50), "oil": Decimal("16.5"), "tent": Decimal(1)}
FIRST = datetime.date(2025, 3, 10)

#: An entry: the device and its number in the device's chain.
Entry = tuple[str, int]


def day(number: int) -> datetime.date:
    """The day so many days after the first."""
    return FIRST + datetime.timedelta(days=number)


class Desk:
    """One device: the entries it holds with their turns, and its folds, made anew when it heard of others."""

    def __init__(self, name: str = "a") -> None:
        self.name = name
        self.held: dict[Entry, tuple[int, Fact]] = {}
        #: What the device held when it recorded each entry of its own.
        self.knew: dict[Entry, frozenset[Entry]] = {}
        self._seen: dict[str, int] = {}
        self._fold()

    def says(self, kind: str, on: int, **body: BodyValue) -> Fact:
        """A fact about a flight on a day; no place in the chain yet."""
        return Fact(kind=f"flight.{kind}", happened=day(on), body=body, device=self.name, source="a paper")

    def problems(self, kind: str, on: int, **body: BodyValue) -> list[Problem]:
        """What stands against recording this."""
        return self.flights.refusals(self.says(kind, on, **body))

    def refused(self, kind: str, on: int, **body: BodyValue) -> list[str]:
        """The codes of what stands against recording this."""
        return [problem.code for problem in self.problems(kind, on, **body)]

    def tell(self, kind: str, on: int, **body: BodyValue) -> Fact:
        """Record a fact that nothing stands against."""
        assert self.refused(kind, on, **body) == []
        number = 1 + sum(device == self.name for device, _ in self.held)
        turn = 1 + max((turn for turn, _ in self.held.values()), default=0)
        fact = dataclasses.replace(self.says(kind, on, **body), number=number, seen=self._seen)
        self.knew[self.name, number] = frozenset(self.held)
        self._seen = {}
        self.held[self.name, number] = (turn, fact)
        self._take(fact)
        return fact

    def hear(self, other: Desk) -> None:
        """Take in everything another desk holds."""
        for entry, said in other.held.items():
            if entry not in self.held:
                self.held[entry] = said
                self.knew[entry] = other.knew[entry]
                self._seen = {**self._seen, entry[0]: max(entry[1], self._seen.get(entry[0], 0))}
        self._fold()

    def facts(self) -> list[Fact]:
        """All that it holds, in the order of the state."""
        entries = sorted(self.held.values(), key=lambda entry: (entry[0], entry[1].device, entry[1].number))
        return [fact for _, fact in entries]

    def flight(self, name: str = "f1") -> Flight:
        return self.flights.flights[name]

    def doubts(self) -> list[str]:
        return [doubt.code for doubt in self.flights.doubts]

    def stock(self, item: str = "rice", store: str = "hub") -> str:
        return plain(self.ledger.on_hand(store, item))

    def _fold(self) -> None:
        self._knowledge = Knowledge()
        self.ledger = Ledger(PACKS.get, self._knowledge.knew)
        self.flights = Flights(self.ledger, PACKS.get, self._knowledge.knew)
        for fact in self.facts():
            self._take(fact)

    def _take(self, fact: Fact) -> None:
        self._knowledge.note(fact)
        self.flights.apply(fact)


def plain(*numbers: Decimal | int | None) -> str:
    """Numbers as a reader checks them, a dash for those that nobody knows: 60 2.5 -."""
    return " ".join("-" if number is None else write_amount(Decimal(number)) for number in numbers)


def meet(*desks: Desk) -> None:
    """Every desk hears of every other."""
    for one in desks:
        for other in desks:
            one.hear(other)


def announced(desk: Desk, flight: str = "f1", **lines: tuple[str, int]) -> Desk:
    """A flight that leaves on day 1, with a manifest of items and packs by line (`l1` is line 1)."""
    desk.tell("announced", 0, flight=flight, lift="plane", leaves=day(1).isoformat(), manifest="M-7", sender="WFP")
    for line, (item, packs) in lines.items():
        desk.tell("loaded", 0, flight=flight, line=line.removeprefix("l"), item=item, packs=packs)
    return desk


def landed(**lines: tuple[str, int]) -> Desk:
    """A desk whose flight landed on day 1."""
    desk = announced(Desk(), "f1", **(lines or {"l1": ("rice", 40), "l2": ("oil", 10)}))
    desk.tell("landed", 1, flight="f1")
    return desk


def count(desk: Desk, line: str, packs: int, **body: BodyValue) -> Fact:
    """A line of the flight is counted on day 1."""
    return desk.tell("counted", 1, **{"flight": "f1", "line": line, "packs": packs, "counted_by": "tally", **body})


def verify(desk: Desk, on: int = 2, by: str = "manager", flight: str = "f1") -> Fact:
    """The flight is verified into the hub."""
    return desk.tell("verified", on, flight=flight, store="hub", verified_by=by)


def verified(**counts: tuple[int, str]) -> Desk:
    """A flight with 40 packs of rice and 10 of oil, counted as given (packs in good order, reason) and verified."""
    desk = landed()
    for line, (packs, reason) in ({"l1": (40, ""), "l2": (10, "")} | counts).items():
        body: dict[str, BodyValue] = {"reason": reason} if reason else {}
        count(desk, line.removeprefix("l"), packs, **body)
    verify(desk)
    return desk
