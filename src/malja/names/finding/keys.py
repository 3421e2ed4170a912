"""Keys by which names that may be one are brought together, so that few of many names need comparing.

Two parts of a name make a key, in the order of lineage: the first alone would bring all Muhammads together, the whole
name would miss whoever left a part out. A part stands in a key as the common names it may be, or else as its
consonants.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from malja.names.reading.known_names import is_listed
from malja.names.reading.reading import Part, Reading
from malja.names.sounds.skeletons import find_skeletons

#: Parts further up the line than this make no keys.
MOST_PARTS = 4
#: Ways to write one part in a key, at most.
MOST_WAYS = 3


def make_keys(reading: Reading) -> frozenset[str]:
    """A few keys, such that names that may be one share at least one of them: one for each two parts, or for one alone.

    A group's keys are its proper names and numbers, one by one. A reading without parts has none.

        >>> from malja.names import make_keys, read_name
        >>> sorted(make_keys(read_name("Dr. Khalid Ibrahim al-Jasim")))
        ['ibrahim jasim', 'khalid ibrahim', 'khalid jasim']
        >>> make_keys(read_name("خالد الجاسم")).isdisjoint(make_keys(read_name("Chaled el-Dschasim")))
        False
    """
    if reading.kind == "group":
        proper = [part for part in reading.parts if part.role == "proper"] or list(reading.parts)
        return frozenset(way for part in proper for way in make_part_keys(part))
    line = list(reading.line)
    if len(line) > MOST_PARTS:
        line = [*line[: MOST_PARTS - 1], line[-1]]
    found = {way for part in reading.called[:MOST_PARTS] for way in make_part_keys(part)}
    if len(line) == 1:
        found.update(make_part_keys(line[0]))
    for one, other in combinations(line, 2):
        found.update(f"{first} {second}" for first in make_part_keys(one) for second in make_part_keys(other))
    return frozenset(found)


def make_part_keys(part: Part) -> tuple[str, ...]:
    """How a part stands in keys: the names of the list that it may be, else its consonants, MOST_WAYS at most."""
    return _ways(part.known, part.forms, part.compound)


@lru_cache(maxsize=1 << 16)
def _ways(known: frozenset[str], forms: tuple[str, ...], compound: str) -> tuple[str, ...]:
    parent = f"{compound[:3]}-" if compound[:3] in ("abu", "umm") else ""
    names = tuple(parent + name for name in sorted(known)[:MOST_WAYS])
    if known and (not forms or any(name[0] in "=#@" for name in known) or is_listed("" if parent else compound, forms)):
        return names
    tied = f"{parent}{compound}-" if compound and not parent else parent
    shapes = dict.fromkeys(shape for form in forms for shape in find_skeletons(form))
    return tuple(dict.fromkeys((*(f"{tied}{shape or '-'}" for shape in shapes), *names)))[:MOST_WAYS]
