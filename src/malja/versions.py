"""The versions of libraries that malja was tested with: what follows from others may differ.

`tested_versions.csv` says for each library whose behaviour shows in a plan, a journal or a page the lowest version
that all tests pass with, and the newest (docs/versions.md).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class UntestedVersion:
    """A library in a version that malja was never tested with."""

    library: str
    installed: str
    lowest: str
    newest: str


def find_untested_versions() -> tuple[UntestedVersion, ...]:
    """The libraries that are older than the oldest or newer than the newest version that was tested."""
    text = files("malja").joinpath("tested_versions.csv").read_text(encoding="utf-8")
    untested = []
    for row in csv.DictReader(text.splitlines()):
        try:
            installed = version(row["library"])
        except PackageNotFoundError:  # an extra that is not installed
            continue
        if not _order(row["lowest"]) <= _order(installed) <= _order(row["newest"]):
            untested.append(UntestedVersion(row["library"], installed, row["lowest"], row["newest"]))
    return tuple(untested)


def _order(text: str) -> tuple[int, ...]:
    """1.16.0 as numbers to compare; what is behind the numbers (rc1, dev) does not count."""
    return tuple(int(number) for number in re.findall(r"\d+", text.partition("+")[0])[:3])
