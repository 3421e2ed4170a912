"""Which turns can be built on: those in chains, and in quarantine those that follow from what came before them."""

from __future__ import annotations

from collections.abc import Iterator

from malja.journal.chain.entry import Entry, Tip
from malja.journal.storage.chains import Chains

#: An entry by its device, number and hash.
_Place = tuple[str, Tip]


class RightTurns:
    """The turns of entries that others had seen, as far as they are right.

    An entry goes to quarantine without anybody looking at its turn, so that one of a far turn could lift the turns of
    all that come after it until nobody can write any more. What is in quarantine moves nothing unless its turn follows.
    """

    def __init__(self, chains: Chains) -> None:
        self._chains = chains
        self._checked: dict[str, int] = {}
        self._lacking: dict[str, _Place] = {}

    def check(self, device: str, tip: Tip) -> int | Tip:
        """The turn of an entry, 0 where it is wrong; or else what must come before that can be told."""
        stack: list[_Place] = [(device, tip)]
        while stack:
            place = stack[-1]
            if self._known(place) is not None:
                stack.pop()
                continue
            entry = self._chains.quarantined(place[0], place[1].number, place[1].hash)
            before = list(_before(entry)) if entry else []
            unknown = [one for one in before if self._known(one) is None]
            if unknown:
                stack += unknown
            elif entry:
                self._decide(entry, before)
        return known if (known := self._known((device, tip))) is not None else 0

    def _known(self, place: _Place) -> int | Tip | None:
        device, tip = place
        mark = self._chains.at(device, tip.number)
        if mark and mark.hash == tip.hash:
            return mark.turn
        if tip.hash in self._checked:
            return self._checked[tip.hash]
        if not self._chains.is_quarantined(device, tip.number, tip.hash):
            return tip
        lacking = self._lacking.get(tip.hash)
        if lacking is not None and self._chains.turn(lacking[0], lacking[1].number, lacking[1].hash) is None:
            return lacking[1]
        return None

    def _decide(self, entry: Entry, before: list[_Place]) -> None:
        turns: list[int] = []
        for device, tip in before:
            known = self._known((device, tip))
            if isinstance(known, Tip):
                held = self._lacking.get(tip.hash) if known is not tip else None
                self._lacking[entry.hash] = held or (device, known)
                return
            turns.append(known or 0)
        right = all(turns) and entry.turn == 1 + max(turns, default=0)
        self._checked[entry.hash] = entry.turn if right else 0


def _before(entry: Entry) -> Iterator[_Place]:
    if entry.number > 1:
        yield entry.device, Tip(entry.number - 1, entry.before)
    yield from entry.seen.items()
