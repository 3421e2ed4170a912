"""Names of the whole world: malja on the labelled pairs of nomenklatura's name_bench.

    python benchmarks/names/name_bench.py CASES

CASES is `contrib/name_bench/cases.csv` of the repository opensanctions/nomenklatura, not kept here. Persons
are compared as persons, everything else as groups, at malja's standing threshold. Prints F1, precision and recall
of all pairs and of each group of cases; `--wrong` lists what is judged wrongly.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.measured import table
from benchmarks.names.judging import judged
from malja.names import THRESHOLD, compare

HEAD = ("cases", "pairs", "F1", "precision", "recall")


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="malja on nomenklatura's name_bench.")
    parser.add_argument("cases", type=Path, metavar="CASES")
    parser.add_argument("--wrong", action="store_true", help="list what is judged wrongly")
    asked = parser.parse_args(words)
    with asked.cases.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    scores = [
        compare(row["name1"], row["name2"], kind="person" if row["schema"] == "Person" else "group").score
        for row in rows
    ]
    labels = [row["is_match"] == "true" for row in rows]
    lines = []
    for group in ["all", *dict.fromkeys(f"{row['case_group']} {row['schema']}" for row in rows)]:
        chosen = [at for at, row in enumerate(rows) if group in ("all", f"{row['case_group']} {row['schema']}")]
        result = judged([scores[at] for at in chosen], [labels[at] for at in chosen], THRESHOLD)
        figures = (result.f1, result.precision, result.recall)
        lines.append([group, str(len(chosen)), *(f"{figure:.3f}" for figure in figures)])
    print(table(HEAD, lines))
    for row, score, label in zip(rows, scores, labels, strict=True) if asked.wrong else ():
        if (score >= THRESHOLD) != label:
            print(
                f"{score:.2f} {'missed' if label else 'wrong '} {row['schema'][:6]:6} {row['name1']} | {row['name2']}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
