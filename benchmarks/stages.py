"""The stages that both modelling libraries go through, and the time each stage gets."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from benchmarks.flown import Flown
from benchmarks.plain import Plain
from benchmarks.rows import Terms
from malja.catalogue.facts import TIERS

#: The gap at which a stage counts as solved.
GAP = 1e-4
AIMS = (*TIERS, "cost")


class Solver(Protocol):
    """A modelling library with a solver behind it."""

    def least(self, terms: Terms, seconds: float) -> tuple[list[float] | None, bool]:
        """The columns of the best solution found (None: none), and whether it is proven within the gap."""
        ...

    def hold(self, terms: Terms, upper: float) -> None:
        """Keep a sum at most at a value from now on."""
        ...


def go_through(plain: Plain, solver: Solver, end: float, keep: Callable[[Flown], None]) -> None:
    """Least survival shortfall, then minimum, target and cost, each within the caps before it.

    What time is left is shared evenly among the stages that are left; each stage's flights are kept as soon as it ends,
    so that the best so far counts when the rest finds nothing.
    """
    late: list[str] = []
    found = False
    aims = [aim for aim in AIMS if plain.rows.aims[aim]]
    for number, aim in enumerate(aims):
        left = end - time.perf_counter()
        columns, proven = (
            (None, False) if left < 1.0 else solver.least(plain.rows.aims[aim], left / (len(aims) - number))
        )
        if not proven:
            late.append(aim)
        if columns is None:
            if found:
                continue
            return
        found = True
        keep(flown_in(plain, columns, _words(late, aims[number + 1 :])))
        if aim != "cost":
            value = sum(each * columns[column] for column, each in plain.rows.aims[aim])
            solver.hold(plain.rows.aims[aim], plain.cap(aim, value))


def _words(late: list[str], open_stages: list[str]) -> str:
    unproven = [*late, *open_stages]
    return f"time limit: {', '.join(unproven)} not proven" if unproven else "solved"


def flown_in(plain: Plain, columns: list[float], status: str) -> Flown:
    """What leaves in a solution: whole numbers where they must be."""
    loads = []
    for (lift, item, day), sums in plain.loads.packs.items():
        packs = sum(each * columns[column] for column, each in sums)
        if plain.given.lifts[lift].is_trip and plain.given.operation.whole_packs:
            packs = round(packs)
        if packs > 1e-9:
            loads.append((lift, item, day, float(packs)))
    trips = [(lift, day, round(columns[column])) for (lift, day), column in plain.loads.trips.items()]
    return Flown(loads=tuple(loads), trips=tuple((*trip,) for trip in trips if trip[2]), status=status)
