"""What a way of planning comes back with: what is loaded, which trips leave, and how the work ended."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Flown:
    """Packs by lift, item and day beside committed cargo; vehicles by lift and day, committed ones included.

    `status` in a few words; `values` and `bounds` by aim, where a planner claims them.
    """

    loads: tuple[tuple[str, str, int, float], ...]
    trips: tuple[tuple[str, int, int], ...]
    status: str
    values: dict[str, float] = field(default_factory=dict)
    bounds: dict[str, float] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write it whole, so that what was there before is kept if this is cut off."""
        aside = path.with_suffix(".aside")
        rows = {"loads": self.loads, "trips": self.trips, "status": self.status}
        aside.write_text(json.dumps({**rows, "values": self.values, "bounds": self.bounds}), encoding="utf-8")
        os.replace(aside, path)


def flown(path: Path) -> Flown | None:
    """What was written; None where nothing was."""
    if not path.exists():
        return None
    rows = json.loads(path.read_text(encoding="utf-8"))
    return Flown(
        loads=tuple((lift, item, day, packs) for lift, item, day, packs in rows["loads"]),
        trips=tuple((lift, day, vehicles) for lift, day, vehicles in rows["trips"]),
        status=rows["status"],
        values=rows["values"],
        bounds=rows["bounds"],
    )
