"""Which rows of a register are compared at all: those that share the own name and enough else to be worth it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from malja.names.finding.keys import make_part_keys
from malja.names.register.rarity import Rarity
from malja.names.register.row import Line, Row

#: A block of more rows than this tells too little by itself: its pairs meet in smaller blocks, or not at all.
_LARGEST = 32


def find_candidates(rows: Sequence[Row], rarity: Rarity) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows that share a block, each pair once, in the rows' order, the earlier row first."""
    blocks: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for key in _make_keys(row, rarity):
            blocks.setdefault(key, []).append(at)
    partners: list[set[int]] = [set() for _ in rows]
    for block in blocks.values():
        if 1 < len(block) <= _LARGEST:
            for place, first in enumerate(block):
                partners[first].update(block[place + 1 :])
    blocks.clear()
    for first, others in enumerate(partners):
        for second in sorted(others):
            yield rows[first], rows[second]


def _make_keys(row: Row, rarity: Rarity) -> set[str]:
    """What brings a row together with others: the own name with one thing more that agrees, or with two."""
    years = [str(row.birth.year), str(row.birth.year + 1)] if row.birth else []
    keys: set[str] = set()
    for line in row.lines:
        if not line.why or line.why == "beside":
            keys.update(_own_keys(line, row, years, rarity))
    line = row.lines[0]
    parts = [line.given, *([line.father] if line.father else []), *line.rest][:4]
    for one, other in combinations(parts, 2):
        # In no order, so that rows whose clerks mixed up the columns meet.
        for a in make_part_keys(one)[:2]:
            for b in make_part_keys(other)[:2]:
                both = f"{a} {b}" if a < b else f"{b} {a}"
                keys.update(f"y {both} {year}" for year in years)
                if rarity.is_telling_phone(row.phone):
                    keys.add(f"q {both} {row.phone}")
    keys.update(f"i {text}" for text in rarity.telling_ids(row))
    return keys


def _own_keys(line: Line, row: Row, years: Sequence[str], rarity: Rarity) -> Iterator[str]:
    """The keys of the own name with others of the line, with years, origin, telephone and household."""
    behind = [*([line.father] if line.father else []), *line.rest]
    others = [key for part in behind for key in make_part_keys(part)]
    date = "" if row.birth is None or not row.birth.day else f"{row.birth.year}-{row.birth.month}-{row.birth.day}"
    for name in dict.fromkeys((*make_part_keys(line.given), *rarity.slips.make_keys(line.given))):
        for place, other in enumerate(others):
            yield f"n {name} {other}"
            yield from (f"o {name} {other} {origin}" for origin in row.origins)
            yield from (f"t {name} {other} {third}" for third in others[place + 1 :])
        yield from (f"l {name} {year} {origin}" for year in years for origin in row.origins)
        if date:
            yield f"d {name} {date}"
        if rarity.is_telling_phone(row.phone):
            yield f"p {name} {row.phone}"
        if row.household:
            yield f"h {name} {row.household}"
