"""How doubts were settled: only such as existed already, and by another hand than the one that brought them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knowledge
from malja.problems import Problem
from malja.stock.rounds.gifts import same_role


@dataclass(frozen=True, slots=True)
class _Settling:
    """One word that settles a doubt: the reason, the entry and the account that said it, and what it had seen."""

    reason: str
    device: str
    number: int
    by: str
    seen: Mapping[str, int]

    def had_seen(self, doubt: Doubt) -> bool:
        """Whether what brought the doubt was there when it was settled."""
        if doubt.device == self.device:
            return doubt.number < self.number
        return self.seen.get(doubt.device, 0) >= doubt.number


class Settlings:
    """The words that settle doubts, folded from facts; which of them hold follows from the entries alone.

    A device can't settle in advance what it will bring, nor settle what it brought itself: another device does, or
    another account at the same one. Where one device takes part alone it may, and the list says so.
    """

    def __init__(self, knowledge: Knowledge, *, alone: bool) -> None:
        self._knowledge = knowledge
        self._alone = alone
        self._said: dict[str, list[_Settling]] = {}

    def apply(self, fact: Fact) -> None:
        """Take in `doubt.settled`."""
        said = _Settling(str(fact.body["reason"]), fact.device, fact.number, fact.by, self._knowledge.list_known(fact))
        self._said.setdefault(str(fact.body["doubt"]), []).append(said)

    def settle(self, doubt: Doubt) -> Doubt:
        """The doubt as it is settled by the last word that holds; the same one where none does."""
        for said in reversed(self._said.get(doubt.id, ())):
            same = self._is_same_hand(doubt, said.device, said.by)
            if (not doubt.device or said.had_seen(doubt)) and (self._alone or not same):
                return dataclasses.replace(doubt, settled=said.reason, same_hand=same)
        return doubt

    def refusals(self, fact: Fact, doubt: Doubt) -> list[Problem]:
        """What stands against settling a doubt: it was brought by the same hand, and there are others."""
        if self._alone or not self._is_same_hand(doubt, fact.device, fact.by):
            return []
        return [Problem.at(None, "doubt_same_hand", "doubt", doubt.id, by=fact.by)]

    def _is_same_hand(self, doubt: Doubt, device: str, by: str) -> bool:
        """Whether the device and the account are those that brought the doubt."""
        same = bool(doubt.device) and doubt.device == device
        return same and same_role(self._knowledge.account(device, doubt.number), by)
