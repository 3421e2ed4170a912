"""What a device knew when it recorded a fact: the entries of its own chain before it, and those it had seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping

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
        self._others: dict[str, Mapping[str, int]] = {}
        #: By device: from which number on another account told.
        self._accounts: dict[str, tuple[list[int], list[str]]] = {}

    def note(self, fact: Fact) -> None:
        """Take in a fact, before anything asks what its device knew; facts that are not applied count too."""
        known = self._known.get(fact.device)
        if known is None:
            known = self._known[fact.device] = {}
        known[fact.device] = fact.number
        since, accounts = self._accounts.setdefault(fact.device, ([], []))
        if not accounts or accounts[-1] != fact.by:
            since.append(fact.number)
            accounts.append(fact.by)
        if fact.seen:
            self._others.pop(fact.device, None)
            for device, number in fact.seen.items():
                if number > known.get(device, 0):
                    known[device] = number

    def account(self, device: str, number: int) -> str:
        """The account that told an entry; blank: that is not known."""
        since, accounts = self._accounts.get(device, ((), ()))
        place = bisect_right(since, number)
        return accounts[place - 1] if place else ""

    def list_known(self, fact: Fact) -> Mapping[str, int]:
        """How far the device of the last fact that was noted holds the chains of others, to be kept."""
        known = self._others.get(fact.device)
        if known is None:
            known = self._others[fact.device] = {**self._known.get(fact.device, {}), **fact.seen}
        return known

    def knew(self, fact: Fact, device: str, number: int) -> bool:
        """Whether the device of `fact`, the last one noted or one about to be, held that entry when it recorded it."""
        known = self._known.get(fact.device)
        return (known is not None and known.get(device, 0) >= number) or fact.seen.get(device, 0) >= number
