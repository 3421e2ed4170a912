"""Plan the family's instances one after the other, and print how long it took and how far each plan is from its bounds.

    python -m benchmarks.family --list
    python -m benchmarks.family --only 'winter-*,scarce-1x14-1' [--seconds N] [--held-back] [--json FILE]
    python -m benchmarks.family --write FOLDER

survival to cost: excess over the bound of the linear relaxation, (value - bound) / bound; below 0 where an aim before
it is worse than its bound, which gives this one room. Own gaps: what plan.json says, (value - bound) / value. A star:
more than 10 % above the better of both bounds, more than 0.1 % of the person-days concerned above it, and more than 3 %
above the best plan known (`best_known.csv`). Every plan is recomputed by the independent judge of the tests; an own
bound that a known plan beats is a fault as well. Needs the packages of `.[bench]` and `.[test]`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import malja
from benchmarks.family.best_known import read_best_known
from benchmarks.family.bounds import AIMS
from benchmarks.family.generate import write_instance
from benchmarks.family.instances import INSTANCES, Instance, select_instances
from benchmarks.family.known_bounds import find_known_bounds
from benchmarks.family.measure import plan_apart
from benchmarks.family.results import Result, render_table
from benchmarks.measured import machine
from tests.lifts.judge import judge


def main(words: list[str]) -> int:
    """Plan, judge and print; 1 where a plan failed or the judge found a fault."""
    asked = _read_words(words)
    if asked.write:
        for instance in INSTANCES:
            write_instance(instance, asked.write / instance.name)
        return 0
    instances = select_instances(asked.only, held_back=asked.held_back)
    if asked.list:
        print("\n".join(instance.name for instance in instances))
        return 0
    results = []
    for instance in instances:
        results.append(_plan(instance, asked.seconds, asked.bound_seconds))
        print(" | ".join(results[-1].row()), file=sys.stderr, flush=True)
        if asked.json:
            asked.json.write_text(json.dumps([_describe(result) for result in results], indent=1), encoding="utf-8")
    if results:
        print(f"`python -m benchmarks.family {' '.join(words)}`\n\n{machine(('malja', 'highspy', 'numpy'))}\n")
        print(render_table(results))
    return 0 if results and all(one.planned.plan and not one.faults for one in results) else 1


def _read_words(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.family", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", default="*", metavar="PATTERN", help="names, with * and ?, by commas")
    parser.add_argument("--seconds", type=float, metavar="N", help="passed on to malja.plan")
    parser.add_argument("--held-back", action="store_true", help="the instances that are not tuned on, and only those")
    parser.add_argument("--bound-seconds", type=float, default=120.0, metavar="N", help="the most an aim's bound takes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write values, bounds and times there")
    parser.add_argument("--list", action="store_true", help="print the names and end")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write every operation there and end")
    return parser.parse_args(words)


def _plan(instance: Instance, seconds: float | None, bound_seconds: float) -> Result:
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / instance.name
        write_instance(instance, folder)
        operation = malja.read(folder)
        planned = plan_apart(folder, seconds)
        result = Result(
            name=instance.name,
            planned=planned,
            bounds=find_known_bounds(instance.name, folder, operation, bound_seconds),
            faults=judge(operation, planned.plan) if planned.plan else (),
            best_known=read_best_known(instance.name, folder),
        )
        return replace(result, faults=[*result.faults, *result.list_wrong_bounds()])


def _describe(result: Result) -> dict[str, object]:
    """A result as JSON: everything but the plan itself."""
    return {
        "instance": result.name,
        "cpu": round(result.planned.cpu, 2),
        "seconds": round(result.planned.seconds, 2),
        "mb": round(result.planned.mb, 1),
        "values": {aim: row["value"] for aim, row in result.aims.items()},
        "own_bounds": {aim: row["bound"] for aim, row in result.aims.items()},
        "bounds": result.bounds.values,
        "excess": {aim: result.excess(aim) for aim in AIMS},
        "best_known": dict(result.best_known),
        "person_days": result.bounds.person_days,
        "status": result.planned.plan["solver"]["status"] if result.planned.plan else "failed",
        "faults": list(result.faults),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
