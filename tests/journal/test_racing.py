"""Several processes of one device write at once, and are killed at any moment: no acknowledged entry is ever lost."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from tests.journal.made import Where, founded
from tests.journal.writer import write

#: How often four writers are killed, on each database; 1,000 were, by hand.
ROUNDS = int(os.environ.get("MALJA_KILL_ROUNDS", "5"))
WRITERS = 4


def context() -> multiprocessing.context.BaseContext:
    """Processes that start quickly: forked off one that has imported everything, where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["tests.journal.writer"])
    return found


def started(where: Where, folder: Path, rounds: int) -> list[BaseProcess]:
    key = folder / "device.key"
    processes: list[BaseProcess] = [
        context().Process(target=write, args=(where, key, f"w{one}", folder / f"notes-{one}", rounds))  # type: ignore[attr-defined]
        for one in range(WRITERS)
    ]
    for process in processes:
        process.start()
    return processes


def noted(folder: Path) -> list[str]:
    """The hashes that writers were told are recorded."""
    return [line for path in sorted(folder.glob("notes-*")) for line in path.read_text(encoding="ascii").split()]


def test_writers_at_once_lose_nothing_and_tear_nothing(where: Where, tmp_path: Path) -> None:
    office = Device.new("office")
    office.save(tmp_path / "device.key")
    founded(where, office).close()
    for process in started(where, tmp_path, rounds=25):
        process.join(timeout=120)
        assert process.exitcode == 0
    with Journal.open(where, office) as journal:
        recorded = [entry.hash for entry in journal.read(after=2)]
        assert sorted(noted(tmp_path)) == sorted(recorded)
        assert journal.verify() == ()


def test_killed_writers_lose_nothing_that_was_acknowledged(place: Callable[[], Where], tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311
    acknowledged = 0
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        acknowledged += killed(place(), folder, chance)
    assert acknowledged > ROUNDS


def killed(where: Where, folder: Path, chance: random.Random) -> int:
    """Start writers, kill them at some moment, look at what is there; gives how many entries were acknowledged."""
    office = Device.new("office")
    office.save(folder / "device.key")
    founded(where, office).close()
    processes = started(where, folder, rounds=10_000)
    wait_for_notes(folder)
    for process in processes:
        time.sleep(chance.random() * 0.05)
        process.kill()
    for process in processes:
        process.join()
    with Journal.open(where, office) as journal:
        entries = list(journal.read(after=2))
        told = noted(folder)
        assert set(told) <= {entry.hash for entry in entries}
        assert journal.verify() == ()
        batches = Counter(entry.fact.id.rpartition("-")[0] for entry in entries if entry.fact.id.startswith("b-"))
        torn = [batch for batch, parts in batches.items() if parts not in (1, 12)]
        assert torn == []
        # And it goes on as if nothing had been.
        journal.append([entries[0].fact], by="office")
        assert journal.verify() == ()
    return len(told)


def wait_for_notes(folder: Path) -> None:
    patience = time.monotonic() + 60
    while not noted(folder):
        assert time.monotonic() < patience, "no writer wrote anything"
        time.sleep(0.005)
