"""The state as of a position of the journal: folded anew, or brought on by what came since where that is the same."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from malja.journal.chain.trust import MEMBERSHIP_KINDS
from malja.journal.journal import Journal
from malja.site.state.state import State


@dataclass(slots=True, kw_only=True)
class FoldedState:
    """The state of all entries up to a position, the last number of each chain then, and the last entry folded."""

    state: State
    position: int
    heads: dict[str, int]
    last: tuple[str, int]


def fold_journal(journal: Journal) -> FoldedState:
    """The state of a whole journal. What comes meanwhile may be part of it, but is behind its position."""
    position = journal.size()
    heads = {device: head.number for device, head in journal.tips().items()}
    state, last = State(), ("", 0)
    with pause_garbage_collection():
        for fact in journal.facts():
            state.apply(fact)
            last = (fact.device, fact.number)
    return FoldedState(state=state, position=position, heads=heads, last=last)


def fold_new_entries(before: FoldedState, journal: Journal) -> FoldedState | None:
    """The same with what came since, folded in; None: some of it belongs before what is folded, or says who may write.

    Nothing is folded in then.
    """
    new = journal.since(before.position)
    if not new:
        return before
    at = find_turn(journal, *before.last)
    new.sort(key=lambda entry: entry.order)
    if at is None or new[0].order <= (at, *before.last) or any(entry.fact.kind in MEMBERSHIP_KINDS for entry in new):
        return None
    counts = journal.trust().counts
    for entry in new:
        if counts(entry.device, entry.number):
            before.state.apply(entry.fact)
            before.last = (entry.device, entry.number)
        before.heads[entry.device] = max(entry.number, before.heads.get(entry.device, 0))
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


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Python looks for rubbish among millions of new objects in vain: it waits until the block ends."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
