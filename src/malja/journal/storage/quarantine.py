"""The quarantine: entries that can't stand in their chain, kept for ever with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from malja.journal.chain.entry import Entry, read_entry
from malja.journal.storage.tables import ENTRIES, QUARANTINE

#: Why an entry is kept in quarantine.
FORK, FOLLOWS, REVOKED, TURN = REASONS = ("fork", "follows", "revoked", "turn")


@dataclass(frozen=True, slots=True)
class QuarantinedEntry:
    """An entry in quarantine, with the reason's code."""

    entry: Entry
    reason: str


#: A revocation that turned out to be void lets entries of the quarantine into their chain again.
IN_CHAIN = (
    select(ENTRIES.c.position)
    .where(
        ENTRIES.c.hash == QUARANTINE.c.hash,
        ENTRIES.c.device == QUARANTINE.c.device,
        ENTRIES.c.number == QUARANTINE.c.number,
    )
    .exists()
)


#: What is in quarantine and not in its chain, by device and number.
SELECT_QUARANTINE = (
    select(QUARANTINE).where(~IN_CHAIN).order_by(QUARANTINE.c.device, QUARANTINE.c.number, QUARANTINE.c.hash)
)


def read_quarantine(connection: Connection) -> Iterator[QuarantinedEntry]:
    """What is in quarantine and not in its chain, by device and number."""
    for row in connection.execute(SELECT_QUARANTINE):
        yield QuarantinedEntry(read_entry(row.content, row.hash, row.signature), row.reason)


def has_quarantine(connection: Connection) -> bool:
    """Whether anything is in quarantine: most journals hold nothing there."""
    return connection.execute(select(QUARANTINE.c.number).limit(1)).first() is not None
