"""The best plans that are known of the family's instances, kept as data beside the bytes they are plans of.

    python -m benchmarks.family.best_known --only 'winter-1x14-1' [--seconds N]

Each instance is planned as ever, then searched with whole trips and packs aim by aim from that plan, `--seconds` for
each of the four aims; what comes out is judged, and kept where it is better than the plan in the file. Needs the
packages of `.[bench]` and `.[test]`.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import malja
from benchmarks.family.bounds import AIMS
from benchmarks.family.generate import write_instance
from benchmarks.family.instances import select_instances
from benchmarks.family.known_bounds import hash_inputs
from benchmarks.family.long_search import plan_long
from tests.lifts.judge import judge

FILE = Path(__file__).parent / "best_known.csv"
_COLUMNS = ("instance", "hash", *AIMS, "found")
#: Aims that differ by a smaller share are alike: the next one decides which plan is better.
_ALIKE = 1e-3


def read_best_known(name: str, folder: Path, file: Path = FILE) -> dict[str, float]:
    """The aims of the best plan known of the operation in a folder; empty where none is known of these very inputs."""
    row = _read(file).get(name)
    return {aim: float(row[aim]) for aim in AIMS} if row and row["hash"] == hash_inputs(folder) else {}


def keep_if_better(name: str, key: str, values: dict[str, float], found: str, file: Path = FILE) -> bool:
    """Write a plan's aims into the file, unless the plan there, of the same inputs, is as good or better."""
    known = _read(file)
    row = known.get(name)
    if row and row["hash"] == key and not _is_better(values, {aim: float(row[aim]) for aim in AIMS}):
        return False
    known[name] = {"instance": name, "hash": key, **{aim: f"{values[aim]:.3f}" for aim in AIMS}, "found": found}
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(known[name] for name in sorted(known))
    return True


def _is_better(values: dict[str, float], known: dict[str, float]) -> bool:
    """Whether the first aim that differs is less."""
    for aim in AIMS:
        if abs(values[aim] - known[aim]) > _ALIKE * max(1.0, known[aim]):
            return values[aim] < known[aim]
    return False


def _read(file: Path) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["instance"]: row for row in csv.DictReader(rows)}


def main(words: Sequence[str]) -> int:
    """Search and keep; 1 where the judge found a fault in a plan, which is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.family.best_known")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="names, with * and ?, by commas")
    parser.add_argument("--seconds", type=float, default=300.0, metavar="N", help="for each aim")
    asked, wrong = parser.parse_args(words), 0
    for instance in select_instances(asked.only):
        with tempfile.TemporaryDirectory() as aside:
            folder = Path(aside) / instance.name
            write_instance(instance, folder)
            operation = malja.read(folder)
            plan = json.loads(malja.to_json(plan_long(operation, asked.seconds)))
            faults = judge(operation, plan)
            values = {row["aim"]: row["value"] for row in plan["aims"]}
            found = f"aim by aim; all whole; {asked.seconds:g} s each"
            kept = not faults and keep_if_better(instance.name, hash_inputs(folder), values, found)
        wrong += bool(faults)
        print(instance.name, values, "kept" if kept else faults[:1] or "not better", flush=True)
    return min(1, wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
