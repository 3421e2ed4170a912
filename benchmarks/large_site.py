"""What the commands of a day take at a large site: 80,000 people, 300,000 entries; each in a process of its own.

    python -m pip install -e ".[test]"
    python benchmarks/large_site.py [--entries N] [--people N] [--folder DIR]

A site is founded, half a year is recorded in batches, a second device is enrolled and joins. `--folder` keeps what was
made there, and takes what an earlier run left there. Prints a table in Markdown, with what each may take.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measured import machine, python, run, table
from malja.facts.fact import BodyValue, Fact
from malja.site.exchange import enrol_member, write_site_bundle
from malja.site.join import load_card
from malja.site.row_facts import make_row_fact
from malja.site.site import Site

FIRST = datetime.date(2025, 3, 3)
DAYS, SITES, STORES, ITEMS = 180, 8, 8, ("rice", "oil", "soap", "blanket")
BATCH, TIMES, PERSONS_A_TOKEN = 10_000, 3, 5
MALJA = "import sys; sys.argv[0] = 'malja'; from malja.cli import main; main()"


def tell_half_a_year(people: int, entries: int) -> Iterator[Fact]:
    """Everybody comes in the first days; then rounds of rations by token, goods that move, and counts."""
    for place in range(SITES):
        yield make_row_fact("places", [f"camp-{place}"], {"role": "site"}, FIRST)
        yield make_row_fact("stores", [f"store-{place}"], {"place": f"camp-{place}"}, FIRST)
    for item in ITEMS:
        body: dict[str, BodyValue] = {"store": "store-0", "item": item, "quantity": "90000000", "origin": "given"}
        yield Fact(kind="stock.received", happened=FIRST, body=body)
    for place in range(SITES):
        yield from (
            Fact(
                kind="people.arrived", happened=FIRST, body={"place": f"camp-{place}", "number": people // SITES // 10}
            )
            for _ in range(10)
        )
    tokens, token, turn = people // PERSONS_A_TOKEN, 0, 0
    for number in range(entries - 3 * SITES * 4 - len(ITEMS)):
        day = FIRST + datetime.timedelta(days=1 + number * DAYS // entries)
        place, item = number % SITES, ITEMS[number % len(ITEMS)]
        if number % 20 == 0:
            body = {"item": item, "quantity": "900", "origin": "store-0", "destination": f"store-{1 + number % 7}"}
            yield Fact(kind="stock.moved", happened=day, body=body)
        elif number % 50 == 1:
            yield Fact(kind="people.arrived", happened=day, body={"place": f"camp-{place}", "number": 3})
        else:
            if token == 0:
                turn += 1
                due: dict[str, BodyValue] = {"round": f"r{turn}", "store": "store-0", "item": "rice", "quantity": "2"}
                yield Fact(kind="round.due", happened=day, body=due)
            given: dict[str, BodyValue] = {"round": f"r{turn}", "token": f"T-{token:06}", "persons": PERSONS_A_TOKEN}
            yield Fact(kind="round.given", happened=day, body=given)
            token = (token + 1) % tokens


def make_site(folder: Path, people: int, entries: int) -> None:
    """A site with a second device enrolled, and a bundle for it."""
    with Site.found(folder / "office", name="Large", on=FIRST - datetime.timedelta(days=1)) as site:
        enrol_member(site, load_card(folder / "store", name="store").to_text(), by="head", day=FIRST)
        batch: list[Fact] = []
        for fact in tell_half_a_year(people, entries):
            batch.append(fact)
            if len(batch) == BATCH:
                site.journal.append(batch, by="desk")
                batch.clear()
        site.journal.append(batch, by="desk")
        site.rebuild()
        write_site_bundle(site, folder / "bundle.bin", everything=True)


def measure(folder: Path) -> list[list[str]]:
    """Each command several times (what takes long: once); the middle one counts."""
    office, store = str(folder / "office"), folder / "store"
    on = (FIRST + datetime.timedelta(days=DAYS)).isoformat()
    rows = []
    for label, words, most in (
        ("record one fact", ["people", "arrive", office, "camp-1", "3", "--on", on], 1.0),
        ("people show", ["people", "show", office], 1.5),
        ("site status", ["site", "status", office], 1.5),
        ("stock show", ["stock", "show", office], None),
        ("site rebuild", ["site", "rebuild", office], None),
        ("journal verify", ["journal", "verify", office], 30.0),
        ("site join", ["site", "join", str(store), str(folder / "bundle.bin")], 30.0),
    ):
        times = TIMES if most is not None and most < 10 else 1
        went = [run([python(), "-c", MALJA, *words]) for _ in range(times)]
        if any(one.code for one in went):
            print(label, went[-1].said[-500:], file=sys.stderr)
        seconds = statistics.median(one.seconds for one in went)
        may = "-" if most is None else f"{most:g}"
        rows.append([label, f"{seconds:.2f}", may, f"{max(one.mb for one in went):,.0f}"])
    # So that a later run can join again.
    for left in store.iterdir():
        if left.name != "device.key":
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    return rows


def main() -> None:
    """Make, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=300_000)
    parser.add_argument("--people", type=int, default=80_000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as aside:
        folder = asked.folder or Path(aside)
        if not (folder / "bundle.bin").exists():
            make_site(folder, asked.people, asked.entries)
        rows = measure(folder)
    print(machine(("malja", "sqlalchemy", "cryptography", "pyrage")), "\n")
    print(table([f"{asked.people:,} people, {asked.entries:,} entries", "seconds", "may take", "MB"], rows))


if __name__ == "__main__":
    main()
