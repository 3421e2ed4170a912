"""Plan again after one change, afresh and from the plan that was there: CPU seconds of each, and how the aims compare.

    python -m benchmarks.replan one-site-1x28-1 committed-1x21-1 examples/hmeimim

An operation is a name of the family or a folder. Three changes, each by itself: the heaviest flight of the plan's first
half that is not committed is cancelled; of the heaviest stock at a site a fifth is missing; 5 % more people come
a third of the way in. Both are whole processes, one after the other in the same run, without the report.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import malja
from benchmarks.family.generate import write_instance
from benchmarks.family.instances import INSTANCES
from benchmarks.family.measure import plan_apart
from benchmarks.measured import machine, table
from malja.operation.operation import Operation
from malja.operation.rows import LiftDay, Movement
from malja.operation.write_operation import write_operation

_HEAD = ("operation", "change", "afresh, CPU s", "from the plan", "share", "survival", "minimum", "target", "cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """One change: CPU seconds afresh and from the plan, and by how much each aim is above that of the plan afresh."""

    operation: str
    change: str
    afresh: float
    from_plan: float
    excess: tuple[float, ...]

    @property
    def share(self) -> float:
        """CPU seconds from the plan as a share of those afresh."""
        return self.from_plan / self.afresh

    def row(self) -> tuple[str, ...]:
        """The row of the table."""
        times = (f"{self.afresh:.1f}", f"{self.from_plan:.1f}", f"{self.share:.2f}")
        return (self.operation, self.change, *times, *(f"{100 * one:+.2f} %" for one in self.excess))


def main(words: Sequence[str]) -> int:
    """Plan, change, plan again twice, print; 2 without an operation."""
    if not words:
        print(__doc__)
        return 2
    rows = [one for word in words for one in replan(word)]
    print(f"\n{machine(('malja', 'highspy', 'numpy'))}\n")
    print(table(_HEAD, [one.row() for one in rows]))
    shares = sorted(one.share for one in rows)
    print(f"\nShare of the CPU seconds: median {shares[len(shares) // 2]:.2f}, worst {shares[-1]:.2f}")
    return 0


def replan(word: str) -> Iterator[Replanned]:
    """The changes of one operation; each is said on standard error as soon as it is measured."""
    with tempfile.TemporaryDirectory() as aside:
        folder, plan = Path(aside) / "operation", Path(aside) / "plan.json"
        instance = next((one for one in INSTANCES if one.name == word), None)
        if instance is not None:
            write_instance(instance, folder)
        operation = malja.read(folder if instance is not None else word)
        write_operation(operation, Path(aside) / "before")
        found = plan_apart(Path(aside) / "before", None, keep=plan)
        if found.plan is None:
            raise SystemExit(found.said)
        for change, changed in list_changes(operation, found.plan):
            write_operation(changed, Path(aside) / change)
            afresh = plan_apart(Path(aside) / change, None)
            again = plan_apart(Path(aside) / change, None, start=plan)
            if afresh.plan is None or again.plan is None:
                raise SystemExit(afresh.said + again.said)
            excess = tuple(
                (one["value"] - other["value"]) / max(1.0, abs(other["value"]))
                for one, other in zip(again.plan["aims"], afresh.plan["aims"], strict=True)
            )
            one = Replanned(operation=word, change=change, afresh=afresh.cpu, from_plan=again.cpu, excess=excess)
            print(" | ".join(one.row()), file=sys.stderr, flush=True)
            yield one


def list_changes(operation: Operation, plan: dict[str, Any]) -> Iterator[tuple[str, Operation]]:
    """What can change between two plans, each with the operation after it."""
    committed = {(row.lift, row.date.isoformat()) for row in operation.committed}
    until = (operation.start + timedelta(days=operation.days // 2 + 2)).isoformat()
    trips = [one for one in plan["trips"] if one["vehicles"] and (one["lift"], one["leaves"]) not in committed]
    near = [one for one in trips if one["leaves"] < until] or trips
    if near:
        trip = max(near, key=lambda one: one["kg"])
        date = operation.start.fromisoformat(trip["leaves"])
        others = tuple(row for row in operation.lift_days if (row.lift, row.date) != (trip["lift"], date))
        cancelled = LiftDay(lift=trip["lift"], date=date, runs=False)
        yield "a flight cancelled", replace(operation, lift_days=(*others, cancelled))
    kg = {item.item: item.pack_kg / item.pack_quantity for item in operation.items}
    sites = {place.place for place in operation.places if place.role == "site"}
    if stock := [row for row in operation.stock if row.place in sites] or list(operation.stock):
        heaviest = max(stock, key=lambda row: row.quantity * kg[row.item])
        counted = (replace(row, quantity=0.8 * row.quantity) if row is heaviest else row for row in operation.stock)
        yield "a count corrected", replace(operation, stock=tuple(counted))
    largest = max(operation.people, key=lambda row: row.arrivals)
    more = Movement(
        place=largest.place,
        date=operation.start + timedelta(days=operation.days // 3),
        arrivals=max(1, round(0.05 * largest.arrivals)),
    )
    yield "more arrivals", replace(operation, people=(*operation.people, more))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
