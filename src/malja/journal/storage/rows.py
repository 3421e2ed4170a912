"""Entries as rows of the table `entries`, and back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, func, select

from malja.journal.chain.entry import Entry, Tip, read_entry
from malja.journal.chain.trust import MEMBERSHIP_KINDS
from malja.journal.storage.tables import ENTRIES
from malja.problems import Failed, Problem

#: What `read_row` needs of a row, in this order.
_READ = (ENTRIES.c.content, ENTRIES.c.hash, ENTRIES.c.signature, ENTRIES.c.position)
_COLUMNS = ", ".join(column.name for column in ENTRIES.columns)
_INSERT = {
    database: f"INSERT INTO entries ({_COLUMNS}) VALUES ({', '.join([mark] * len(ENTRIES.columns))})"  # noqa: S608
    for database, mark in (("sqlite", "?"), ("postgresql", "%s"))
}
_IS_OWN = f"kind IN ({', '.join(map(repr, MEMBERSHIP_KINDS))})"
#: The indexes of the table, with the rows that they hold.
_INDEXES = {
    "sqlite_autoindex_entries_1": "",
    "entries_order": "",
    "entries_id": "",
    "entries_own": f"WHERE {_IS_OWN}",
}
#: From a position on: how many entries there are, the position of the last one, and its hash.
_LAST = {
    database: "SELECT count(*), max(position), (SELECT hash FROM entries ORDER BY position DESC LIMIT 1)"  # noqa: S608
    f" FROM entries WHERE position >= {mark}"
    for database, mark in (("sqlite", "?"), ("postgresql", "%s"))
}


def add_entries(connection: Connection, new: Sequence[Entry]) -> None:
    """Add entries at the end of the journal; the connection must be one for writing.

    The driver is called directly: a row takes a fifth of a millisecond, and SQLAlchemy would double that.
    """
    start = find_last_position(connection) + 1
    rows = [_row(entry, position) for position, entry in enumerate(new, start)]
    if not rows:
        return
    # A cursor that is left open where this fails would keep the file locked.
    with closing(connection.connection.cursor()) as cursor:
        if len(rows) == 1:
            cursor.execute(_INSERT[connection.dialect.name], rows[0])
        else:
            cursor.executemany(_INSERT[connection.dialect.name], rows)
        cursor.execute(_LAST[connection.dialect.name], (start,))
        _require_kept(cursor.fetchall() == [(len(rows), rows[-1][0], new[-1].hash)])


def insert_entry(connection: Connection, entry: Entry) -> None:
    """Add one entry at its own position and have it on the disk; the connection must have no transaction begun.

    Raises the driver's IntegrityError where another entry stands there.
    """
    cursor = connection.connection.cursor()
    cursor.execute(_INSERT[connection.dialect.name], _row(entry, entry.position))
    _require_kept(cursor.rowcount == 1)
    if connection.dialect.name == "sqlite":
        # To ask a server again would cost as much as the entry; what its triggers are, `verify` looks at.
        cursor.execute("SELECT hash FROM entries WHERE position = ?", (entry.position,))
        _require_kept(cursor.fetchall() == [(entry.hash,)])
    cursor.close()


def _require_kept(really: bool) -> None:
    """Raises Failed where the database accepted what was to be recorded, and does not hold it."""
    if not really:
        raise Failed([Problem(code="journal_swallowed")])


def _row(entry: Entry, position: int) -> tuple[object, ...]:
    fact = entry.fact
    return (
        position,
        entry.device,
        entry.number,
        entry.turn,
        fact.id,
        fact.kind,
        entry.content,
        entry.hash,
        entry.signature,
    )


def select_entries(*where: ColumnElement[bool]) -> Select[str, str, str, int]:
    """The query for entries, with the columns that an entry is read from."""
    return select(*_READ).where(*where)


def read_row(row: Row[str, str, str, int]) -> Entry:
    """The entry that a row holds; raises Refused where its content is no entry."""
    content, hashed, signature, position = row
    return read_entry(content, hashed, signature, position)


def find_last_position(connection: Connection) -> int:
    """The position of the entry that came last; 0 in an empty journal."""
    cursor = connection.connection.cursor()
    cursor.execute("SELECT max(position) FROM entries")
    row = cursor.fetchone()
    cursor.close()
    return int(row[0] or 0) if row else 0


def find_uneven_index(connection: Connection) -> str:
    """The index of an SQLite journal that holds other rows than the table, in words as SQLite's; `ok`: none does."""
    held = [f"(SELECT count(*) FROM entries INDEXED BY {index} {where})" for index, where in _INDEXES.items()]  # noqa: S608
    # One question, and the table read once: others may write meanwhile.
    whole = f"SELECT count(*) AS every, coalesce(sum({_IS_OWN}), 0) AS own FROM entries NOT INDEXED"  # noqa: S608
    every, own, *counts = connection.exec_driver_sql(f"SELECT every, own, {', '.join(held)} FROM ({whole})").one()  # noqa: S608
    for (index, where), count in zip(_INDEXES.items(), counts, strict=True):
        if count != (right := own if where else every):
            return f"{count} of {right} rows in index {index}"
    return "ok"


def read_tips(connection: Connection, *where: ColumnElement[bool]) -> dict[str, Tip]:
    """The last entry of each chain, by device, among those that the conditions leave."""
    ends: Subquery = (
        select(ENTRIES.c.device, func.max(ENTRIES.c.number).label("number"))
        .where(*where)
        .group_by(ENTRIES.c.device)
        .subquery()
    )
    found = connection.execute(
        select(ENTRIES.c.device, ENTRIES.c.number, ENTRIES.c.hash)
        .join(ends, (ends.c.device == ENTRIES.c.device) & (ends.c.number == ENTRIES.c.number))
        .order_by(ENTRIES.c.device)
    )
    return {device: Tip(number, hashed) for device, number, hashed in found}
