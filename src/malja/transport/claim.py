"""The claim to the sender: what is missing, damaged or beside the manifest, in packs, units and kilograms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from malja.transport.flight import Flight
from malja.transport.receipt_lines import ReceiptLine, find_differences

#: Something by unit of an item: gross kilograms, or what it costs; None: not known.
PerUnit = Callable[[str], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A line that differs: units claimed (short and damaged), their gross kilograms and value; None: not known."""

    line: ReceiptLine
    units: Decimal
    kg: float | None
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Every line that differs, and the sums; a sum is None where a part of it is not known."""

    lines: tuple[ClaimLine, ...]
    kg: float | None
    value: float | None


def make_claim(flight: Flight, kg_of: PerUnit, value_of: PerUnit) -> Claim:
    """The claim for a flight's differences; what came over is told, and claims nothing."""
    lines = tuple(_line(line, kg_of, value_of) for line in find_differences(flight))
    return Claim(lines=lines, kg=_sum([one.kg for one in lines]), value=_sum([one.value for one in lines]))


def _line(line: ReceiptLine, kg_of: PerUnit, value_of: PerUnit) -> ClaimLine:
    units = line.short_units + line.damaged_units
    return ClaimLine(
        line=line, units=units, kg=_times(units, kg_of(line.item)), value=_times(units, value_of(line.item))
    )


def _times(units: Decimal, each: float | None) -> float | None:
    if not units:
        return 0.0
    return None if each is None else float(units) * each


def _sum(parts: list[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None
