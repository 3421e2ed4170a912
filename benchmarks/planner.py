"""The same operations planned by malja, by plain models of others and by the rule of today, in one run.

    python -m pip install -e ".[bench]"
    python benchmarks/planner.py [--only NAME] [--seconds N] [OPERATION ...]

Every way runs in a process of its own, measured from start to finish; what it flies is judged by the same function for
all (`evaluate.py`). Prints a table in Markdown, as docs/model.md shows it. With a time limit, what a search has found
by then depends on the machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.flown import Flown, flown
from benchmarks.measured import Run, machine, python, run, table

NAMES = {"malja": "malja", "pulp": "PuLP + CBC", "linopy": "linopy + HiGHS", "rule": "days of cover"}
EXAMPLES = ("examples/hmeimim", "examples/three-valleys", "examples/wfp-syria")
AIMS = ("survival", "minimum", "target", "cost")
HEAD = ("operation", "way", "seconds", "MB", *(word for aim in AIMS for word in (aim, "gap")), "ended")
#: Seconds beyond the limit after which a process that does not stop by itself is ended.
GRACE = 60.0
#: Person-days (or money) that are nothing: what caps leave and solvers' tolerances add.
DUST = 0.01


def main(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare ways of planning the same operations.")
    parser.add_argument("--only", choices=list(NAMES), action="append", help="one way (again for another)")
    parser.add_argument("--seconds", type=float, default=60.0, help="time for each run (60)")
    parser.add_argument("operations", nargs="*", default=list(EXAMPLES), metavar="OPERATION")
    asked = parser.parse_args(words)
    ways = [name for name in NAMES if not asked.only or name in asked.only]
    rows: list[list[str]] = []
    remarks: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for operation in asked.operations:
            bounds: dict[str, float] = {}
            for way in ways:
                print(f"{operation}: {NAMES[way]} ...", file=sys.stderr, flush=True)
                file = Path(folder) / f"{len(rows)}.json"
                went, found, values, wrong = _measured(way, operation, file, asked.seconds)
                if found is not None and found.bounds:
                    bounds = found.bounds
                    remarks += _disagreements(operation, found, values)
                ended = wrong or _ended(went, found, asked.seconds)
                rows.append(_row(operation, way, went, values, bounds, ended))
    command = " ".join(["python benchmarks/planner.py", *words])
    print(f"`{command}`\n\n{machine()}\n\n{table(HEAD, rows)}")
    print("".join(f"\n{remark}" for remark in remarks), end="")
    return 0


def _measured(way: str, operation: str, file: Path, seconds: float) -> tuple[Run, Flown | None, dict[str, float], str]:
    """One run, what it flies, and what that is worth."""
    module = [python(), "-m", "benchmarks.approach"]
    went = run([*module, way, operation, str(file), str(seconds)], limit=seconds + GRACE)
    found = flown(file)
    if found is None:
        return went, None, {}, ""
    judged = run([*module, "evaluate", operation, str(file), "0"])
    last = judged.said.strip().splitlines()[-1:]
    if judged.code != 0:
        return went, found, {}, f"what it flies cannot be flown: {' '.join(last)}"
    return went, found, json.loads(last[0]), ""


def _ended(went: Run, found: Flown | None, seconds: float) -> str:
    if found is None:
        if went.code is None:
            return f"nothing found; did not stop at {seconds:g} s, ended by force"
        if went.code == 0:
            return f"nothing found in {seconds:g} s"
        return f"failed: {' '.join(went.said.strip().splitlines()[-1:])}"
    if went.code is None:
        return f"ended by force; best so far ({found.status})"
    return found.status if went.code == 0 else f"failed after: {found.status}"


def _row(
    operation: str, way: str, went: Run, values: dict[str, float], bounds: dict[str, float], ended: str
) -> list[str]:
    cells = [Path(operation).name, NAMES[way], f"{went.seconds:.1f}", f"{went.mb:,.0f}"]
    for aim in AIMS:
        cells += [_figure(values.get(aim)), _gap(values.get(aim), bounds.get(aim))]
    return [*cells, ended]


def _figure(value: float | None) -> str:
    if value is None:
        return "-"
    return "0" if abs(value) < DUST else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}"


def _gap(value: float | None, bound: float | None) -> str:
    """(value - bound) / max(1, |value|)."""
    if value is None or bound is None:
        return "-"
    gap = 0.0 if abs(value - bound) < DUST else 100 * (value - bound) / max(1.0, abs(value))
    return f"{0.0 if abs(gap) < 0.005 else gap:.2f} %"


def _disagreements(operation: str, found: Flown, values: dict[str, float]) -> list[str]:
    """Aims that malja claims and the judge finds otherwise: there should be none."""
    return [
        f"{operation}: malja says {aim} is {found.values[aim]:,.3f}, the judge {values[aim]:,.3f}."
        for aim in values
        if abs(found.values[aim] - values[aim]) > max(DUST, 1e-4 * abs(values[aim]))
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
