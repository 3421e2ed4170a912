"""How far a plan is from what is proven, the table of all of them, its median and its worst."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.family.bounds import AIMS, Bounds
from benchmarks.family.measure import Planned
from benchmarks.measured import table

HEAD = ("instance", "CPU s", "s", "MB", *AIMS, "own gaps, %", "status", "judge")
#: What is near enough: a share of the bound, or a share of the person-days concerned.
NEAR, NEAR_PERSON_DAYS = 0.1, 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An instance planned: values and what is proven of them, and what the judge found wrong."""

    name: str
    planned: Planned
    bounds: Bounds
    faults: Sequence[str]

    @property
    def aims(self) -> dict[str, dict[str, float]]:
        """The rows of plan.json's aims by name; empty without a plan."""
        return {row["aim"]: row for row in self.planned.plan["aims"]} if self.planned.plan else {}

    def excess(self, aim: str) -> float | None:
        """(value - bound) / bound, from 0; None without a plan or a bound.

        Below 0 where an aim before it is worse than its own bound: that gives this one room.
        """
        bound = self.bounds.values[aim]
        if aim not in self.aims or bound is None:
            return None
        return (self.aims[aim]["value"] - bound) / max(1.0, bound)

    def is_near(self, aim: str) -> bool:
        """Whether the excess over the better of both bounds is small beside it, or beside the person-days concerned."""
        excess, bound = self.excess(aim), self.bounds.values[aim]
        if aim not in self.aims:
            return False
        value = self.aims[aim]["value"]
        best = max(self.aims[aim]["bound"], -math.inf if bound is None else bound)
        allowed = NEAR_PERSON_DAYS * self.bounds.person_days.get(aim, 0.0)
        return (excess is not None and excess <= NEAR) or value - best <= max(NEAR * best, allowed)

    def row(self) -> list[str]:
        """A line of the table; a star where an aim is not near."""
        planned = self.planned
        cells = [self.name, f"{planned.cpu:.1f}", f"{planned.seconds:.1f}", f"{planned.mb:.0f}"]
        if planned.plan is None:
            last = (planned.said.strip().splitlines() or ["?"])[-1]
            return [*cells, *["-"] * (len(AIMS) + 1), f"failed: {last[:60]}", "-"]
        cells += [_percent(self.excess(aim)) + ("" if self.is_near(aim) else " *") for aim in AIMS]
        gaps = " / ".join(f"{100 * self.aims[aim]['gap']:.1f}" for aim in AIMS)
        judged = "right" if not self.faults else f"{len(self.faults)} faults: {self.faults[0][:60]}"
        return [*cells, gaps, planned.plan["solver"]["status"], judged]


def render_table(results: Sequence[Result]) -> str:
    """All rows, then the median and the worst of each column."""
    rows = [one.row() for one in results]
    for name, pick in (("median", statistics.median), ("worst", max)):
        numbers = [
            [one.planned.cpu for one in results],
            [one.planned.seconds for one in results],
            [one.planned.mb for one in results],
        ]
        cells = [f"{pick(column):.0f}" for column in numbers]
        for aim in AIMS:
            known = [excess for one in results if (excess := one.excess(aim)) is not None]
            cells.append(_percent(pick(known)) if known else "-")
        near = sum(all(one.is_near(aim) for aim in AIMS[:-1]) for one in results)
        rows.append([f"**{name}**", *cells, "", f"{near} of {len(results)} near" if name == "worst" else "", ""])
    return table(HEAD, rows)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"
