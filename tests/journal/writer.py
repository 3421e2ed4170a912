"""A writer that is killed in the midst of its work: what it was told is recorded, it notes in a file of its own."""

from __future__ import annotations

import os
from pathlib import Path

from malja.journal.chain.device import Device
from malja.journal.journal import Journal, JournalMoved
from tests.journal.made import Where, fact


def write(where: Where, key: Path, name: str, notes: Path, rounds: int) -> None:
    """Record single facts and batches by turns; note the hash of each entry once it was acknowledged."""
    device = Device.load(key)
    noted = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with Journal.open(where, device) as journal:
        for number in range(rounds):
            many = 1 if number % 3 else 12
            facts = [fact(many, id="" if number % 2 else f"b-{name}-{number}-{part}") for part in range(many)]
            try:
                entries = journal.append(facts, by=name, after=journal.size() if number % 5 == 0 else None)
            except JournalMoved:
                continue
            os.write(noted, "".join(f"{entry.hash}\n" for entry in entries).encode())
    os.close(noted)
