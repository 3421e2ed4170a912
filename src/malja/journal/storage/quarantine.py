"""The quarantine: entries that can't stand in their chain, kept for ever with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from malja.journal.chain.entry import Entry, read
from malja.journal.storage.tables import entries, quarantine

#: Why an entry is kept in quarantine.
FORK, FOLLOWS, REVOKED, TURN = REASONS = ("fork", "follows", "revoked", "turn")


@dataclass(frozen=True, slots=True)
class Aside:
    """An entry in quarantine, with the reason's code."""

    entry: Entry
    reason: str


#: A revocation that turned out to be void lets entries of the quarantine into their chain again.
IN_CHAIN = (
    select(entries.c.position)
    .where(
        entries.c.hash == quarantine.c.hash,
        entries.c.device == quarantine.c.device,
        entries.c.number == quarantine.c.number,
    )
    .exists()
)


#: What is in quarantine and not in its chain, by device and number.
ASIDE = select(quarantine).where(~IN_CHAIN).order_by(quarantine.c.device, quarantine.c.number, quarantine.c.hash)


def aside(connection: Connection) -> Iterator[Aside]:
    """What is in quarantine and not in its chain, by device and number."""
    for row in connection.execute(ASIDE):
        yield Aside(read(row.content, row.hash, row.signature), row.reason)


def any_aside(connection: Connection) -> bool:
    """Whether anything is in quarantine: most journals hold nothing there."""
    return connection.execute(select(quarantine.c.number).limit(1)).first() is not None
