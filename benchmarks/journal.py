"""What a journal costs beside the bare database: durable appends on SQLite and PostgreSQL, and reading everything back.

    python -m pip install -e ".[test]"
    python benchmarks/journal.py [--rounds N] [--entries N] [--database sqlite|postgresql]

The bare database is asked through its own driver to put the same rows, ready made, into a table laid out and guarded
like the journal's, each on the disk before the next. The two take turns within one run; the middle round counts.
Prints tables in Markdown.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import itertools
import secrets
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measured import machine, table
from malja.facts.fact import Fact
from malja.journal.chain.append import AppendPoint, RecordingStamp, make_entries
from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from tests.journal.postgres import schema_in, server

DAY = datetime.date(2025, 3, 1)
SINGLES, BATCHES, BATCH = 300, 15, 200
COLUMNS = ("position", "device", "number", "turn", "id", "kind", "content", "hash", "signature")
Where = Path | str
Row = tuple[object, ...]


def fact(number: int) -> Fact:
    """A fact of usual length: something was given out of a store."""
    body = {
        "store": "hub",
        "item": "rice-25kg",
        "quantity": f"{number % 97}.5",
        "lot": f"A{number % 12}",
        "note": "kitchen",
    }
    return Fact(
        kind="stock.given", happened=DAY + datetime.timedelta(days=number % 90), body=body, source="storekeeper"
    )


class Bare:
    """The database's own driver, with a table like the journal's, durable as the journal is."""

    def __init__(self, where: Where) -> None:
        self.device = Device.new("bare")
        with Journal.create(where, self.device, name="Camp", by="x", day=DAY) as journal:
            last = list(journal.read())[-1]
            self.end = AppendPoint(
                device=self.device.id,
                position=last.position,
                turn=last.turn,
                own_tip=journal.tips()[self.device.id],
                seen={},
            )
        mark = "?" if isinstance(where, Path) else "%s"
        self.insert = f"INSERT INTO entries ({', '.join(COLUMNS)}) VALUES ({', '.join([mark] * len(COLUMNS))})"  # noqa: S608
        self.connection: Any = self._connect(where)

    def _connect(self, where: Where) -> Any:
        if isinstance(where, Path):
            connection = sqlite3.connect(where, isolation_level=None)
            connection.execute("PRAGMA synchronous = FULL")
            return connection
        import psycopg

        return psycopg.connect(where, autocommit=True)

    def rows(self, many: int) -> list[Row]:
        """Rows as the journal would write them, ready made before the clock runs."""
        entries, self.end = make_entries(
            [fact(number) for number in range(many)],
            self.end,
            RecordingStamp("store", "2025-03-01T08:00:00Z"),
            sign_all=self.device.sign_all,
        )
        return [
            (
                one.position,
                one.device,
                one.number,
                one.turn,
                one.fact.id,
                one.fact.kind,
                one.content,
                one.hash,
                one.signature,
            )
            for one in entries
        ]

    def one(self, row: Row) -> None:
        self.connection.execute(self.insert, row)

    def many(self, rows: Sequence[Row]) -> None:
        cursor = self.connection.cursor()
        cursor.execute("BEGIN")
        cursor.executemany(self.insert, rows)
        cursor.execute("COMMIT")


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def appends(where: Callable[[], Where], rounds: int) -> list[list[str]]:
    """Microseconds for each entry: bare, in the journal, and how many of a hundred bare ones the journal does."""
    bare = Bare(where())
    lines = []
    with Journal.create(where(), Device.new("office"), name="Camp", by="x", day=DAY) as journal:
        for name, count, size in (("one by one", SINGLES, 1), (f"in batches of {BATCH}", BATCHES, BATCH)):
            pairs = []
            for _ in range(rounds + 1):
                ready = [bare.rows(size) for _ in range(count)]
                facts = [[fact(number) for number in range(size)] for _ in range(count)]
                plainly = (lambda rows: bare.one(rows[0])) if size == 1 else bare.many
                at_once = seconds(lambda ready=ready, plainly=plainly: [plainly(rows) for rows in ready])  # type: ignore[misc]
                kept = seconds(lambda facts=facts: [journal.append(some, by="store") for some in facts])  # type: ignore[misc]
                pairs.append((at_once / count / size * 1e6, kept / count / size * 1e6))
            # The first round warms everything up.
            plain, kept = (statistics.median(one) for one in zip(*pairs[1:], strict=True))
            ratio = statistics.median(plain / kept for plain, kept in pairs[1:])
            lines.append([name, f"{plain:.0f}", f"{kept:.0f}", f"{ratio:.0%}"])
    bare.connection.close()
    return lines


def reading(where: Where, many: int) -> list[list[str]]:
    """Seconds for a journal of many entries: written, opened, read as facts in the order of the state, looked at."""
    office = Device.new("office")
    Journal.create(where, office, name="Camp", by="x", day=DAY).close()
    with Journal.open(where, office) as journal:
        batches = itertools.batched if hasattr(itertools, "batched") else _batched
        wrote = seconds(
            lambda: [journal.append([fact(n) for n in some], by="x") for some in batches(range(many), 2000)]
        )
    opened = seconds(lambda: Journal.open(where, office).close())
    with Journal.open(where, office) as journal:
        read = seconds(lambda: sum(1 for _ in journal.facts()))
        heads = seconds(journal.tips)
        appended = seconds(lambda: journal.append([fact(1)], by="x"))
    return [[f"{many:,}", f"{wrote:.1f}", f"{opened:.3f}", f"{read:.1f}", f"{heads:.2f}", f"{appended:.3f}"]]


def _batched(numbers: range, size: int) -> Iterator[range]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def new_file(folder: Path) -> Path:
    return folder / f"{secrets.token_hex(4)}.sqlite"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--entries", type=int, default=1_000_000, help="0: leave the reading out")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    asked = parser.parse_args()
    print(machine(("malja", "sqlalchemy", "cryptography", "psycopg")), f"SQLite {sqlite3.sqlite_version}.\n")
    appended, read = [], []
    with contextlib.ExitStack() as stack:
        for name in asked.database or ["sqlite", "postgresql"]:
            if name == "sqlite":
                # Beside where one stands: a folder for temporary files may be no disk at all.
                folder = stack.enter_context(tempfile.TemporaryDirectory(dir=Path.cwd()))
                where: Callable[[], Where] = partial(new_file, Path(folder))
            else:
                where = partial(schema_in, stack.enter_context(server()))
            appended += [[name, *line] for line in appends(where, asked.rounds)]
            if asked.entries:
                read += [[name, *line] for line in reading(where(), asked.entries)]
    print(
        table(
            ["database", "appended", "bare, us each", "journal, us each", "journal's share of the bare rate"], appended
        )
    )
    if read:
        heads = ["database", "entries", "written, s", "opened, s", "facts in order, s", "heads, s", "next append, s"]
        print(f"\n{table(heads, read)}")


if __name__ == "__main__":
    main()
