"""Possible duplicates in generated registers: malja, splink and recordlinkage in one run.

    python -m pip install -e ".[bench]"
    python benchmarks/names/registry.py [--only WAY] [--seconds N] [--seed N] [--find] [COUNT ...]

Registers of 8,000 and 100,000 people (see `register.py`). Every way runs in a process of its own, which is ended after
`--seconds`; "seconds" are those of the process, "matching" without starting, reading the file and learning from another
register, "work" those that cores worked meanwhile (more than by the clock on several cores, less where others use them
too). malja is judged at its standing threshold. The others get names as consonants (`prepared.py`), blocks, weights
by rarity, and the threshold that is best for them on the very register measured, which nobody knows beforehand. "All
spellings known" has the lists' own names in place of what clerks wrote: what a way without mistakes of reading reaches.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.measured import Run, machine, python, run, table
from benchmarks.names.judging import Judged, best_threshold, judged_pairs
from benchmarks.names.register import SEED, register, save
from benchmarks.names.scored_pairs import SAID, Scores, read

PACKAGES = ("malja", "splink", "recordlinkage", "pandas", "anyascii", "numpy")
HEAD = ("people", "way", "F1", "precision", "recall", "seconds", "matching", "work", "MB", "remark")
COUNTS = (8_000, 100_000)
#: The register from which ways with labels learn.
TEACHER = 8_000
WAYS: dict[str, tuple[str, ...]] = {
    "malja": ("with_malja.py",),
    "splink": ("with_splink.py",),
    "splink, taught": ("with_splink.py", "--labels"),
    "recordlinkage": ("with_recordlinkage.py",),
    "recordlinkage, taught": ("with_recordlinkage.py", "--labels"),
    "splink, taught, all spellings known": ("with_splink.py", "--known", "--labels"),
}


def main(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare ways of finding who stands in a register twice.")
    parser.add_argument("--only", choices=list(WAYS), action="append", help="one way (again for another)")
    parser.add_argument("--seconds", type=float, default=300.0, help="time for each way (300)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the registers; another one gives other people")
    parser.add_argument("--find", action="store_true", help="malja's look-up of a name in the largest register as well")
    parser.add_argument("counts", nargs="*", type=int, default=list(COUNTS), metavar="COUNT")
    asked = parser.parse_args(words)
    ways = [way for way in WAYS if not asked.only or way in asked.only]
    lines: list[list[str]] = []
    said = ""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        save(register(TEACHER, asked.seed + 1)[0], folder / "teacher.csv")
        for count in asked.counts:
            rows, true = register(count, asked.seed)
            save(rows, folder / f"{count}.csv")
            for way in ways:
                print(f"{count}: {way} ...", file=sys.stderr, flush=True)
                lines.append(_line(way, count, folder, true, asked.seconds))
        if asked.find:
            said = run([python(), _script("with_malja.py"), "--find", str(folder / f"{max(asked.counts)}.csv")]).said
    command = " ".join(["python benchmarks/names/registry.py", *words])
    print(f"`{command}`\n\n{machine(PACKAGES)}\n\n{table(HEAD, lines)}")
    print("".join(f"\n- {line}" for line in said.splitlines()), end="\n" if said else "")
    return 0


def _script(name: str) -> str:
    return str(Path(__file__).parent / name)


def _line(way: str, count: int, folder: Path, true: set[tuple[str, str]], limit: float) -> list[str]:
    """One way on one register."""
    out = folder / "found.csv"
    out.unlink(missing_ok=True)
    script, *options = WAYS[way]
    more = [part for option in options for part in _option(option, folder)]
    went = run([python(), _script(script), str(folder / f"{count}.csv"), str(out), *more], limit=limit)
    figures = [f"{went.seconds:.1f}", *_matching(went), f"{went.mb:.0f}"]
    if went.code != 0 or not out.exists():
        remark = f"ended after {limit:.0f} s" if went.code is None else (went.said.splitlines() or ["failed"])[-1]
        return [f"{count:,}", way, "", "", "", *figures, remark]
    result, remark = _judged(way, read(out), true)
    scores = [f"{figure:.3f}" for figure in (result.f1, result.precision, result.recall)]
    return [f"{count:,}", way, *scores, *figures, remark]


def _option(option: str, folder: Path) -> list[str]:
    return [option, str(folder / "teacher.csv")] if option == "--labels" else [option]


def _matching(went: Run) -> tuple[str, str]:
    """The seconds that a way says it matched, by the clock and of the cores."""
    said = [line.removeprefix(SAID) for line in went.said.splitlines() if line.startswith(SAID)]
    clock, work = (f"{float(word):.1f}" for word in said[-1].split()) if said else ("", "")
    return clock, work


def _judged(way: str, found: Scores, true: set[tuple[str, str]]) -> tuple[Judged, str]:
    """malja's pairs as they are; others from the best threshold on."""
    if way == "malja":
        return judged_pairs(found, true), "standing threshold"
    pairs = list(found)
    labels = [pair in true for pair in pairs]
    missed = len(true) - sum(labels)
    scores = [*(found[pair] for pair in pairs), *([float("-inf")] * missed)]
    threshold = best_threshold(scores, [*labels, *([True] * missed)])
    called = [pair for pair in pairs if found[pair] >= threshold]
    return judged_pairs(called, true), "best threshold in hindsight"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
