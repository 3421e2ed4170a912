"""What every generator gives: rows as a register has them, and which of them are one person."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

COLUMNS = ("ref", "household", "name", "father", "sex", "birth_date", "birth_year", "origin", "phone", "id", "token")


@dataclass(slots=True, kw_only=True)
class Entry:
    """A row of a register and who it truly is; `named` is False where nobody could know from the name."""

    who: int
    household: str = ""
    name: str = ""
    father: str = ""
    sex: str = ""
    birth_date: str = ""
    birth_year: str = ""
    origin: str = ""
    phone: str = ""
    id: str = ""
    token: str = ""
    named: bool = True
    ref: str = ""


Generated = tuple[list[Entry], set[tuple[str, str]]]


def number_rows(entries: list[Entry], prefix: str) -> Generated:
    """The rows with their refs, and the pairs of refs that are one person, each in the order of the table."""
    people: dict[int, list[str]] = defaultdict(list)
    for place, entry in enumerate(entries, start=1):
        entry.ref = f"{prefix}{place:06d}"
        if entry.named:
            people[entry.who].append(entry.ref)
    return entries, {pair for refs in people.values() for pair in combinations(refs, 2)}


def save(entries: list[Entry], file: Path) -> None:
    """The rows as `malja names duplicates` reads them."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([getattr(entry, column) for column in COLUMNS] for entry in entries)
