"""One flight: all that was ever told of it, and how it stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from malja.transport.manifest import Announced, Shipped
from malja.transport.provenance import Provenance
from malja.transport.receipt import Claimed, LineCount, Verified

#: `loaded`: its manifest is known; `counted`: every line of it is counted.
Status = Literal["unannounced", "announced", "loaded", "cancelled", "landed", "counted", "verified", "claimed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightChange:
    """A delay (with its new day) or a cancellation (without), and why."""

    leaves: datetime.date | None
    reason: str
    told: Provenance

    def to_json(self) -> dict[str, object]:
        """As the state holds it."""
        return {
            "leaves": self.leaves.isoformat() if self.leaves else "",
            "reason": self.reason,
            "told": self.told.to_json(),
        }


@dataclass(slots=True, kw_only=True)
class Flight:
    """A flight (or convoy) and all that was told of it: of each list the last holds, of the verifications the first.

    `late`: what was told after the verification or without its knowledge, which changes nothing any more: the goods
    received note of a number says the same for ever.
    """

    flight: str
    announcements: list[Announced] = field(default_factory=list)
    loads: dict[str, list[Shipped]] = field(default_factory=dict)
    delays: list[FlightChange] = field(default_factory=list)
    cancellations: list[FlightChange] = field(default_factory=list)
    landings: list[Provenance] = field(default_factory=list)
    counts: dict[str, list[LineCount]] = field(default_factory=dict)
    verifications: list[Verified] = field(default_factory=list)
    claims: list[Claimed] = field(default_factory=list)
    late: list[Announced | Shipped | Provenance | LineCount] = field(default_factory=list)
    leaves: datetime.date | None = None
    off: FlightChange | None = None
    """The cancellation that holds."""

    @property
    def announced(self) -> Announced | None:
        """As it was announced last."""
        return self.announcements[-1] if self.announcements else None

    @property
    def landed(self) -> datetime.date | None:
        """The day it landed."""
        return self.landings[-1].happened if self.landings else None

    @property
    def verified(self) -> Verified | None:
        """The verification by which its goods became available."""
        return self.verifications[0] if self.verifications else None

    @property
    def claimed(self) -> Claimed | None:
        """The claim that was sent last."""
        return self.claims[-1] if self.claims else None

    @property
    def status(self) -> Status:
        """How far it has come. What landed has landed, whoever cancelled it."""
        if self.verifications:
            return "claimed" if self.claims else "verified"
        if self.landings:
            return "landed" if self.uncounted() or not self.counts else "counted"
        if self.off:
            return "cancelled"
        if not self.announcements:
            return "unannounced"
        return "loaded" if any(True for _ in self.manifest()) else "announced"

    def shipped(self, line: str) -> Shipped | None:
        """A line of the manifest as it holds; None where it names no such line."""
        return self.loads[line][-1] if line in self.loads else None

    def line_counts(self, line: str) -> tuple[LineCount, ...]:
        """The counts of a line that hold: the last of all of it, or the last of each part; the latest stands last.

        Where devices counted a line both ways, the latest count says which way holds.
        """
        counts = self.counts.get(line, [])
        latest: dict[str, LineCount] = {}
        for one in counts:
            if bool(one.part) == bool(counts[-1].part):
                latest.pop(one.part, None)
                latest[one.part] = one
        return tuple(latest.values())

    def count(self, line: str, part: str = "") -> LineCount | None:
        """The count of a line, or of a part of it, that holds; None where there is none."""
        return next((one for one in self.line_counts(line) if one.part == part), None)

    def manifest(self) -> Iterator[Shipped]:
        """The lines of the manifest that say that something is on board."""
        return (lines[-1] for lines in self.loads.values() if lines[-1].packs)

    def counted(self) -> Iterator[LineCount]:
        """The counts that hold: of the manifest's lines and of what came beside it."""
        return (one for line in self.counts for one in self.line_counts(line))

    def uncounted(self) -> list[str]:
        """The lines of the manifest that nobody counted."""
        return [one.line for one in self.manifest() if one.line not in self.counts]

    def expected(self) -> dict[str, Decimal]:
        """Units by item that it brings: in good order as counted, as shipped where nothing was counted yet."""
        found: dict[str, Decimal] = {}
        for line in sorted({*self.loads, *self.counts}):
            shipped = self.shipped(line)
            goods = [(one.item, one.good_units) for one in self.line_counts(line)]
            if not goods and shipped:
                goods = [(shipped.item, shipped.units)]
            for item, units in goods:
                if units:
                    found[item] = found.get(item, Decimal(0)) + units
        return found

    def to_json(self) -> dict[str, object]:
        """All of it: amounts as decimal text, days as ISO text."""
        return {
            "status": self.status,
            "leaves": self.leaves.isoformat() if self.leaves else "",
            "announcements": [one.to_json() for one in self.announcements],
            "loads": {line: [one.to_json() for one in self.loads[line]] for line in sorted(self.loads)},
            "delays": [one.to_json() for one in self.delays],
            "cancellations": [one.to_json() for one in self.cancellations],
            "landings": [one.to_json() for one in self.landings],
            "counts": {line: [one.to_json() for one in self.counts[line]] for line in sorted(self.counts)},
            "verifications": [one.to_json() for one in self.verifications],
            "claims": [one.to_json() for one in self.claims],
            "late": [one.to_json() for one in self.late],
        }
