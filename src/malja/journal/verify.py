"""Verify a journal: every entry unchanged, signed by its device, in its place, and none cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection, Row, func, select, true

from malja.journal.chain.device import verify_all
from malja.journal.chain.entry import Entry, Tip, hash_content, read_entry
from malja.journal.chain.trust import DEVICE_ENROLLED, Trust, derive_trust, read_card
from malja.journal.forks import find_forks
from malja.journal.storage import guards
from malja.journal.storage.peers import read_claims
from malja.journal.storage.quarantine import REASONS, SELECT_QUARANTINE
from malja.journal.storage.replay import pause_garbage_collection
from malja.journal.storage.rows import read_tips
from malja.journal.storage.tables import ENTRIES, IS_MEMBERSHIP, QUARANTINE
from malja.problems import Refused, shorten

#: Findings that are kept out of the state already, so that the journal is sound all the same.
_HARMLESS = ("revoked", "uncounted", "behind", *(f"aside_{reason}" for reason in REASONS))
_HANDFUL = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be: a code, the chain and number where it stands, and more by name."""

    code: str
    device: str = ""
    number: int = 0
    values: tuple[tuple[str, str], ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether the journal is not what was written; later entries of a revoked device only do not count."""
        return self.code not in _HARMLESS


#: Heads that somebody said: the chain, number and hash, who said so, and what is wrong where they are not here.
_Claims = dict[tuple[str, int, str], tuple[str, str]]
#: A finding's code, the number where it stands, and more by name.
_RowFinding = tuple[str, int, tuple[tuple[str, str], ...]]
_Row = Row[tuple[object, ...]]
#: The entry before in a chain: its device, number and hash, and its turn where that is known.
_Before = tuple[str, Tip, int | None]


def verify_entries(
    connection: Connection, site: str, own: str, against: Mapping[str, Tip] | None = None
) -> Iterator[Finding]:
    """Everything that is wrong in a journal on the device `own`; `against`: tips as printed, perhaps shortened."""
    yield from (
        Finding(code="unguarded", values=(("guard", guard),)) for guard in guards.find_broken_guards(connection)
    )
    yield from _database(connection)
    claims: _Claims = {}
    with _forgiving(connection), pause_garbage_collection():
        trusted, enrolled = _trust(connection, site)
        yield from _chains(connection, trusted, enrolled, claims)
    yield from _positions(connection)
    for device, tip in (against or {}).items():
        claims.setdefault((device, tip.number, tip.hash), ("", "cut"))
    for said in read_claims(connection):
        # The word of a device that was revoked, or about a chain that counts no more, raises no alarm.
        if said.sender in trusted.ends or said.device in trusted.ends or said.device not in trusted.cards:
            continue
        # What others hold of each other's chains may never have come here; of one's own there can't be more.
        code = "cut" if said.device == own or said.here else "behind"
        claims.setdefault((said.device, said.tip.number, said.tip.hash), (said.sender, code))
    yield from _unmet(connection, claims)
    for split in find_forks(connection, trusted):
        sides = (("here", str(split.here)), ("aside", str(split.aside)))
        code = "split_founder" if split.founder else "split"
        yield Finding(code=code, device=split.device, number=split.number, values=sides)
    for row in connection.execute(SELECT_QUARANTINE):
        yield Finding(code=f"aside_{row.reason}", device=row.device, number=row.number)


@contextmanager
def _forgiving(connection: Connection) -> Iterator[None]:
    """Read texts in which a flipped bit left no letter, so that they can be named; PostgreSQL holds none."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.text_factory = partial(str, encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        yield
    finally:
        driver.text_factory = str  # type: ignore[union-attr]


def _database(connection: Connection) -> Iterator[Finding]:
    """What SQLite itself finds in its file; PostgreSQL has checksums of its own."""
    if connection.dialect.name != "sqlite":
        return
    for said in connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars():
        if said != "ok":
            yield Finding(code="damaged", values=(("reason", shorten(str(said))),))


def _trust(connection: Connection, site: str) -> tuple[Trust, Set[str]]:
    """Who may write, by those of the entries that can be read, and whoever is enrolled in any, even one set aside."""
    own: list[Entry] = []
    aside: list[Entry] = []
    for table, into in ((ENTRIES, own), (QUARANTINE, aside)):
        where = IS_MEMBERSHIP if table is ENTRIES else true()
        for row in connection.execute(select(table.c.content, table.c.hash, table.c.signature).where(where)):
            try:
                into.append(read_entry(row.content, row.hash, row.signature))
            except Refused:
                continue
    cards = (read_card(entry) for entry in (*own, *aside) if entry.fact.kind == DEVICE_ENROLLED)
    return derive_trust(site, own), {card.id for card in cards if card}


def _chains(connection: Connection, trusted: Trust, enrolled: Set[str], claims: _Claims) -> Iterator[Finding]:
    query = select(ENTRIES).order_by(ENTRIES.c.device, ENTRIES.c.number)
    with connection.execute(query, execution_options={"yield_per": _HANDFUL}) as rows:
        before: _Before = ("", Tip(0, ""), 0)
        for row, entry in _read_rows(rows.partitions(), trusted):
            if not (isinstance(row.device, str) and isinstance(row.number, int) and isinstance(row.position, int)):
                number = row.number if isinstance(row.number, int) else 0
                yield Finding(code="unreadable", device=str(row.device or ""), number=number)
                continue
            if row.device != before[0]:
                before = (row.device, Tip(0, ""), 0)
            findings: list[_RowFinding] = []
            if row.number > before[1].number + 1:
                findings.append(("missing", before[1].number + 1, (("last", str(row.number - 1)),)))
            if entry is None:
                findings.append(("unreadable", row.number, ()))
                # The hash of what it was is unknown, so the next entry's word for it can't be checked either.
                before = (row.device, Tip(row.number, row.hash), None)
            else:
                findings += [(code, row.number, ()) for code in _alone(row, entry, trusted, enrolled)]
                findings += [
                    (code, row.number, ()) for code in _following(row.number, entry.entry, before, connection, claims)
                ]
                before = (row.device, Tip(row.number, entry.hashed), entry.entry.turn)
            for code, number, values in findings:
                yield Finding(code=code, device=row.device, number=number, values=values)


class _ReadEntry(NamedTuple):
    """An entry, the hash of its content as it is here, and whether that is signed by its device."""

    entry: Entry
    hashed: str
    signed: bool


def _read_rows(handfuls: Iterable[Sequence[_Row]], trusted: Trust) -> Iterator[tuple[_Row, _ReadEntry | None]]:
    """Each row with its entry, None where it can't be read; the signatures of a handful are looked at together."""
    for rows in handfuls:
        entries = [(row, _readable(row)) for row in rows]
        whole = [(entry, hash_content(entry.content)) for _, entry in entries if entry is not None]
        known = [
            (trusted.cards[one.device], hashed, one.signature) for one, hashed in whole if one.device in trusted.cards
        ]
        right = {signed[1:] for signed, holds in zip(known, verify_all(known), strict=True) if holds}
        read = iter([_ReadEntry(one, hashed, (hashed, one.signature) in right) for one, hashed in whole])
        yield from ((row, None if entry is None else next(read)) for row, entry in entries)


def _readable(row: _Row) -> Entry | None:
    try:
        return read_entry(str(row.content), str(row.hash), str(row.signature), int(row.position))
    except (Refused, TypeError, ValueError):
        return None


def _alone(row: _Row, read: _ReadEntry, trusted: Trust, enrolled: Set[str]) -> Iterator[str]:
    """What is wrong with an entry, by itself; `enrolled`: devices that any entry enrols, whether or not it counts."""
    entry, hashed, signed = read
    if hashed != entry.hash:
        yield "changed"
    repeated = (entry.device, entry.number, entry.turn, entry.fact.id, entry.fact.kind)
    if repeated != (row.device, row.number, row.turn, row.id, row.kind):
        yield "columns"
    if entry.device not in trusted.cards:
        yield "uncounted" if entry.device in enrolled else "not_enrolled"
    elif not signed:
        yield "signature"
    elif not trusted.counts(entry.device, entry.number):
        yield "revoked"


def _following(number: int, entry: Entry, before: _Before, connection: Connection, claims: _Claims) -> Iterator[str]:
    """What is wrong with the entry under a number, behind another and behind those that it had seen."""
    _, tip, turn = before
    follows = number == tip.number + 1
    if follows and entry.before != tip.hash:
        yield "reordered"
    turns = [turn]
    for device, seen in entry.seen.items():
        claims.setdefault((device, seen.number, seen.hash), (entry.device, "cut"))
        turns.append(_turn(connection, device, seen))
    known = [one for one in turns if one is not None]
    if follows and len(known) == len(turns) and entry.turn != 1 + max(known):
        yield "turn"


def _turn(connection: Connection, device: str, tip: Tip) -> int | None:
    query = select(ENTRIES.c.turn).where(ENTRIES.c.device == device, ENTRIES.c.number == tip.number)
    return connection.execute(query.where(ENTRIES.c.hash == tip.hash)).scalar()


def _positions(connection: Connection) -> Iterator[Finding]:
    """Positions run from 1 without a gap, and rise along each chain."""
    count, last = connection.execute(select(func.count(), func.max(ENTRIES.c.position)).select_from(ENTRIES)).one()
    if count != (last or 0):
        yield Finding(code="position", number=count, values=(("last", str(last)),))
    later = (
        select(
            ENTRIES.c.device,
            ENTRIES.c.number,
            ENTRIES.c.position,
            func.lag(ENTRIES.c.position).over(partition_by=ENTRIES.c.device, order_by=ENTRIES.c.number).label("before"),
        )
    ).subquery()
    query = select(later.c.device, later.c.number, later.c.position).where(later.c.before > later.c.position)
    for row in connection.execute(query):
        values = (("last", str(row.position)),)
        yield Finding(code="position", device=row.device, number=row.number, values=values)


def _unmet(connection: Connection, claims: _Claims) -> Iterator[Finding]:
    """Heads that somebody saw and that are not here: entries were cut off, or others were put in their place."""
    ends = {device: tip.number for device, tip in read_tips(connection).items()}
    for (device, number, hashed), (by, code) in sorted(claims.items()):
        query = select(ENTRIES.c.number).where(ENTRIES.c.device == device, ENTRIES.c.number == number)
        same = ENTRIES.c.hash.startswith(hashed)
        if connection.execute(query.where(same)).first() is not None:
            continue
        aside = select(QUARANTINE.c.number).where(QUARANTINE.c.device == device, QUARANTINE.c.number == number)
        if connection.execute(aside.where(QUARANTINE.c.hash.startswith(hashed))).first() is not None:
            continue
        held = ends.get(device, 0)
        values = (("here", str(held)), ("by", by), ("hash", hashed[:16]))
        yield Finding(code=code if number > held else "other", device=device, number=number, values=values)
