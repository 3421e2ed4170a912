"""The chains of a journal while entries of others are added one after another: quick to look up, written in batches."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from malja.journal.chain.device import Card
from malja.journal.chain.entry import Entry, Tip, read_entry
from malja.journal.chain.trust import MEMBERSHIP_KINDS, Trust, derive_trust, read_card
from malja.journal.storage.rows import add_entries, read_row, read_tips, select_entries
from malja.journal.storage.tables import ENTRIES, IS_MEMBERSHIP, QUARANTINE, WAITING

#: How many entries are read or written at once.
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class EntryMark:
    """An entry's hash and turn: what the entries that build on it must agree with."""

    hash: str
    turn: int


class Chains:
    """The chains and the quarantine of a journal, with what the running import has added to them.

    `tips`: the last entry of each chain. `cards`: of every device that some entry here enrols, whether or not
    that counts. Nothing is in the database before `write`.
    """

    def __init__(self, connection: Connection, site: str) -> None:
        self.site = site
        self._connection = connection
        self.tips = read_tips(connection)
        self.cards: dict[str, Card] = {}
        self._chains: dict[str, dict[int, EntryMark]] = {}
        self._quarantined: dict[tuple[str, int, str], tuple[Entry, str]] = {}
        self._own: list[Entry] = []
        self._new: list[Entry] = []
        self._kept: list[dict[str, object]] = []
        for row in connection.execute(select_entries(IS_MEMBERSHIP).order_by(ENTRIES.c.position)):
            self._learn_card(read_row(row))
            self._own.append(read_row(row))
        for kept in connection.execute(select(QUARANTINE)):
            entry = read_entry(kept.content, kept.hash, kept.signature)
            self._quarantined[entry.device, entry.number, entry.hash] = entry, kept.reason
            self._learn_card(entry)

    def trust(self) -> Trust:
        """Who may write, as the entries held now say."""
        return derive_trust(self.site, self._own)

    def number(self, device: str) -> int:
        """The number of the last entry that a chain has here; 0: none."""
        tip = self.tips.get(device)
        return tip.number if tip else 0

    def at(self, device: str, number: int) -> EntryMark | None:
        """The entry that stands under a number of a chain."""
        if not 0 < number <= self.number(device):
            return None
        chain = self._chains.setdefault(device, {})
        if number not in chain:
            chain.update(self._read_marks(device, number))
        return chain.get(number)

    def turn(self, device: str, number: int, hashed: str) -> int | None:
        """The turn of an entry that is held, in its chain or in quarantine; None: it is not held."""
        mark = self.at(device, number)
        if mark and mark.hash == hashed:
            return mark.turn
        kept = self._quarantined.get((device, number, hashed))
        return kept[0].turn if kept else None

    def is_quarantined(self, device: str, number: int, hashed: str) -> bool:
        """Whether an entry stands in quarantine."""
        return (device, number, hashed) in self._quarantined

    def quarantined(self, device: str, number: int, hashed: str) -> Entry | None:
        """An entry that stands in quarantine; None: it does not."""
        kept = self._quarantined.get((device, number, hashed))
        return kept[0] if kept else None

    def list_quarantined(self) -> list[tuple[Entry, str]]:
        """The entries in quarantine, with the reasons' codes, in the order of their chains."""
        return [self._quarantined[key] for key in sorted(self._quarantined)]

    def quarantine_hash(self) -> str:
        """A hash over all that stands in quarantine, so that two devices can tell whether they keep the same there."""
        return hashlib.sha256("\n".join(sorted(key[2] for key in self._quarantined)).encode()).hexdigest()

    def add(self, entry: Entry) -> None:
        """Put an entry at the end of its chain."""
        self._new.append(entry)
        self.tips[entry.device] = Tip(entry.number, entry.hash)
        self._chains.setdefault(entry.device, {})[entry.number] = EntryMark(entry.hash, entry.turn)
        if entry.fact.kind in MEMBERSHIP_KINDS:
            self._own.append(entry)
            self._learn_card(entry)
        if len(self._new) >= _BATCH:
            self.write()

    def quarantine(self, entry: Entry, reason: str) -> None:
        """Put an entry into quarantine, with the reason's code."""
        self._quarantined[entry.device, entry.number, entry.hash] = entry, reason
        self._kept.append({**_row(entry), "reason": reason})
        self._learn_card(entry)

    def write(self) -> None:
        """Write what was added since the last time."""
        add_entries(self._connection, self._new)
        self._new.clear()
        if self._kept:
            self._connection.execute(insert(QUARANTINE), self._kept)
            self._kept.clear()

    def take_waiting(self) -> list[Entry]:
        """The entries that waited for others, in the order of their chains; they wait no more."""
        rows = self._connection.execute(select(WAITING).order_by(WAITING.c.device, WAITING.c.number, WAITING.c.hash))
        out = [read_entry(row.content, row.hash, row.signature) for row in rows]
        if out:
            self._connection.execute(delete(WAITING))
        return out

    def save_waiting(self, those: Iterable[Entry]) -> None:
        """Keep entries until what they build on arrives."""
        rows = [_row(entry) for entry in those]
        if rows:
            self._connection.execute(insert(WAITING), rows)

    def _read_marks(self, device: str, number: int) -> dict[int, EntryMark]:
        rows = self._connection.execute(
            select(ENTRIES.c.number, ENTRIES.c.hash, ENTRIES.c.turn).where(
                ENTRIES.c.device == device, ENTRIES.c.number >= number, ENTRIES.c.number < number + _BATCH
            )
        )
        return {row.number: EntryMark(row.hash, row.turn) for row in rows}

    def _learn_card(self, entry: Entry) -> None:
        """Keep a device's card from the entry that enrols it; ids are made of keys, so no card can be another's."""
        card = read_card(entry) if entry.fact.kind in MEMBERSHIP_KINDS else None
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
