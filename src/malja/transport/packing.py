"""From a fact to packs of a known size: what it leaves blank is as the manifest says, or the item's own pack."""

from __future__ import annotations

from decimal import Decimal

from malja.facts.fact import Fact
from malja.stock.ledger.amounts import bounded, pack
from malja.stock.ledger.bookings import PackOf
from malja.transport.manifest import Shipped
from malja.transport.receiving import Count
from malja.transport.told import day, text


def loaded(fact: Fact, pack_of: PackOf) -> Shipped:
    """The manifest line of a fact; packs of one unit where none are known. Refused: an amount or a day is absurd."""
    size = pack(fact.body, pack_of(text(fact, "item")))
    line = Shipped.of(fact, Decimal(1) if size is None else size)
    bounded(line.units, "packs")
    return line


def counted(fact: Fact, shipped: Shipped | None, pack_of: PackOf) -> Count:
    """The count of a fact: of the manifest's item, in its packs, of its lot, where it does not say otherwise.

    `shipped` is the manifest's line as who counted knew it. Where nobody knows the item or its pack: a blank item,
    packs of one unit. Refused: an amount or a day is absurd.
    """
    item = text(fact, "item") or (shipped.item if shipped else "")
    same = shipped if shipped and shipped.item == item else None
    size = pack(fact.body, same.pack_quantity if same else pack_of(item))
    lot, expiry = text(fact, "lot"), day(fact, "expiry")
    if same and lot in ("", same.lot):
        lot, expiry = same.lot, expiry or same.expiry
    count = Count.of(fact, item=item, pack_quantity=Decimal(1) if size is None else size, lot=lot, expiry=expiry)
    bounded(count.good_units + count.damaged_units, "packs")
    return count
