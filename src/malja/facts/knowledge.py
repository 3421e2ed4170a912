"""What a device knew when it recorded a fact: the entries of its own chain before it, and those it had seen."""

from __future__ import annotations

from collections.abc import Callable

from malja.facts.fact import Fact

#: Whether the device of a fact held the entry (device, number) when it recorded the fact: `Knowledge.knew`.
Knows = Callable[[Fact, str, int], bool]


def knows_all(fact: Fact, device: str, number: int) -> bool:
    """Whether a fact's device held an entry that comes before it: always, where one device records."""
    return True


class Knowledge:
    """How far each device knows each chain, told fact by fact in the order of the state."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}

    def note(self, fact: Fact) -> None:
        """Take in a fact, before anything asks what its device knew; facts that are not applied count too."""
        known = self._known.get(fact.device)
        if known is None:
            known = self._known[fact.device] = {}
        known[fact.device] = fact.number
        if fact.seen:
            for device, number in fact.seen.items():
                if number > known.get(device, 0):
                    known[device] = number

    def knew(self, fact: Fact, device: str, number: int) -> bool:
        """Whether the device of `fact`, the last one noted or one about to be, held that entry when it recorded it."""
        known = self._known.get(fact.device)
        return (known is not None and known.get(device, 0) >= number) or fact.seen.get(device, 0) >= number
