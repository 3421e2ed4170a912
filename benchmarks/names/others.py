"""Registers by others' rules: malja at its standing threshold on generators that share no rule with it.

    python benchmarks/names/others.py [--seed N] [--only GENERATOR] [COUNT ...]

`births` has dates and documents, `grandfathers` grandfathers as second names, `mixed_columns` clerks who mixed up the
columns; `quarters` was written last and nothing was tuned on it. Each register is worked on in a process of its own.
"Looks" are the suspicions a person must look at for each true pair.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.measured import machine, python, run, table
from benchmarks.names.judging import judged_pairs
from benchmarks.names.registers.written import save
from benchmarks.names.scored_pairs import SAID, read

GENERATORS = ("births", "grandfathers", "mixed_columns", "quarters")
HEAD = ("people", "generator", "F1", "precision", "recall", "looks", "work, s", "MB")


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="malja on registers by others' rules.")
    parser.add_argument("--seed", type=int, default=0, help="of the registers; another one gives other people")
    parser.add_argument("--only", choices=GENERATORS, action="append", help="one generator (again for another)")
    parser.add_argument("counts", nargs="*", type=int, default=[8_000, 100_000], metavar="COUNT")
    asked = parser.parse_args(words)
    lines = []
    with tempfile.TemporaryDirectory() as place:
        file, out = Path(place) / "register.csv", Path(place) / "found.csv"
        for count in asked.counts:
            for name in asked.only or GENERATORS:
                entries, true = importlib.import_module(f"benchmarks.names.registers.{name}").generate(
                    count, asked.seed
                )
                save(entries, file)
                went = run([python(), str(Path(__file__).parent / "with_malja.py"), "--plain", str(file), str(out)])
                found = read(out)
                result = judged_pairs(found, true)
                work = [line.split()[-1] for line in went.said.splitlines() if line.startswith(SAID)][-1]
                figures = [f"{figure:.3f}" for figure in (result.f1, result.precision, result.recall)]
                looks = f"{len(found) / max(1, len(true)):.2f}"
                lines.append([f"{count:,}", name, *figures, looks, work, f"{went.mb:.0f}"])
    print(
        f"`{' '.join(['python benchmarks/names/others.py', *words])}`\n\n{machine(('malja',))}\n\n{table(HEAD, lines)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
