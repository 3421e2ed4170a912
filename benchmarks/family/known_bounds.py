"""Bounds that were worked out once, kept as data beside the bytes they hold for."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from benchmarks.family.bounds import AIMS, Bounds, find_bounds
from malja.catalogue.facts import TIERS
from malja.catalogue.load_catalogue import read_shipped_texts
from malja.operation.operation import Operation

FILE = Path(__file__).parent / "bounds.csv"
_COLUMNS = ("instance", "hash", *AIMS, *(f"{tier}_person_days" for tier in TIERS))


def find_known_bounds(name: str, folder: Path, operation: Operation, seconds: float, file: Path = FILE) -> Bounds:
    """The bounds of the operation in a folder: from the file, or worked out and added to it."""
    key = hash_inputs(folder)
    known = _read(file)
    row = known.get(name)
    if row and row["hash"] == key:
        values = {aim: float(row[aim]) if row[aim] else None for aim in AIMS}
        return Bounds(values=values, person_days={tier: float(row[f"{tier}_person_days"]) for tier in TIERS})
    bounds = find_bounds(operation, seconds)
    known[name] = {
        "instance": name,
        "hash": key,
        **{aim: "" if value is None else f"{value:.3f}" for aim, value in bounds.values.items()},
        **{f"{tier}_person_days": f"{total:.1f}" for tier, total in bounds.person_days.items()},
    }
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(known[name] for name in sorted(known))
    return bounds


def hash_inputs(folder: Path) -> str:
    """A short hash of a folder's files and of the catalogue that they are read with: a bound holds for both."""
    digest = hashlib.sha256(hash_folder(folder).encode())
    for name, text in sorted(read_shipped_texts().items()):
        digest.update(name.encode() + b"\0" + text.encode() + b"\0")
    return digest.hexdigest()[:16]


def hash_folder(folder: Path) -> str:
    """A short hash of the names and bytes of all files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _read(file: Path) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["instance"]: row for row in csv.DictReader(rows)}
