"""Pairs that a way found, with scores, as a file between its process and the one that judges."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable
from pathlib import Path

Scores = dict[tuple[str, str], float]
#: How a way says how many seconds it matched, without starting, reading the file, learning from another register.
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


class Watch:
    """Started where matching starts: the seconds by the clock, and those that the processor's cores worked."""

    def __init__(self) -> None:
        self.begun, self.worked = time.perf_counter(), time.process_time()

    def said(self) -> str:
        """The line for the process that judges."""
        return f"{SAID}{time.perf_counter() - self.begun:.2f} {time.process_time() - self.worked:.2f}"
