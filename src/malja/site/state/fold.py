"""Fold the journal into a state: from the first entry, or from a state with what came since, where that is the same."""

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
    """The state of all entries up to a position, the last number of each chain (`tips`), and the last entry folded."""

    state: State
    position: int
    tips: dict[str, int]
    last: tuple[str, int]


def fold_journal(journal: Journal) -> FoldedState:
    """The state of the whole journal. Entries that come meanwhile may be folded in, but are after its position."""
    position = journal.size()
    tips = {device: tip.number for device, tip in journal.tips().items()}
    state, last = State(), ("", 0)
    with pause_garbage_collection():
        for fact in journal.facts():
            state.apply(fact)
            last = (fact.device, fact.number)
    return FoldedState(state=state, position=position, tips=tips, last=last)


def fold_new_entries(before: FoldedState, journal: Journal) -> FoldedState | None:
    """Fold in what came since. None, and nothing folded: some of it belongs earlier, or says who may write."""
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


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """No garbage collection in this block: among millions of new objects it finds nothing and costs much."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
