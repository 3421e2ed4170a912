"""Setting the parts of two names side by side: in the order of lineage, from the given name on.

Parts that agree keep their order. What stands between them on both sides contradicts, what stands on one side only is
missing on the other. A name that begins with the other one's father is not that person but the parent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from malja.names.data.tables import read_settings
from malja.names.reading.reading import Part
from malja.names.sounds.likeness import rate_likeness

_AGREES: float = read_settings("comparing")["agrees"]
_DIFFERS: float = read_settings("comparing")["differs"]


class Alignment(NamedTuple):
    """Two names side by side: parts that agree with how far (0 to 1), parts that contradict, parts on one side only.

    `front`: what the one name has before the first part that agrees, where the other has nothing. `crossed`: how many
    parts each of the two lacks that the other has, the family's aside: so the lines are shifted against each other.
    """

    agree: tuple[tuple[Part, Part, float], ...]
    contradict: tuple[tuple[Part, Part], ...]
    missing: tuple[Part, ...]
    front: tuple[Part, ...] = ()
    crossed: int = 0


def compare_parts(one: Part, other: Part) -> float:
    """How far two parts agree, from 0 (different names) to 1 (spellings of one); of known names the list decides."""
    if one.known and other.known:
        return 0.0 if one.known.isdisjoint(other.known) or _parents_differ(one, other) else 1.0
    if one.compound != other.compound:
        return 0.0
    near = max([rate_likeness(heard, said) for heard in one.forms for said in other.forms], default=0.0)
    if near >= _AGREES:
        return 1.0
    return 0.0 if near <= _DIFFERS else (near - _DIFFERS) / (_AGREES - _DIFFERS)


def _parents_differ(one: Part, other: Part) -> bool:
    """Abu somebody is not Umm somebody, nor the child itself."""
    if one.compound == other.compound:
        return False
    return one.compound[:3] in ("abu", "umm") or other.compound[:3] in ("abu", "umm")


def align(one: Sequence[Part], other: Sequence[Part]) -> Alignment:
    """Two lines of parts side by side, so that as much as possible agrees in order."""
    degrees = [[compare_parts(part, beside) for beside in other] for part in one]
    if len(one) == len(other) and all(row[place] == 1.0 for place, row in enumerate(degrees)):
        return Alignment(tuple([(a, b, 1.0) for a, b in zip(one, other, strict=True)]), (), ())
    agree: list[tuple[Part, Part, float]] = []
    contradict: list[tuple[Part, Part]] = []
    only_one: list[Part] = []
    only_other: list[Part] = []
    front: Sequence[Part] = ()
    i = j = 0
    for at, beside in [*_matched(degrees), (len(one), len(other))]:
        left, right = one[i:at], other[j:beside]
        both = min(len(left), len(right))
        contradict += zip(left[:both], right[:both], strict=True)
        if not agree and not both and at < len(one):
            front = left or right
        else:
            only_one += left[both:]
            only_other += right[both:]
        if at < len(one):
            agree.append((one[at], other[beside], degrees[at][beside]))
        i, j = at + 1, beside + 1
    crossed = min(_not_family(only_one), _not_family(only_other)) if only_one and only_other else 0
    return Alignment(tuple(agree), tuple(contradict), (*only_one, *only_other), tuple(front), crossed)


def _not_family(parts: Sequence[Part]) -> int:
    return len([part for part in parts if part.role != "family"])


def _matched(degrees: list[list[float]]) -> list[tuple[int, int]]:
    """The places that agree, in order on both sides, the sum of their agreement as large as can be."""
    width = len(degrees[0]) if degrees else 0
    best = [[0.0] * (width + 1) for _ in range(len(degrees) + 1)]
    for i in range(len(degrees) - 1, -1, -1):
        row, below, line = best[i], best[i + 1], degrees[i]
        for j in range(width - 1, -1, -1):
            taken = line[j] + below[j + 1] if line[j] else 0.0
            row[j] = max(taken, below[j], row[j + 1])
    found = []
    i = j = 0
    while i < len(degrees) and j < width:
        if degrees[i][j] and best[i][j] == degrees[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
