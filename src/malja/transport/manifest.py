"""What was announced and what the sender says is on board: the shipped side, which no count ever changes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from malja.facts.fact import Fact
from malja.stock.ledger.amounts import write_amount
from malja.transport.provenance import Provenance, day, read_packs, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A flight as it was announced: the lift it goes by, the day it is to leave, its papers and people."""

    lift: str
    leaves: datetime.date
    manifest: str
    sender: str
    carrier: str
    told: Provenance

    @staticmethod
    def of(fact: Fact) -> Announced:
        """What a fact announces."""
        return Announced(
            lift=text(fact, "lift"),
            leaves=day(fact, "leaves") or fact.happened,
            manifest=text(fact, "manifest"),
            sender=text(fact, "sender"),
            carrier=text(fact, "carrier"),
            told=Provenance.by(fact),
        )

    @property
    def content(self) -> tuple[object, ...]:
        """The fields compared to see whether two reports agree; who told it is left out."""
        return self.lift, self.leaves, self.manifest, self.sender, self.carrier

    def to_json(self) -> dict[str, object]:
        """As the state holds it."""
        return {
            "lift": self.lift,
            "leaves": self.leaves.isoformat(),
            "manifest": self.manifest,
            "sender": self.sender,
            "carrier": self.carrier,
            "told": self.told.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A line of the manifest: whole packs of so many units each; no packs: the sender took the line back."""

    line: str
    item: str
    packs: int
    pack_quantity: Decimal
    lot: str
    expiry: datetime.date | None
    told: Provenance

    @staticmethod
    def of(fact: Fact, pack_quantity: Decimal) -> Shipped:
        """The line that a fact loads, in packs of this size."""
        return Shipped(
            line=text(fact, "line"),
            item=text(fact, "item"),
            packs=read_packs(fact, "packs"),
            pack_quantity=pack_quantity,
            lot=text(fact, "lot"),
            expiry=day(fact, "expiry"),
            told=Provenance.by(fact),
        )

    @property
    def units(self) -> Decimal:
        """Units of the item shipped."""
        return self.packs * self.pack_quantity

    @property
    def content(self) -> tuple[object, ...]:
        """The fields compared to see whether two reports agree; who told it is left out."""
        return self.item, self.packs, self.pack_quantity, self.lot, self.expiry

    def to_json(self) -> dict[str, object]:
        """As the state holds it."""
        return {
            "item": self.item,
            "packs": self.packs,
            "pack_quantity": write_amount(self.pack_quantity),
            "lot": self.lot,
            "expiry": self.expiry.isoformat() if self.expiry else "",
            "told": self.told.to_json(),
        }
