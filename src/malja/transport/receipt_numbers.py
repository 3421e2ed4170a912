"""Numbers of goods received notes and claims: an unbroken series on each device, and never one number on two.

    GRN-3F2A9C1B-0007   the seventh verification that the device 3f2a9c1b... recorded
    CLM-3F2A9C1B-0002   the second claim without a number of its own that it recorded

A number is made of the device and its own count, as if each device had a pad of forms of its own: it is known, and can
be printed, before the device meets any other, and a merge changes none. It counts every verification in the device's
chain, also one that counts for nothing since another device verified the flight before: its paper was printed.
"""

from __future__ import annotations

from collections import Counter

from malja.facts.fact import Fact

#: Signs of a device's id, which is made of its key: eight tell four thousand million devices apart.
_SIGNS = 8
#: A number has so many digits at least, so that papers sort by name.
_DIGITS = 4
_PREFIX = {"flight.verified": "GRN", "flight.claimed": "CLM"}


class Series:
    """The numbers that the devices have given so far."""

    def __init__(self) -> None:
        self._given: Counter[tuple[str, str]] = Counter()

    def number(self, fact: Fact) -> str:
        """The number of the paper that a fact (verified, claimed) stands for; blank for one that takes none."""
        if fact.kind not in _PREFIX or fact.body.get("reference"):
            return ""
        self._given[fact.kind, fact.device] += 1
        return f"{_PREFIX[fact.kind]}-{fact.device[:_SIGNS].upper()}-{self._given[fact.kind, fact.device]:0{_DIGITS}}"
