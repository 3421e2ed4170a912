"""Shipped against received, line by line: in packs and in units, received less shipped.

Units count too, since as many packs of another size are another amount; what was found of another item than the
manifest says stands in a line of its own, as does what came beside the manifest. A line that was counted in parts has
a row for each. What was shipped is spread over the parts in the order of their counts, and what is left of it falls to
the part that was counted last: so a shortage is told once.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from malja.stock.ledger.amounts import NOTHING, write_amount
from malja.transport.flight import Flight
from malja.transport.manifest import Shipped
from malja.transport.receipt import LineCount, format_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """What was shipped and what was received of one item under one line; packs of so many units.

    `shipped_pack` None: the manifest names nothing of the kind; `received_pack` None: nothing of it was found.
    `counted` False: nobody counted the line yet, so that nothing is known of a difference.
    """

    line: str
    item: str
    lot: str
    expiry: datetime.date | None
    shipped_packs: int = 0
    shipped_pack: Decimal | None = None
    good: int = 0
    damaged: int = 0
    received_pack: Decimal | None = None
    counted: bool = False
    other_lot: bool = False
    reason: str = ""
    counted_by: str = ""
    part: str = ""

    @property
    def label(self) -> str:
        """The line and its part, as people read them."""
        return format_line(self.line, self.part)

    @property
    def shipped_units(self) -> Decimal:
        """Units shipped."""
        return self.shipped_packs * (self.shipped_pack or NOTHING)

    @property
    def good_units(self) -> Decimal:
        """Units received in good order."""
        return self.good * (self.received_pack or NOTHING)

    @property
    def damaged_units(self) -> Decimal:
        """Units received that can't be used."""
        return self.damaged * (self.received_pack or NOTHING)

    @property
    def packs(self) -> int:
        """Packs received, damaged ones too, less packs shipped: below 0 is short, above 0 is over."""
        return self.good + self.damaged - self.shipped_packs

    @property
    def units(self) -> Decimal:
        """Units received, damaged ones too, less units shipped: below 0 is short, above 0 is over."""
        return self.good_units + self.damaged_units - self.shipped_units

    @property
    def short_packs(self) -> int:
        """Packs that are missing."""
        return max(0, -self.packs)

    @property
    def short_units(self) -> Decimal:
        """Units that are missing."""
        return max(NOTHING, -self.units)

    @property
    def over_packs(self) -> int:
        """Packs too many."""
        return max(0, self.packs)

    @property
    def over_units(self) -> Decimal:
        """Units too many."""
        return max(NOTHING, self.units)

    @property
    def other_pack(self) -> bool:
        """Whether the packs are of another size than the manifest says."""
        return None not in (self.shipped_pack, self.received_pack) and self.shipped_pack != self.received_pack

    @property
    def differs(self) -> bool:
        """Whether it was counted and is not what the manifest says."""
        found = self.packs or self.units or self.damaged or self.other_pack or self.other_lot
        return self.counted and bool(found)

    @property
    def is_only_short(self) -> bool:
        """Whether nothing is wrong but that packs are missing, which a part that comes later may bring."""
        other = self.damaged or self.other_pack or self.other_lot
        return self.differs and self.packs < 0 and not other


def list_receipt_lines(flight: Flight) -> tuple[ReceiptLine, ...]:
    """Every line of the manifest, and every line that came beside it, in the order of their numbers."""
    lines = {one.line for one in flight.manifest()} | set(flight.counts)
    return tuple(
        row
        for line in sorted(lines, key=find_line_order)
        for row in compare_line(flight.shipped(line), flight.line_counts(line))
    )


def find_differences(flight: Flight) -> tuple[ReceiptLine, ...]:
    """The lines that are not what the manifest says."""
    return tuple(line for line in list_receipt_lines(flight) if line.differs)


def compare_line(shipped: Shipped | None, counts: Sequence[LineCount]) -> tuple[ReceiptLine, ...]:
    """A row for each count of a line, and one for the goods shipped where nothing was counted or only another item.

    `counts` as they hold: one of the whole line, or one of each part, the latest last.
    """
    same = [one for one in counts if shipped and one.item == shipped.item]
    if shipped is None or (not shipped.packs and not same):
        return tuple(_line(None, one, one) for one in counts)
    others = tuple(_line(None, one, one) for one in counts if one.item != shipped.item)
    if not same:
        return (_line(shipped, None, counts[-1] if counts else None), *others)
    spread = _spread_shipped(shipped, same)
    return (*(_line(shipped, one, one, packs) for one, packs in zip(same, spread, strict=True)), *others)


def _spread_shipped(shipped: Shipped, counts: Sequence[LineCount]) -> list[int]:
    """The packs shipped that each count answers for: packs of the manifest's size first, the rest by the last count."""
    spread, left = [0] * len(counts), shipped.packs
    for fits in (True, False):
        for place, one in enumerate(counts):
            if (one.pack_quantity == shipped.pack_quantity) == fits:
                spread[place] = min(left, one.packs + one.damaged)
                left -= spread[place]
    spread[-1] += left
    return spread


def has_unexplained(rows: Sequence[ReceiptLine]) -> bool:
    """Whether a line is not what the manifest says and nobody gave a reason."""
    return any(row.differs and not row.reason for row in rows)


def explains(reason: str, rows: Sequence[ReceiptLine]) -> bool:
    """Whether a reason can explain what differs in a line: nothing is over because it was stolen."""
    short = any(row.short_packs or row.short_units for row in rows)
    match reason:
        case "damaged" | "wet" | "spoiled":
            return not count_packs_over(rows) and (short or any(row.damaged for row in rows))
        case "short_shipped" | "lost_on_the_way" | "theft":
            return short
        case "over":
            return any(row.over_packs or row.over_units for row in rows)
        case "wrong_item":
            return short or any(row.shipped_pack is None for row in rows)
        case "wrong_pack_size":
            return short or any(row.other_pack or row.shipped_pack is None for row in rows)
        case _:
            return any(row.differs for row in rows)


def count_packs_over(rows: Sequence[ReceiptLine]) -> int:
    """Packs too many of what the manifest names, the damaged counted with the good: damage makes no packs."""
    return sum(row.over_packs for row in rows if row.shipped_pack is not None and row.over_units)


def format_packs(packs: int, pack_quantity: Decimal | None) -> str:
    """Packs and their size as they are typed: 40x50; without a size the packs alone."""
    return str(packs) if pack_quantity is None else f"{packs}x{write_amount(pack_quantity)}"


def find_line_order(line: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts line 10 behind line 9, and 2b behind 2."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in re.split(r"(\d+)", line) if part
    )


def _line(
    shipped: Shipped | None, found: LineCount | None, count: LineCount | None, packs: int | None = None
) -> ReceiptLine:
    """A line of what was shipped and found; `count` says who counted, whether or not anything of the item was found.

    `packs`: how many of those shipped are compared; None: all.
    """
    named = found or shipped
    came = found if found and (found.packs or found.damaged) else None
    row = ReceiptLine(
        line=named.line if named else "",
        item=named.item if named else "",
        lot=named.lot if named else "",
        expiry=named.expiry if named else None,
        shipped_packs=packs if packs is not None else shipped.packs if shipped else 0,
        shipped_pack=shipped.pack_quantity if shipped else None,
        good=came.packs if came else 0,
        damaged=came.damaged if came else 0,
        received_pack=came.pack_quantity if came else None,
        counted=count is not None,
        other_lot=shipped is not None and came is not None and _another(shipped, came),
        reason=count.reason if count else "",
        counted_by=count.counted_by if count else "",
        part=count.part if count else "",
    )
    # What a part lacked when it was counted, a later part may have brought: then its reason explains nothing.
    return row if row.differs else dataclasses.replace(row, reason="")


def _another(shipped: Shipped, found: LineCount) -> bool:
    """Whether another lot or expiry was found than the manifest gives; what it leaves blank is no difference."""
    lot = bool(shipped.lot) and shipped.lot != found.lot
    return lot or (shipped.expiry is not None and shipped.expiry != found.expiry)
