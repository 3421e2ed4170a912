"""A register through malja, to a file of scored pairs: `with_malja.py ROWS OUT`; nothing is set, nothing is learnt.

`with_malja.py --find ROWS` looks up names of the register in all of its names instead, and says how that went.
`ROWS` is a register as `register.save` writes it; only its eight public columns are used.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from random import Random

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.names.register import COLUMNS, Row, load
from benchmarks.names.scored_pairs import Watch, write
from malja.names import Index, Person, compare, find_duplicates, make_keys, read_name

LOOKED_UP = 500


def people(rows: list[Row]) -> list[Person]:
    """The rows as malja takes them."""
    made: list[Person] = []
    for row in rows:
        cells = {column: getattr(row, column) for column in COLUMNS if column != "birth_year"}
        made.append(Person(birth_year=int(row.birth_year) if row.birth_year else None, **cells))
    return made


def plain_people(file: Path) -> list[Person]:
    """The people of a register as `malja names duplicates` reads it."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [Person(birth_year=int(row.pop("birth_year") or 0) or None, **row) for row in rows]


def find(rows: list[Row]) -> None:
    """Time of loading, of a look-up, of a comparison, in seconds of a core; how many names share a key with one."""
    names = [row.name for row in rows if row.name]
    begun = time.process_time()
    index = Index(names)
    loaded = time.process_time() - begun
    asked = Random(1).sample(names, LOOKED_UP)  # noqa: S311
    times = []
    for name in asked:
        begun = time.process_time()
        index.find(name)
        times.append(time.process_time() - begun)
    times.sort()
    mean, worst = sum(times) / len(times), times[-1]
    print(f"{len(names)} names loaded in {loaded:.1f} s; {LOOKED_UP} looked up")
    most = times[int(len(times) * 0.95)]
    figures = [f"{seconds * 1e3:.2f} ms" for seconds in (mean, most, worst)]
    print("a look-up, of a core: {} on average, {} for 95 in 100, {} at most".format(*figures))
    readings = [read_name(name) for name in asked]
    blocks: dict[str, set[int]] = {}
    for place, name in enumerate(names):
        for key in make_keys(read_name(name)):
            blocks.setdefault(key, set()).add(place)
    sizes = sorted(len(set().union(*(blocks.get(key, set()) for key in make_keys(reading)))) for reading in readings)
    print(f"names sharing a key: {sum(sizes) / len(sizes):.0f} on average, {sizes[-1]} at most")
    begun = time.process_time()
    for one, other in zip(readings, readings[1:] + readings[:1], strict=True):
        compare(one, other)
    each = (time.process_time() - begun) / len(readings)
    print(f"a comparison of two names already read: {each * 1e6:.0f} us")


def main(words: list[str]) -> int:
    """Find duplicates, or look names up."""
    if words[0] == "--find":
        find(load(Path(words[1])))
        return 0
    table = plain_people(Path(words[1])) if words[0] == "--plain" else people(load(Path(words[0])))
    watch = Watch()
    found = find_duplicates(table)
    said = watch.said()
    write(Path(words[-1]), ((pair.ref_a, pair.ref_b, pair.score) for pair in found))
    print(said)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
