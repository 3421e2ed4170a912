"""What the worst facts of each kind cost: the state folded from ever more facts of one kind, behind as many of another.

    python -m pip install -e ".[test]"
    python benchmarks/folds.py [--facts N] [--kind KIND]

Each kind is told in several ways: about one thing on one day, about ever other things, of ever earlier days, and by two
devices that do not know of each other; alone, and behind as many facts of each other kind of its group. Folding, with
the doubts that follow, must not grow faster than n log n: the last column is how many times longer twice as many take,
divided by how many times larger n log n is. The slowest way of each kind stands in a Markdown table.
"""

from __future__ import annotations

import argparse
import datetime
import math
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measured import machine, table
from malja.facts.fact import BodyValue, Fact
from malja.facts.kind import Kind
from malja.site.row_facts import read_row_fact
from malja.site.state.kinds import FACT_KINDS
from malja.site.state.state import State
from malja.tables.columns import Column

DAY = datetime.date(2025, 3, 3)
#: How facts are told: about one thing, about ever others, of ever earlier days, by two that know nothing of each other.
WAYS = ("one", "others", "earlier", "apart")
KNOWN = {"place": "base", "store": "base", "origin": "base", "destination": "used", "item": "rice", "group": "everyone"}
#: Left out where they would make a fact tell less.
OPTIONAL = {"lot", "expiry", "packs", "pack_quantity", "supply", "flight", "point", "manifest"}


def tell(kind: Kind, way: str, number: int, facts: int) -> Fact:
    """The fact under a number, of so many, as it is told in a way."""
    body: dict[str, BodyValue] = {}
    for column in kind.columns:
        if column.required or column.name not in OPTIONAL:
            body[column.name] = _value(column, way, number)
    happened = DAY - datetime.timedelta(days=number % 3000) if way == "earlier" else DAY
    return Fact(kind=kind.name, version=kind.version, happened=happened, body=body, by=f"clerk {number % 2}")


def _value(column: Column, way: str, number: int) -> BodyValue:
    match column.kind:
        case "whole":
            return number % 7 + 1
        case "number":
            return str(number % 5 + 1)
        case "date":
            return (DAY - datetime.timedelta(days=number % 3000 // 7 * 7 if way == "earlier" else 0)).isoformat()
        case "choice":
            return column.choices[number % 2 if way == "others" else 0]
        case _:
            known = KNOWN.get(column.name, column.name)
            return f"{known}{number}" if way == "others" and column.name != "reason" else known


def told(first: Kind, second: Kind, way: str, facts: int) -> Iterator[Fact]:
    """As many facts of each kind, one after the other, by one device or by two in turn."""
    for number in range(facts):
        kind, of = (first, "earlier" if way == "one" and first is not second else way)
        if number >= facts // 2:
            kind, of = second, way
        fact = tell(kind, of, number % (facts // 2), facts)
        device, at = ("b" if way == "apart" and number % 2 else "a"), number // 2 if way == "apart" else number
        yield Fact(
            kind=fact.kind, version=fact.version, happened=fact.happened, body=fact.body, by=fact.by,
            device=device, number=at + 10,
        )  # fmt: skip


def measure(first: Kind, second: Kind, way: str, facts: int) -> float:
    """Seconds to fold the facts and to find what is doubtful."""
    state = State()
    for place, name in enumerate(("base",), start=1):
        state.apply(_row("places", name, {"role": "site"}, place))
    each = list(told(first, second, way, facts))
    start = time.process_time()
    for fact in each:
        state.apply(fact)
    len(state.doubts)
    state.to_json()
    return time.process_time() - start


def _row(name: str, key: str, values: dict[str, str], number: int) -> Fact:
    row = read_row_fact(name, [key], values, happened=DAY)
    return Fact(kind=row.kind, happened=row.happened, body=row.body, device="a", number=number, by="clerk")


def find_slowest(kind: Kind, facts: int) -> tuple[float, str, float]:
    """Of the ways in which a kind is told the one that takes longest: its seconds, its name and how it grows."""
    group = kind.name.partition(".")[0]
    others = [one for name, one in FACT_KINDS.items() if name.partition(".")[0] == group]
    slowest = (0.0, "", 0.0)
    for other in others:
        for way in WAYS:
            least, most = measure(other, kind, way, facts // 2), measure(other, kind, way, facts)
            weight = 2 * math.log(facts) / math.log(facts / 2)
            name = way if other is kind else f"{way}, behind {other.name}"
            slowest = max(slowest, (most, name, most / max(least, 1e-9) / weight))
    return slowest


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=6_000)
    parser.add_argument("--kind", default="")
    asked = parser.parse_args()
    rows = []
    for name, kind in FACT_KINDS.items():
        if name.startswith(asked.kind):
            seconds, way, grown = find_slowest(kind, asked.facts)
            rows.append([name, way, f"{seconds:.2f} s", f"{grown:.2f}"])
            print(*rows[-1], sep="  ", file=sys.stderr, flush=True)
    print(machine(("malja",)))
    print(table(["kind", "slowest way", f"{asked.facts:,} facts", "growth beside n log n"], rows))


if __name__ == "__main__":
    main()
