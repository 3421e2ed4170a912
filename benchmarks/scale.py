"""Plan large operations in pieces, whatever their size, and print the pieces, their times and how far the plan is.

    python -m benchmarks.scale own-goods-10x60-1 [--workers N] [--ray ADDRESS] [--seconds N]

Names are those of `python -m benchmarks.family --list`. Seconds by step: begin (workers read the operation), prices,
whole (trips and packs), bounds. `shared` went by while no worker had anything to do: no number of workers makes that
less, nor the slowest piece. CPU seconds and memory are those of this process and of its workers (memory: of the largest
one). Every plan is recomputed by the independent judge. Needs the packages of `.[bench]` and `.[test]`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from pathlib import Path

import malja
from benchmarks.family.generate import write_instance
from benchmarks.family.instances import INSTANCES
from benchmarks.measured import machine
from malja import clock
from malja.lifts.decomposition.partition import split_by_site
from malja.lifts.decomposition.planning import PiecesReport, plan_in_pieces
from malja.lifts.decomposition.shared_plan import list_takes
from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.deadline import Deadline
from malja.operation.operation import Operation
from tests.lifts.judge import judge

#: So many pieces are printed, the slowest first.
_SHOWN = 5


def main(words: list[str]) -> int:
    """Plan, judge and print; 1 where the judge found a fault, or sites are joined by more than goods at hubs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--ray")
    parser.add_argument("--seconds", type=float)
    asked = parser.parse_args(words)
    print(f"`python -m benchmarks.scale {' '.join(words)}`\n\n{machine(('malja', 'highspy', 'numpy'))}\n")
    faults = [_measure(name, asked.workers, asked.ray, asked.seconds) for name in asked.names]
    return int(any(faults))


def _measure(name: str, workers: int, ray: str | None, seconds: float | None) -> bool:
    operation = _read(name)
    begun = clock.seconds()
    model = build_model(build_problem(operation))
    partition = split_by_site(model)
    takes = list_takes(model, partition)
    if takes is None:
        print(f"{name}: sites are joined by more than goods at hubs")
        return True
    told: list[PiecesReport] = []
    plan = plan_in_pieces(model, partition, takes, Deadline(seconds), workers=workers, ray=ray, tell=told.append)
    _print(name, plan, told[0], clock.seconds() - begun)
    faults = judge(operation, json.loads(format_plan(plan)))
    print("".join(f"FAULT: {fault}\n" for fault in faults) or "the judge finds no fault\n", flush=True)
    return bool(faults)


def _read(name: str) -> Operation:
    instance = next(one for one in INSTANCES if one.name == name)
    with tempfile.TemporaryDirectory() as folder:
        write_instance(instance, Path(folder) / name)
        return malja.read(Path(folder) / name)


def _print(name: str, plan: Plan, report: PiecesReport, seconds: float) -> None:
    mine, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{name}: {len(report.pieces)} pieces, {report.workers} workers, {plan.solver.status}")
    steps = ", ".join(f"{step} {spent:.0f}" for step, spent in report.seconds.items())
    print(f"seconds {seconds:.0f}: {steps}; shared {report.shared_seconds:.0f}")
    print(f"CPU seconds {mine.ru_utime:.0f} + {others.ru_utime:.0f}")
    print(f"MB {mine.ru_maxrss // 1024} + {others.ru_maxrss // 1024} for each worker")
    print(
        f"prices: {len(report.rounds)} rounds, weighed aims within {100 * report.rounds[-1].gap:.2f} % of their bound\n"
    )
    print("| aim | value | bound | gap |\n| --- | --- | --- | --- |")
    for aim in plan.aims:
        print(f"| {aim.aim} | {aim.value:,.0f} | {aim.bound:,.0f} | {100 * aim.gap:.2f} % |")
    print("\n| piece | rows | columns | asked | seconds |\n| --- | --- | --- | --- | --- |")
    for piece in sorted(report.pieces, key=lambda piece: -piece.seconds)[:_SHOWN]:
        print(f"| {piece.site} | {piece.rows:,} | {piece.columns:,} | {piece.asked} | {piece.seconds:.1f} |")
    print(f"| all | | | | {sum(piece.seconds for piece in report.pieces):.1f} |")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
