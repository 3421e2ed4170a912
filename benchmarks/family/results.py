"""How far a plan is from what is proven, the table of all of them, its median and its worst."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.family.bounds import AIMS, Bounds
from benchmarks.family.measure import Planned
from benchmarks.measured import table

HEAD = ("instance", "CPU s", "s", "MB", *AIMS, "own gaps, %", "over best known, %", "status", "judge")
#: What is near enough: a share of the bound, of the person-days concerned, or of the best plan known.
NEAR, NEAR_PERSON_DAYS, NEAR_BEST_KNOWN = 0.1, 0.001, 0.03
#: A share by which what two solvers say may differ.
_ROUNDING = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An instance planned: values and what is proven of them, and what the judge found wrong."""

    name: str
    planned: Planned
    bounds: Bounds
    faults: Sequence[str]
    best_known: Mapping[str, float] = field(default_factory=dict)
    """By aim: the best plan known; empty where none is."""

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
        """Whether an aim is near what can be.

        The excess over the better of both bounds is small beside it, or beside the person-days concerned, or that over
        the best plan known is.
        """
        excess, bound = self.excess(aim), self.bounds.values[aim]
        if aim not in self.aims:
            return False
        value = self.aims[aim]["value"]
        best = max(self.aims[aim]["bound"], -math.inf if bound is None else bound)
        allowed = NEAR_PERSON_DAYS * self.bounds.person_days.get(aim, 0.0)
        over = self.over_best_known(aim)
        return (
            (excess is not None and excess <= NEAR)
            or value - best <= max(NEAR * best, allowed)
            or (over is not None and over <= NEAR_BEST_KNOWN)
        )

    def over_best_known(self, aim: str) -> float | None:
        """(value - best known) / best known; below 0 where the plan is better, or an aim before it worse."""
        if aim not in self.aims or aim not in self.best_known:
            return None
        return (self.aims[aim]["value"] - self.best_known[aim]) / max(1.0, self.best_known[aim])

    def list_wrong_bounds(self) -> list[str]:
        """Aims whose own bound is above the best plan known, which is no worse in all aims before: it cannot be one."""
        wrong = []
        for aim in AIMS:
            if aim not in self.aims or aim not in self.best_known:
                break
            row, best = self.aims[aim], self.best_known[aim]
            if row["bound"] > best + _ROUNDING * max(1.0, best):
                wrong.append(f"{aim}: the bound {row['bound']:g} is above a known plan's {best:g}")
            if best > row["value"] + _ROUNDING * max(1.0, best):
                break
        return wrong

    def row(self) -> list[str]:
        """A line of the table; a star where an aim is not near."""
        planned = self.planned
        cells = [self.name, f"{planned.cpu:.1f}", f"{planned.seconds:.1f}", f"{planned.mb:.0f}"]
        if planned.plan is None:
            last = (planned.said.strip().splitlines() or ["?"])[-1]
            return [*cells, *["-"] * (len(AIMS) + 2), f"failed: {last[:60]}", "-"]
        cells += [_percent(self.excess(aim)) + ("" if self.is_near(aim) else " *") for aim in AIMS]
        gaps = " / ".join(f"{100 * self.aims[aim]['gap']:.1f}" for aim in AIMS)
        judged = "right" if not self.faults else f"{len(self.faults)} faults: {self.faults[0][:60]}"
        over = [self.over_best_known(aim) for aim in AIMS]
        known = " / ".join("-" if each is None else f"{100 * each:.1f}" for each in over) if self.best_known else "-"
        return [*cells, gaps, known, planned.plan["solver"]["status"], judged]


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
        rows.append([f"**{name}**", *cells, "", "", f"{near} of {len(results)} near" if name == "worst" else "", ""])
    return table(HEAD, rows)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"
