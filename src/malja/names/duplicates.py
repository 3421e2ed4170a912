"""Who may stand in a register twice."""

from __future__ import annotations

from collections.abc import Sequence

from malja.names.people import Pair, Person


def duplicates(table: Sequence[Person]) -> list[Pair]:
    """Every pair above the standing threshold, the most likely first."""
    return []
