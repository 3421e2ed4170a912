"""Devices that record facts apart and hear of each other's, as the journal has it: chains, turns, what was seen."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from malja.facts.fact import BodyValue, Fact
from malja.facts.knowledge import Knowledge
from malja.problems import Problem
from malja.stock.clinic.clinic import Clinic
from malja.stock.kitchen.kitchen import Kitchen
from malja.stock.ledger.amounts import write_amount
from malja.stock.ledger.ledger import Ledger
from malja.stock.rounds.rounds import Rounds

FIRST = datetime.date(2025, 3, 3)  # a Monday
PACKS = {"rice": Decimal(25), "oil": Decimal(5), "soap": Decimal(1), "kit": Decimal(1)}


def day(number: int) -> datetime.date:
    """The day of a story: 1 is Monday 3 March 2025."""
    return FIRST + datetime.timedelta(days=number - 1)


class Books:
    """The folds of a site's goods, fed as the site feeds them."""

    def __init__(self) -> None:
        self.knowledge = Knowledge()
        self.ledger = Ledger(PACKS.get, self.knowledge.knew)
        self.rounds = Rounds(self.ledger, self.knowledge.knew)
        self.kitchen = Kitchen(self.ledger, self.knowledge.knew)
        self.clinic = Clinic(self.ledger, self.knowledge.knew)
        self.folds = (self.ledger, self.rounds, self.kitchen, self.clinic)

    def apply(self, fact: Fact) -> None:
        self.knowledge.note(fact)
        for fold in self.folds:
            fold.apply(fact)

    def refusals(self, fact: Fact) -> list[Problem]:
        return [problem for fold in self.folds for problem in fold.refusals(fact)]

    def to_json(self) -> dict[str, object]:
        return {
            "ledger": self.ledger.to_json(),
            "rounds": self.rounds.to_json(),
            "kitchen": self.kitchen.to_json(),
            "clinic": self.clinic.to_json(),
            "doubts": sorted(doubt.id for fold in self.folds for doubt in fold.doubts),
        }

    def doubts(self) -> list[str]:
        return [doubt.code for fold in self.folds for doubt in fold.doubts]


@dataclass
class Device:
    """One device: the entries it holds with their turns, and its books, made anew whenever it heard of others."""

    name: str
    held: dict[tuple[str, int], tuple[int, Fact]] = field(default_factory=dict)
    books: Books = field(default_factory=Books)
    seen: dict[str, int] = field(default_factory=dict)

    def says(self, kind: str, on: int, **body: BodyValue) -> Fact:
        """A fact that this device is about to record: as it will stand in its chain, all that is held here seen."""
        heads: dict[str, int] = {}
        for device, number in self.held:
            heads[device] = max(number, heads.get(device, 0))
        number = heads.pop(self.name, 0) + 1
        by = f"keeper-{self.name}"
        return Fact(kind=kind, happened=day(on), body=body, by=by, device=self.name, number=number, seen=heads)

    def refuses(self, kind: str, on: int, **body: BodyValue) -> list[str]:
        """The codes of what stands against recording this."""
        return [problem.code for problem in self.books.refusals(self.says(kind, on, **body))]

    def problems(self, kind: str, on: int, **body: BodyValue) -> list[Problem]:
        return self.books.refusals(self.says(kind, on, **body))

    def record(self, kind: str, on: int, **body: BodyValue) -> Fact:
        """Record a fact that nothing stands against."""
        said = self.says(kind, on, **body)
        assert self.books.refusals(said) == []
        return self.record_anyway(kind, on, **body)

    def record_anyway(self, kind: str, on: int, **body: BodyValue) -> Fact:
        fact = dataclasses.replace(self.says(kind, on, **body), seen=self.seen)
        turn = 1 + max((turn for turn, _ in self.held.values()), default=0)
        self.seen = {}
        self.held[self.name, fact.number] = (turn, fact)
        self.books.apply(fact)
        return fact

    def hear(self, other: Device) -> None:
        """Take in everything another device holds."""
        for entry, said in other.held.items():
            if entry not in self.held:
                self.held[entry] = said
                self.seen = {**self.seen, entry[0]: max(entry[1], self.seen.get(entry[0], 0))}
        self.books = Books()
        for _, fact in sorted(self.held.values(), key=lambda entry: (entry[0], entry[1].device, entry[1].number)):
            self.books.apply(fact)


def stocked(name: str = "a", **units: int) -> Device:
    """A device of a site with one store, to which so many units of each item were given on the first day."""
    device = Device(name)
    for item, number in units.items():
        device.record("stock.received", 1, store="hub", item=item, quantity=str(number), origin="given")
    return device


def plain(*numbers: Decimal | int | None) -> str:
    """Numbers as a reader checks them, a dash for those that nobody knows: 60 2.5 -."""
    return " ".join("-" if number is None else write_amount(Decimal(number)) for number in numbers)
