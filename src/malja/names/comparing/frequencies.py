"""How much a name tells: two of the same rare name are seldom two people, two of the same common name often are.

How often each name is met is data (known.csv, shares of 10,000 names), and another table can take its place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from malja.names.data.tables import read_settings
from malja.names.reading.compounds import split_compound
from malja.names.reading.known_names import find_known_names, find_sounds, read_shares
from malja.names.sounds.letters import normalize

#: A name that is in no list is taken to be this rare, of 10,000.
UNKNOWN: float = read_settings("comparing")["unknown_share"]
_WHOLE = 10_000.0
#: No name tells less than this, however common.
LEAST: float = read_settings("comparing")["least_weight"]


class Frequencies:
    """How often names are met, of 10,000; names are given in any script, and those not given are taken as rare."""

    __slots__ = ("_shares", "_weights")

    def __init__(self, by_name: Mapping[str, float]) -> None:
        self._shares: dict[str, float] = {}
        for name, share in by_name.items():
            compound, rest = split_compound(normalize(name).replace(" ", ""))
            for one in find_known_names(compound, find_sounds(rest)) or {normalize(name)}:
                self._shares[one] = self._shares.get(one, 0.0) + max(share, 0.0)
        self._weights: dict[frozenset[str], float] = {}

    def share(self, known: frozenset[str]) -> float:
        """How often a part is met that may be any of these names, of 10,000."""
        if not known:
            return UNKNOWN
        return max([self._shares.get(name, UNKNOWN) for name in known])

    def weight(self, known: frozenset[str]) -> float:
        """What a part that may be any of these names tells: from LEAST (everybody's name) to 1 (a rare one)."""
        found = self._weights.get(known)
        if found is None:
            found = self._weights[known] = _weight(self.share(known))
        return found


def _weight(share: float) -> float:
    return min(1.0, max(LEAST, math.log(_WHOLE / max(share, UNKNOWN)) / math.log(_WHOLE / UNKNOWN)))


@cache
def read_usual_frequencies() -> Frequencies:
    """The shares of known.csv."""
    found = Frequencies({})
    found._shares.update(read_shares())
    return found
