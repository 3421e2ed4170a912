"""What taking back costs: the state folded anew from sites of growing size, one fact in 25 of them taken back.

    python -m pip install -e ".[test]"
    python benchmarks/take_backs.py [--entries N]

Folding must not grow faster than n log n: the last column is how many times longer the next size takes, divided by how
many times larger n log n is; about 1 or less is right. The middle of three runs counts. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import datetime
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measured import machine, table
from malja.facts.fact import BodyValue, Fact
from malja.site.row_facts import read_row_fact
from malja.site.site import Site
from malja.site.state.fold import fold_journal

DAY = datetime.date(2025, 3, 1)
ONE_IN, RUNS, BATCH = 25, 3, 2000


def facts(device: str, entries: int, first: int) -> Iterator[Fact]:
    """What a site tells in a year, arrivals and goods in and out in turn, one in 25 taken back 10 entries later."""
    for number in range(entries):
        body: dict[str, BodyValue]
        day = DAY + datetime.timedelta(days=number * 300 // entries)
        if number % ONE_IN == ONE_IN - 1:
            body = {"device": device, "number": first + number - 10, "reason": "a slip"}
            yield Fact(kind="fact.taken_back", happened=day, body=body)
        elif number % 3 == 0:
            yield Fact(kind="people.arrived", happened=day, body={"place": "base", "number": number % 40})
        elif number % 3 == 1:
            body = {"store": "base", "item": f"item_{number % 30}", "quantity": "9", "origin": "given"}
            yield Fact(kind="stock.received", happened=day, body=body)
        else:
            body = {"item": f"item_{number % 30}", "quantity": "3", "origin": "base", "destination": "used"}
            yield Fact(kind="stock.moved", happened=day, body=body)


def measure(entries: int) -> tuple[float, int]:
    """Seconds to fold a site of so many facts, the middle of some runs, and how many were taken back."""
    with tempfile.TemporaryDirectory() as folder, Site.found(Path(folder) / "site", name="Base", on=DAY) as site:
        site.record([read_row_fact("places", ["base"], {"role": "site"}, happened=DAY)])
        told = list(facts(site.device, entries, site.journal.size() + 1))
        for start in range(0, entries, BATCH):
            site.journal.append(told[start : start + BATCH], by="office")
        times = []
        for _ in range(RUNS):
            start_time = time.perf_counter()
            folded = fold_journal(site.journal)
            times.append(time.perf_counter() - start_time)
        return statistics.median(times), len(folded.state.take_backs.taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=50_000)
    largest = parser.parse_args().entries
    sizes = [largest // 4, largest // 2, largest]
    rows, before = [], (0.0, 0.0)
    for size in sizes:
        seconds, taken = measure(size)
        weight = size * math.log(size)
        grown = f"{seconds / before[1] / (weight / before[0]):.2f}" if before[0] else ""
        rows.append([f"{size:,}", f"{taken:,}", f"{seconds:.2f} s", grown])
        before = (weight, seconds)
    print(machine(("malja", "sqlalchemy")))
    print(table(["entries", "taken back", "folded in", "growth beside n log n"], rows))


if __name__ == "__main__":
    main()
