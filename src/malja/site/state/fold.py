"""Fold the journal into a state: from the first entry, or from a state with what came since, where that is the same."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from malja.facts.fact import Fact
from malja.journal.chain.trust import MEMBERSHIP_KINDS
from malja.journal.journal import Journal
from malja.journal.storage.replay import pause_garbage_collection
from malja.site.state.kinds import TAKEN_BACK
from malja.site.state.state import State
from malja.site.state.take_backs import DECISIVE_KINDS, TakeBacks, judge_take_backs

#: Kinds of facts that change what earlier ones count for.
_ANEW = frozenset((*MEMBERSHIP_KINDS, TAKEN_BACK.name))
#: From so many devices on, another one settles what one has brought.
_TWO = 2


@dataclass(slots=True, kw_only=True)
class FoldedState:
    """The state of all entries up to a position, the last number of each chain (`tips`), and the last entry folded."""

    state: State
    position: int
    tips: dict[str, int]
    last: tuple[str, int]


def fold_journal(journal: Journal) -> FoldedState:
    """The state of the whole journal. Entries that come meanwhile may be folded in, but are after its position."""
    position = journal.size()
    tips = {device: tip.number for device, tip in journal.tips().items()}
    state, last = fold_facts(journal)
    return FoldedState(state=state, position=position, tips=tips, last=last)


def fold_facts(
    journal: Journal, until: datetime.date | None = None, more: Sequence[Fact] = ()
) -> tuple[State, tuple[str, int]]:
    """The state of all facts that count and the last of them; `until`: of those that happened by the end of that day.

    `more`: take-backs that are not recorded (yet), as if they were told last.
    """
    alone = len(journal.trust().active()) < _TWO
    state, last = State(until, judge_journal(journal, more), site=journal.site, alone=alone), ("", 0)
    with pause_garbage_collection():
        for fact in journal.facts():
            state.apply(fact)
            last = (fact.device, fact.number)
    return state, last


def judge_journal(journal: Journal, more: Sequence[Fact] = ()) -> TakeBacks:
    """Which take-backs of a journal hold; `more`: such as are not recorded (yet), told after all others."""
    told = [*journal.facts_of(DECISIVE_KINDS), *more]
    if not any(fact.kind == TAKEN_BACK.name for fact in told):
        return TakeBacks()
    trust = journal.trust()

    def stands_above(one: str, other: str) -> bool:
        return one != other and trust.may_revoke(one, other)

    return judge_take_backs(told, journal.facts_at, stands_above)


def fold_new_entries(before: FoldedState, journal: Journal) -> FoldedState | None:
    """Fold in what came since.

    None, and nothing folded: some of it belongs earlier, says who may write, or has to do with what is taken back.
    """
    new = journal.since(before.position)
    if not new:
        return before
    at = find_turn(journal, *before.last)
    new.sort(key=lambda entry: entry.order)
    missing = before.state.take_backs.missing
    if at is None or new[0].order <= (at, *before.last):
        return None
    if any(entry.fact.kind in _ANEW or (entry.device, entry.number) in missing for entry in new):
        return None
    counts = journal.trust().counts
    for entry in new:
        if counts(entry.device, entry.number):
            before.state.apply(entry.fact)
            before.last = (entry.device, entry.number)
        before.tips[entry.device] = max(entry.number, before.tips.get(entry.device, 0))
    before.position = max(entry.position for entry in new)
    return before


def find_turn(journal: Journal, device: str, number: int) -> int | None:
    """The turn of an entry; None: the journal does not hold it."""
    entries = journal.chain(device, number - 1)
    try:
        entry = next(entries, None)
        return entry.turn if entry is not None and entry.number == number else None
    finally:
        entries.close()  # type: ignore[attr-defined]
