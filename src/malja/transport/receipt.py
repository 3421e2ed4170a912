"""What was found on arrival: counts, their verification by another, and the claim that was sent: the received side."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from malja.facts.fact import Fact
from malja.stock.ledger.amounts import write_amount
from malja.transport.provenance import Provenance, read_packs, text


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCount:
    """A line as it was counted: `packs` in good order, `damaged` ones besides, each of `pack_quantity` units.

    `part` names the part of the line that was counted; blank: all of it.
    """

    line: str
    item: str
    packs: int
    damaged: int
    pack_quantity: Decimal
    reason: str
    lot: str
    expiry: datetime.date | None
    counted_by: str
    part: str
    told: Provenance

    @staticmethod
    def of(fact: Fact, *, item: str, pack_quantity: Decimal, lot: str, expiry: datetime.date | None) -> LineCount:
        """The count of a fact; what it leaves blank (item, pack, lot, expiry) is as given here."""
        return LineCount(
            line=text(fact, "line"),
            item=item,
            packs=read_packs(fact, "packs"),
            damaged=read_packs(fact, "damaged"),
            pack_quantity=pack_quantity,
            reason=text(fact, "reason"),
            lot=lot,
            expiry=expiry,
            counted_by=text(fact, "counted_by"),
            part=text(fact, "part"),
            told=Provenance.by(fact),
        )

    @property
    def label(self) -> str:
        """The line and its part, as people read them."""
        return format_line(self.line, self.part)

    @property
    def good_units(self) -> Decimal:
        """Units that can be used."""
        return self.packs * self.pack_quantity

    @property
    def damaged_units(self) -> Decimal:
        """Units that came and can't be used."""
        return self.damaged * self.pack_quantity

    @property
    def content(self) -> tuple[object, ...]:
        """What was found, whoever told it and for whatever reason it differs."""
        return self.item, self.packs, self.damaged, self.pack_quantity, self.lot, self.expiry

    def to_json(self) -> dict[str, object]:
        """As the state holds it."""
        return {
            "line": self.line,
            "item": self.item,
            "packs": self.packs,
            "damaged": self.damaged,
            "pack_quantity": write_amount(self.pack_quantity),
            "reason": self.reason,
            "lot": self.lot,
            "expiry": self.expiry.isoformat() if self.expiry else "",
            "counted_by": self.counted_by,
            **({"part": self.part} if self.part else {}),
            "told": self.told.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The counts were verified; `paper` is the number of the goods received note."""

    store: str
    verified_by: str
    paper: str
    told: Provenance

    def to_json(self) -> dict[str, object]:
        """As the state holds it."""
        return {
            "store": self.store,
            "verified_by": self.verified_by,
            "paper": self.paper,
            "told": self.told.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The claim was sent; `paper` is its number: that of the sender's form where one was given, else our own."""

    paper: str
    told: Provenance

    def to_json(self) -> dict[str, object]:
        """As the state holds it."""
        return {"paper": self.paper, "told": self.told.to_json()}


def format_line(line: str, part: str) -> str:
    """A line and, where it was counted in parts, the part: 1/tuesday."""
    return f"{line}/{part}" if part else line
