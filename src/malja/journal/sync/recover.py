"""Save what can be read of a damaged SQLite journal into a new one: every entry checked, and put in its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from malja.journal.chain.device import Card, Device
from malja.journal.chain.entry import Entry, hash_content, read_entry
from malja.journal.chain.trust import read_card
from malja.journal.storage.chains import Chains
from malja.journal.storage.database import Database
from malja.journal.storage.tables import ENTRIES, HEARD, PAYLOADS, QUARANTINE, WAITING
from malja.journal.sync.placement import Placement
from malja.problems import Failed, Problem, Refused

#: Rows that are read at once; where one of them can't be, each is tried by itself.
_HANDFUL = 256
#: So many rows that can't be read are tried behind the last one that can, where the file does not say which is last.
_BEYOND = 4_096
_HEARD = {"device": str, "number": int, "hash": str, "sender": str, "here": int}
_PAYLOAD = {"hash": str, "sealed": bytes}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveredChain:
    """A chain: entries that count again, entries that wait for some before them, and how far it is known to go.

    `lost`: entries up to there that could not be read; other devices may still hold them.
    """

    device: str
    name: str
    saved: int
    waiting: int
    reached: int

    @property
    def lost(self) -> int:
        """How many entries are known to be missing."""
        return max(0, self.reached - self.saved - self.waiting)


def recover_journal(damaged: Path, where: Path, *, site: str, own: Device | None) -> tuple[RecoveredChain, ...]:
    """Make a new journal in `where` of all that can be read of a damaged one, by device.

    Raises Refused where something is in `where` already, Failed where nothing of the site can be read.
    """
    with closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)) as source:
        source.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
        entries = {(entry.device, entry.number, entry.hash): entry for entry in _read_entries(source)}
        heard = [row for row in _read_table(source, HEARD) if _has_kinds(row, _HEARD)]
        payloads = [row for row in _read_table(source, PAYLOADS) if _has_kinds(row, _PAYLOAD)]
    cards = {card.id: card for entry in entries.values() if (card := read_card(entry)) is not None}
    if own is not None:
        cards.setdefault(own.id, own.card)
    sound = [entry for entry in entries.values() if _is_signed(entry, cards)]
    if site not in cards or not sound:
        raise Failed([Problem(code="recover_nothing", value=str(damaged))])
    database = Database(where)
    try:
        with database.create(site) as connection:
            chains = Chains(connection, site)
            chains.cards.setdefault(site, cards[site])
            placement = Placement(chains, damaged.name)
            for entry in sorted(sound, key=lambda entry: (*entry.order, entry.hash)):
                placement.put(entry)
            placement.readmit()
            chains.write()
            waiting = placement.list_waiting()
            chains.save_waiting(waiting)
            for table, rows in ((HEARD, heard), (PAYLOADS, payloads)):
                if rows:
                    connection.execute(insert(table), rows)
            return tuple(_describe(chains, waiting, cards, _find_reach(sound, heard)))
    finally:
        database.close()


def _read_entries(source: sqlite3.Connection) -> Iterator[Entry]:
    """Every entry that can be read and is what its hash was made of, of all tables that hold any."""
    for table in (ENTRIES, WAITING, QUARANTINE):
        for row in _read_table(source, table):
            with suppress(Refused, UnicodeEncodeError):
                content, hashed = str(row["content"]), str(row["hash"])
                if hash_content(content) == hashed:
                    yield read_entry(content, hashed, str(row["signature"]))


def _read_table(source: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table that can be read, by their place in it, without any index."""
    names = [column.name for column in table.columns]
    said = f"SELECT {', '.join(names)} FROM {table.name} NOT INDEXED"  # noqa: S608
    last, missed, at = _find_last(source, table.name), 0, 1
    while at <= last or (last == 0 and missed < _BEYOND):
        try:
            rows = source.execute(f"{said} WHERE rowid BETWEEN ? AND ?", (at, at + _HANDFUL - 1)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            rows = [row for number in range(at, at + _HANDFUL) for row in _read_one(source, said, number)]
        missed = 0 if rows else missed + _HANDFUL
        yield from (dict(zip(names, row, strict=True)) for row in rows)
        at += _HANDFUL


def _read_one(source: sqlite3.Connection, said: str, number: int) -> list[Any]:
    try:
        return source.execute(f"{said} WHERE rowid = ?", (number,)).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return []


def _find_last(source: sqlite3.Connection, name: str) -> int:
    """The place of a table's last row; 0: the file does not say."""
    with suppress(sqlite3.Error):
        (last,) = source.execute(f"SELECT max(rowid) FROM {name} NOT INDEXED").fetchone()  # noqa: S608
        return last if isinstance(last, int) else -1
    return 0


def _has_kinds(row: Mapping[str, Any], kinds: Mapping[str, type]) -> bool:
    return all(type(row[name]) is kind for name, kind in kinds.items())


def _is_signed(entry: Entry, cards: Mapping[str, Card]) -> bool:
    card = cards.get(entry.device)
    return card is not None and card.verify(entry.hash, entry.signature)


def _find_reach(entries: Iterable[Entry], heard: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How far each chain is known to go, by the entries themselves, what they had seen, and what others said."""
    reach: dict[str, int] = {}
    for entry in entries:
        for device, number in ((entry.device, entry.number), *((one, tip.number) for one, tip in entry.seen.items())):
            reach[device] = max(number, reach.get(device, 0))
    for row in heard:
        reach[row["device"]] = max(row["number"], reach.get(row["device"], 0))
    return reach


def _describe(
    chains: Chains, waiting: Iterable[Entry], cards: Mapping[str, Card], reach: Mapping[str, int]
) -> Iterator[RecoveredChain]:
    held: dict[str, int] = {}
    for entry in waiting:
        held[entry.device] = held.get(entry.device, 0) + 1
    for device in sorted({*chains.tips, *held, *(reach.keys() & cards.keys())}):
        name = cards[device].name if device in cards else device
        saved = chains.number(device)
        yield RecoveredChain(
            device=device, name=name, saved=saved, waiting=held.get(device, 0), reached=max(saved, reach.get(device, 0))
        )
