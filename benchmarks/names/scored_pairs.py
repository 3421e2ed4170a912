"""Pairs that a way found, with scores, as a file between its process and the one that judges."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

Scores = dict[tuple[str, str], float]
#: How a way says on its last line how many seconds it matched, without starting, reading, learning from others.
SAID = "seconds matching: "


def write(file: Path, pairs: Iterable[tuple[str, str, float]]) -> None:
    """Refs in the order of the table."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows((*sorted((a, b)), repr(float(score))) for a, b, score in pairs)


def read(file: Path) -> Scores:
    """What was written; of a pair told twice the higher score."""
    found: Scores = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for a, b, score in csv.reader(lines):
            found[a, b] = max(float(score), found.get((a, b), float("-inf")))
    return found
