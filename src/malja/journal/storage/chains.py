"""What a journal holds, as entries of others are put to it one after another: quick to ask, written in batches."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from malja.journal.chain.device import Card
from malja.journal.chain.entry import Entry, Head, read
from malja.journal.chain.trust import OWN_KINDS, Trust, card_of, trust
from malja.journal.storage.rows import add, entry_of, heads, stored
from malja.journal.storage.tables import OWN, entries, quarantine, waiting

#: How many entries are read or written at once.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry's hash and turn: what is asked of it by those that build on it."""

    hash: str
    turn: int


class Held:
    """The chains and the quarantine of a journal, with what the running import has added to them.

    `heads`: the last entry of each chain. `cards`: those of each device that an entry held enrols, whether or not it
    counts. Nothing is in the database before `write`.
    """

    def __init__(self, connection: Connection, site: str) -> None:
        self.site = site
        self._connection = connection
        self.heads = heads(connection)
        self.cards: dict[str, Card] = {}
        self._chains: dict[str, dict[int, Mark]] = {}
        self._aside: dict[tuple[str, int, str], tuple[Entry, str]] = {}
        self._own: list[Entry] = []
        self._new: list[Entry] = []
        self._kept: list[dict[str, object]] = []
        for row in connection.execute(stored(OWN).order_by(entries.c.position)):
            self._meet(entry_of(row))
            self._own.append(entry_of(row))
        for kept in connection.execute(select(quarantine)):
            entry = read(kept.content, kept.hash, kept.signature)
            self._aside[entry.device, entry.number, entry.hash] = entry, kept.reason
            self._meet(entry)

    def trust(self) -> Trust:
        """Who may write, as the entries held now say."""
        return trust(self.site, self._own)

    def number(self, device: str) -> int:
        """The number of the last entry that a chain has here; 0: none."""
        head = self.heads.get(device)
        return head.number if head else 0

    def at(self, device: str, number: int) -> Mark | None:
        """The entry that stands under a number of a chain."""
        if not 0 < number <= self.number(device):
            return None
        chain = self._chains.setdefault(device, {})
        if number not in chain:
            chain.update(self._some(device, number))
        return chain.get(number)

    def turn(self, device: str, number: int, hashed: str) -> int | None:
        """The turn of an entry that is held, in its chain or in quarantine; None: it is not held."""
        mark = self.at(device, number)
        if mark and mark.hash == hashed:
            return mark.turn
        kept = self._aside.get((device, number, hashed))
        return kept[0].turn if kept else None

    def is_aside(self, device: str, number: int, hashed: str) -> bool:
        """Whether an entry stands in quarantine."""
        return (device, number, hashed) in self._aside

    def aside(self) -> list[tuple[Entry, str]]:
        """The entries in quarantine, with the reasons' codes, in the order of their chains."""
        return [self._aside[key] for key in sorted(self._aside)]

    def aside_hash(self) -> str:
        """A hash over all that stands in quarantine, so that two devices can tell whether they keep the same there."""
        return hashlib.sha256("\n".join(sorted(key[2] for key in self._aside)).encode()).hexdigest()

    def add(self, entry: Entry) -> None:
        """Put an entry at the end of its chain."""
        self._new.append(entry)
        self.heads[entry.device] = Head(entry.number, entry.hash)
        self._chains.setdefault(entry.device, {})[entry.number] = Mark(entry.hash, entry.turn)
        if entry.fact.kind in OWN_KINDS:
            self._own.append(entry)
            self._meet(entry)
        if len(self._new) >= BATCH:
            self.write()

    def put_aside(self, entry: Entry, reason: str) -> None:
        """Put an entry into quarantine, with the reason's code."""
        self._aside[entry.device, entry.number, entry.hash] = entry, reason
        self._kept.append({**_row(entry), "reason": reason})
        self._meet(entry)

    def write(self) -> None:
        """Write what was added since the last time."""
        add(self._connection, self._new)
        self._new.clear()
        if self._kept:
            self._connection.execute(insert(quarantine), self._kept)
            self._kept.clear()

    def take_waiting(self) -> list[Entry]:
        """The entries that waited for others, in the order of their chains; they wait no more."""
        found = self._connection.execute(select(waiting).order_by(waiting.c.device, waiting.c.number, waiting.c.hash))
        out = [read(row.content, row.hash, row.signature) for row in found]
        if out:
            self._connection.execute(delete(waiting))
        return out

    def let_wait(self, those: Iterable[Entry]) -> None:
        """Keep entries until what they build on arrives."""
        rows = [_row(entry) for entry in those]
        if rows:
            self._connection.execute(insert(waiting), rows)

    def _some(self, device: str, number: int) -> dict[int, Mark]:
        rows = self._connection.execute(
            select(entries.c.number, entries.c.hash, entries.c.turn).where(
                entries.c.device == device, entries.c.number >= number, entries.c.number < number + BATCH
            )
        )
        return {row.number: Mark(row.hash, row.turn) for row in rows}

    def _meet(self, entry: Entry) -> None:
        """Know a device's card from the entry that enrols it; ids are made of keys, so no card can be another's."""
        card = card_of(entry) if entry.fact.kind in OWN_KINDS else None
        if card:
            self.cards.setdefault(card.id, card)


def _row(entry: Entry) -> dict[str, object]:
    return {
        "device": entry.device,
        "number": entry.number,
        "hash": entry.hash,
        "content": entry.content,
        "signature": entry.signature,
    }
