"""Replay the facts of a journal in the order of the state: a million of them in some seconds."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select

from malja.facts.fact import Fact
from malja.journal.chain.entry import Entry, build_fact, read_entry
from malja.journal.chain.trust import MEMBERSHIP_KINDS, Trust
from malja.journal.storage.rows import find_last_position
from malja.journal.storage.tables import ENTRIES
from malja.problems import Failed, Problem, Refused

_HANDFUL = 2000
_COLUMNS = (ENTRIES.c.content, ENTRIES.c.hash, ENTRIES.c.device, ENTRIES.c.number, ENTRIES.c.turn, ENTRIES.c.kind)


def replay_facts(connection: Connection, trusted: Trust) -> Iterator[Fact]:
    """The facts by turn, device and number: a cause before its effects, the same in every copy of the journal.

    Raises Failed where an entry is not what its hash was made of, does not follow the one before it in its chain, or is
    stored under other columns than its content says; at the end, where a chain's last entry is not signed by its
    device (that signature vouches for the whole chain), or where other entries came than the table holds. No state is
    built on such a journal; `verify` finds what else is wrong.
    """
    query = select(*_COLUMNS).order_by(ENTRIES.c.turn, ENTRIES.c.device, ENTRIES.c.number)
    loads, digest = json.JSONDecoder().decode, hashlib.sha256
    ends: dict[str, tuple[int, str]] = {}
    start, count, members = (0, ""), 0, 0
    with connection.execute(query, execution_options={"yield_per": _HANDFUL}) as rows:
        for content, hashed, device, number, turn, kind in rows:
            last, before = ends.get(device, start)
            try:
                said = loads(content)
                if (
                    number != last + 1
                    or said["before"] != before
                    or said["number"] != number
                    or said["device"] != device
                    or said["turn"] != turn
                    or said["kind"] != kind
                    or digest(content.encode()).hexdigest() != hashed
                ):
                    raise build_changed_failure(device, last + 1)
                fact = build_fact(said)
            except (ValueError, LookupError, TypeError, AttributeError):
                raise build_changed_failure(device, number) from None
            ends[device] = (number, hashed)
            count += 1
            members += kind in MEMBERSHIP_KINDS
            yield fact
    # The order above is read from an index, which may have lost rows; the last position stands in the table itself.
    if count != (last_position := find_last_position(connection)):
        raise build_uneven_failure(count, last_position)
    # Who may write was read from an index of its own.
    if members != trusted.told:
        raise build_uneven_failure(trusted.told, members)
    for device, (number, hashed) in ends.items():
        _signed(connection, trusted, device, number, hashed)


def read_entries_since(connection: Connection, position: int) -> list[Entry]:
    """The entries that came after a position, as they came; raises Failed where one does not follow in its chain."""
    ends: dict[str, tuple[int, str]] = {}
    query = select(*_COLUMNS, ENTRIES.c.signature, ENTRIES.c.position).where(ENTRIES.c.position > position)
    new = []
    for row in connection.execute(query.order_by(ENTRIES.c.position)):
        last, before = ends.get(row.device) or _before(connection, row.device, row.number, position)
        try:
            entry = read_entry(row.content, row.hash, row.signature, row.position)
        except Refused:
            raise build_changed_failure(row.device, row.number) from None
        said = (entry.before, entry.number, entry.device, entry.turn, entry.fact.kind)
        if said != (before, last + 1, row.device, row.turn, row.kind) or row.number != last + 1:
            raise build_changed_failure(row.device, last + 1)
        if hashlib.sha256(row.content.encode()).hexdigest() != row.hash:
            raise build_changed_failure(row.device, row.number)
        ends[row.device] = (row.number, row.hash)
        new.append(entry)
    if position + len(new) != (last_position := find_last_position(connection)):
        raise build_uneven_failure(position + len(new), last_position)
    return new


def build_changed_failure(device: str, number: int) -> Failed:
    """The failure that says that the journal is not what was recorded, and from which entry on."""
    return Failed([Problem.at(None, "journal_changed", value=device, number=number)])


def build_uneven_failure(found: int, last: int) -> Failed:
    """The failure that says that the entries found are not as many as the table's last position."""
    return Failed([Problem.at(None, "journal_uneven", value=found, last=last)])


def _before(connection: Connection, device: str, number: int, position: int) -> tuple[int, str]:
    """The end of a chain as it stood at a position: number and hash; 0 and blank where it had no entry."""
    query = (
        select(ENTRIES.c.number, ENTRIES.c.hash)
        .where(ENTRIES.c.device == device, ENTRIES.c.number < number, ENTRIES.c.position <= position)
        .order_by(ENTRIES.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (row.number, row.hash) if row else (0, "")


def _signed(connection: Connection, trusted: Trust, device: str, number: int, hashed: str) -> None:
    card = trusted.cards.get(device)
    query = select(ENTRIES.c.signature).where(ENTRIES.c.device == device, ENTRIES.c.number == number)
    if card and not card.verify(hashed, str(connection.execute(query).scalar_one_or_none())):
        raise build_changed_failure(device, number)


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
