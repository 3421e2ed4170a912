"""Entries as rows of the table `entries`, and back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, func, insert, select

from malja.journal.entry import Entry, Head, read
from malja.journal.tables import entries

#: What `entry_of` needs of a row, in this order.
_READ = (entries.c.content, entries.c.hash, entries.c.signature, entries.c.position)
_ADD = insert(entries)


def add(connection: Connection, new: Sequence[Entry]) -> None:
    """Add entries behind those that stand in the journal; the connection must be one for writing."""
    start = last_position(connection) + 1
    if new:
        connection.execute(_ADD, [_row(entry, position) for position, entry in enumerate(new, start)])


def _row(entry: Entry, position: int) -> dict[str, object]:
    return {
        "position": position,
        "device": entry.device,
        "number": entry.number,
        "turn": entry.turn,
        "id": entry.fact.id,
        "kind": entry.fact.kind,
        "content": entry.content,
        "hash": entry.hash,
        "signature": entry.signature,
    }


def stored(*where: ColumnElement[bool]) -> Select[str, str, str, int]:
    """The query for entries that `entry_of` reads."""
    return select(*_READ).where(*where)


def entry_of(row: Row[str, str, str, int]) -> Entry:
    """The entry that a row holds; raises Refused where its content is no entry."""
    content, hashed, signature, position = row
    return read(content, hashed, signature, position)


def last_position(connection: Connection) -> int:
    """The position of the entry that came last; 0 in an empty journal."""
    return int(connection.execute(_LAST).scalar_one() or 0)


_LAST = select(func.max(entries.c.position))


def heads(connection: Connection, *where: ColumnElement[bool]) -> dict[str, Head]:
    """The last entry of each chain, by device, among those that the conditions leave."""
    ends: Subquery = (
        select(entries.c.device, func.max(entries.c.number).label("number"))
        .where(*where)
        .group_by(entries.c.device)
        .subquery()
    )
    found = connection.execute(
        select(entries.c.device, entries.c.number, entries.c.hash)
        .join(ends, (ends.c.device == entries.c.device) & (ends.c.number == entries.c.number))
        .order_by(entries.c.device)
    )
    return {device: Head(number, hashed) for device, number, hashed in found}
