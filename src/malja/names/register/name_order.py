"""Households whose clerk wrote the family first: the name that their members share is not their own name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from malja.names.comparing.persons import LEFT_OUT
from malja.names.finding.keys import make_part_keys
from malja.names.reading.reading import Part
from malja.names.register.row import Line, Row


def order_names(rows: Sequence[Row]) -> list[Row]:
    """The rows, the family put last where two or more of a household share the first name and differ in the second."""
    homes: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    lasts: dict[str, Counter[str]] = defaultdict(Counter)
    first, last = Counter[str](), Counter[str]()
    for row in rows:
        line = row.lines[0]
        first[_key(line.given)] += 1
        if line.rest:
            last[_key(line.rest[-1])] += 1
        if row.household and line.rest:
            homes[row.household][_key(line.given)].append(row)
            lasts[row.household][_key(line.rest[-1])] += 1
    turned: dict[int, Row] = {}
    for home, by_first in homes.items():
        for shared, group in by_first.items():
            sure = [row for row in group if _may_be_turned(row) and lasts[home][_key(row.lines[0].rest[-1])] == 1]
            if _is_family(sure, elsewhere=last[shared] >= first[shared] - len(group)):
                turned |= {row.place: _turn(row) for row in group if _find_turned(row)}
    return [turned.get(row.place, row) for row in rows]


def _is_family(rows: Sequence[Row], *, elsewhere: bool) -> bool:
    """Whether the first name that these rows share is the family's; `elsewhere`: others here bear it last as often.

    Sisters and brothers hardly ever bear one name, nor do a man and a woman; of others the register has to say so.
    """
    if len({_key(_second(row.lines[0])) for row in rows}) < 2:
        return False
    if len({row.sex for row in rows if row.sex}) > 1:
        return True
    if any(row.lines[0].given.known & LEFT_OUT for row in rows):
        return False
    fathers = Counter(_key(row.lines[0].father) for row in rows if row.lines[0].father)
    return elsewhere or len(rows) > 2 or max(fathers.values(), default=0) > 1


def _may_be_turned(row: Row) -> bool:
    """Whether the second name may be the row's own: it has no article and is not the father's."""
    line = row.lines[0]
    return _find_turned(row) is not None and not (line.father and _key(line.father) == _key(_second(line)))


def _find_turned(row: Row) -> Line | None:
    return next((line for line in row.lines if line.why == "family_first"), None)


def _turn(row: Row) -> Row:
    """The row with the family put last, and as it was written among the other ways to read it."""
    line = _find_turned(row)
    if line is None:
        return row
    others = [other._replace(why="family_first") if at == 0 else other for at, other in enumerate(row.lines)]
    return row._replace(lines=(line._replace(why=""), *(other for other in others if other is not line)))


def _second(line: Line) -> Part:
    """The name that stands behind the first one as written."""
    if line.father is not None and (not line.is_father_written or line.second_is_father):
        return line.father
    return line.rest[0]


def _key(part: Part) -> str:
    return next(iter(make_part_keys(part)), part.text)
