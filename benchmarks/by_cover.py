"""The rule that people use today as one of the ways of planning (src/malja/cover/rule/fill_by_cover.py)."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.flown import Flown
from malja.cover.rule.fill_by_cover import fill_by_cover
from malja.operation.operation import Operation


def fly(operation: Operation, seconds: float, keep: Callable[[Flown], None]) -> None:
    """Plan forward, a day at a time; `seconds` are not needed."""
    filling = fill_by_cover(operation)
    loads = tuple((*key, packs) for key, packs in filling.loads.items())
    trips = tuple((*key, count) for key, count in filling.trips.items())
    keep(Flown(loads=loads, trips=trips, status="rule"))
