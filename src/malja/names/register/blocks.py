"""Which rows of a register are compared at all: those that share the given name and enough else to be worth it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from malja.names.finding.keys import make_part_keys
from malja.names.register.row import Row, places

#: A block of more rows than this tells too little by itself: its pairs meet in smaller blocks, or not at all.
LARGEST = 24


def together(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows that share a block, each pair once, in the rows' order, the earlier row first."""
    blocks: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for key in set(_keys(row)):
            blocks.setdefault(key, []).append(at)
    beside: list[set[int]] = [set() for _ in rows]
    for block in blocks.values():
        if 1 < len(block) <= LARGEST:
            for place, first in enumerate(block):
                beside[first].update(block[place + 1 :])
    for first, others in enumerate(beside):
        for second in sorted(others):
            yield rows[first], rows[second]


def _keys(row: Row) -> Iterator[str]:
    """What brings a row together with others: the given name, and one more thing that agrees, or two."""
    line = row.line
    given = make_part_keys(line[0])
    if len(line) > 2 and "muhammad" in line[0].known:
        given = (*given, *make_part_keys(line[1]))
    others = [key for part in line[1:] for key in make_part_keys(part)]
    years = [str(row.year), str(row.year + 1)] if row.year is not None else []
    origins = [key for part in places(row.origin)[:2] for key in make_part_keys(part)]
    for name in given:
        yield from (f"n {name} {other}" for other in others)
        yield from (f"y {name} {other} {year}" for other in others for year in years)
        yield from (f"o {name} {other} {place}" for other in others for place in origins)
        yield from (f"l {name} {year} {place}" for year in years for place in origins)
        if row.phone:
            yield f"p {name} {row.phone}"
        if row.household:
            yield f"h {name} {row.household}"
    if row.year is not None:
        yield from (f"f {one} {other} {row.year}" for one, other in combinations(others[:4], 2))
