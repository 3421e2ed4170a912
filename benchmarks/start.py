"""How long malja takes, from the shell's point of view: `malja --help`, and `malja plan` start to finish.

    python -m pip install -e ".[bench]"
    python benchmarks/start.py [--seconds N] [OPERATION ...]

Each command runs in a process of its own; `--help` several times, the middle one counts. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measured import machine, python, run, table

EXAMPLES = ("examples/hmeimim", "examples/three-valleys", "examples/wfp-syria")
TIMES = 7
MALJA = "import sys; sys.argv[0] = 'malja'; from malja.cli import main; main()"
HEAD = ("command", "seconds", "MB", "survival gap", "minimum gap", "target gap", "cost gap", "status")


def main(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure malja from start to finish.")
    parser.add_argument("--seconds", help="passed on to malja plan")
    parser.add_argument("operations", nargs="*", default=list(EXAMPLES), metavar="OPERATION")
    asked = parser.parse_args(words)
    helped = [run([python(), "-c", MALJA, "--help"]) for _ in range(TIMES)]
    middle = statistics.median(one.seconds for one in helped)
    rows = [["malja --help", f"{middle:.2f}", f"{max(one.mb for one in helped):,.0f}", *["-"] * 5]]
    rows += [_planned(operation, asked.seconds) for operation in asked.operations]
    command = " ".join(["python benchmarks/start.py", *words])
    print(f"`{command}`\n\n{machine()}\n\n{table(HEAD, rows)}")
    return 0 if all(one.code == 0 for one in helped) else 1


def _planned(operation: str, seconds: str | None) -> list[str]:
    """`malja plan` of an operation, its gaps as plan.json tells them."""
    with tempfile.TemporaryDirectory() as folder:
        limit = [] if seconds is None else ["--seconds", seconds]
        went = run([python(), "-c", MALJA, "plan", operation, "--out", folder, *limit])
        file = Path(folder) / "plan.json"
        row = [" ".join(["malja plan", operation, *limit]), f"{went.seconds:.1f}", f"{went.mb:,.0f}"]
        if went.code != 0 or not file.exists():
            return [*row, *["-"] * 4, f"failed: {' '.join(went.said.strip().splitlines()[-1:])}"]
        plan = json.loads(file.read_text(encoding="utf-8"))
    return [*row, *(f"{100 * aim['gap']:.2f} %" for aim in plan["aims"]), plan["solver"]["status"]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
