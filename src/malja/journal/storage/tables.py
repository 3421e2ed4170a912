"""The journal's tables, in one text for SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
)

from malja.journal.chain.trust import MEMBERSHIP_KINDS

#: Ids, hashes and texts compare byte by byte, whatever language the server was set up in.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
#: On SQLite a whole number called INTEGER is the row's own number, which costs nothing.
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

SCHEMA = MetaData()

#: Which site the journal is of (`site`) and how it is laid out (`format`).
ABOUT = Table("about", SCHEMA, Column("name", _TEXT, primary_key=True), Column("value", _TEXT, nullable=False))

#: Every entry, in the order in which it arrived here; the columns beside `content` repeat what the content says.
ENTRIES = Table(
    "entries",
    SCHEMA,
    Column("position", _NUMBER, primary_key=True, autoincrement=False),
    Column("device", _TEXT, nullable=False),
    Column("number", _NUMBER, nullable=False),
    Column("turn", _NUMBER, nullable=False),
    Column("id", _TEXT, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("content", _TEXT, nullable=False),
    Column("hash", _TEXT, nullable=False),
    Column("signature", _TEXT, nullable=False),
    UniqueConstraint("device", "number", name="entries_chain"),
)
Index("entries_order", ENTRIES.c.turn, ENTRIES.c.device, ENTRIES.c.number)
Index("entries_id", ENTRIES.c.id)
#: Which entries say who may write. Few among millions, with an index of their own; SQLite uses it only where a question
#: spells the kinds out as the index does, and not where they are values.
IS_MEMBERSHIP = ENTRIES.c.kind.in_(bindparam("own", MEMBERSHIP_KINDS, expanding=True, literal_execute=True))
Index("entries_own", ENTRIES.c.position, sqlite_where=IS_MEMBERSHIP, postgresql_where=IS_MEMBERSHIP)

#: Personal data, encrypted; entries carry the hash. Rows may be deleted: that is what the table is for.
PAYLOADS = Table(
    "payloads", SCHEMA, Column("hash", _TEXT, primary_key=True), Column("sealed", LargeBinary, nullable=False)
)


def _kept_apart(name: str, *more: Column[str]) -> Table:
    return Table(
        name,
        SCHEMA,
        Column("device", _TEXT, primary_key=True),
        Column("number", _NUMBER, primary_key=True, autoincrement=False),
        Column("hash", _TEXT, primary_key=True),
        Column("content", _TEXT, nullable=False),
        Column("signature", _TEXT, nullable=False),
        *more,
    )


#: Entries that came before those they build on; they leave when these arrive.
WAITING = _kept_apart("waiting")
#: Entries that can't be taken: a second one under a number that is taken, one of a revoked device. Kept for ever.
QUARANTINE = _kept_apart("quarantine", Column("reason", _TEXT, nullable=False))

#: How far each chain was said to reach, by others' bundles, and whether that entry was `here` then (1) or not (0): what
#: shows a tail that was cut off, or a chain that was rewritten. Kept for ever.
HEARD = Table(
    "heard",
    SCHEMA,
    Column("device", _TEXT, primary_key=True),
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("hash", _TEXT, primary_key=True),
    Column("sender", _TEXT, nullable=False),
    Column("here", _NUMBER, nullable=False),
)
#: What each other device is known to hold, by its own word: an export leaves it out. Only a saving; may change.
HOLDS = Table(
    "holds",
    SCHEMA,
    Column("holder", _TEXT, primary_key=True),
    Column("device", _TEXT, primary_key=True),
    Column("number", _NUMBER, nullable=False),
    Column("hash", _TEXT, nullable=False),
    Column("made", _TEXT, nullable=False),
)
