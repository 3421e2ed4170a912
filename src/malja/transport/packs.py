"""From a fact to packs of a known size: what it leaves blank is as the manifest says, or the item's own pack."""

from __future__ import annotations

from decimal import Decimal

from malja.facts.fact import Fact
from malja.stock.ledger.amounts import check_amount, find_pack_size
from malja.stock.ledger.stock_books import PackOf
from malja.transport.manifest import Shipped
from malja.transport.provenance import day, text
from malja.transport.receipt import LineCount


def read_load(fact: Fact, pack_of: PackOf) -> Shipped:
    """The manifest line of a fact; packs of one unit where none are known. Refused: an amount or a day is absurd."""
    size = find_pack_size(fact.body, pack_of(text(fact, "item")))
    line = Shipped.of(fact, Decimal(1) if size is None else size)
    check_amount(line.units, "packs")
    return line


def read_count(fact: Fact, shipped: Shipped | None, pack_of: PackOf) -> LineCount:
    """The count of a fact: of the manifest's item, in its packs, of its lot, where it does not say otherwise.

    `shipped` is the manifest's line as who counted knew it. Where nobody knows the item or its pack: a blank item,
    packs of one unit. Refused: an amount or a day is absurd.
    """
    item = text(fact, "item") or (shipped.item if shipped else "")
    same = shipped if shipped and shipped.item == item else None
    size = find_pack_size(fact.body, same.pack_quantity if same else pack_of(item))
    lot, expiry = text(fact, "lot"), day(fact, "expiry")
    if same and lot in ("", same.lot):
        lot, expiry = same.lot, expiry or same.expiry
    count = LineCount.of(fact, item=item, pack_quantity=Decimal(1) if size is None else size, lot=lot, expiry=expiry)
    check_amount(count.good_units + count.damaged_units, "packs")
    return count
