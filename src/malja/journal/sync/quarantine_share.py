"""Choose what of the quarantine travels: little of each device, and all that entries of the chains build on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from malja.journal.chain.entry import Entry
from malja.journal.storage.chains import Chains
from malja.journal.storage.tables import ENTRIES

#: Characters of the quarantine that travel with every bundle: of one device (more than two thousand usual entries), and
#: of all together. One device can't fill the files of the others with what counts for nothing.
MOST_OF_DEVICE = 4 * 2**20
MOST_OF_ALL = 16 * 2**20
_HANDFUL = 2000

#: An entry in quarantine: its device, number and hash.
_Key = tuple[str, int, str]


def choose_quarantine(connection: Connection, chains: Chains) -> list[Entry]:
    """The entries in quarantine that go out with a bundle, by device and number.

    What an entry of a chain builds on always does, or nobody could find that entry's place. Of the rest each device has
    a share, from the first number on, and those that need the least come first.
    """
    kept = [entry for entry, _ in chains.list_quarantined()]
    length: dict[str, int] = defaultdict(int)
    for entry in kept:
        length[entry.device] += len(entry.content)
    if max(length.values(), default=0) <= MOST_OF_DEVICE and sum(length.values()) <= MOST_OF_ALL:
        return kept
    needed = _find_needed(connection, kept)
    room: dict[str, int] = {}
    left = MOST_OF_ALL
    for device in sorted(length, key=lambda device: (length[device], device)):
        room[device] = min(MOST_OF_DEVICE, left, length[device])
        left -= room[device]
    chosen = []
    for entry in kept:
        room[entry.device] -= len(entry.content)
        if room[entry.device] >= 0 or _key(entry) in needed:
            chosen.append(entry)
    return chosen


def _find_needed(connection: Connection, kept: list[Entry]) -> set[_Key]:
    """What in quarantine entries of the chains had seen, and what that builds on."""
    by_key = {_key(entry): entry for entry in kept}
    needed: set[_Key] = set()
    asked = [key for key in _find_seen(connection) if key in by_key]
    while asked:
        key = asked.pop()
        if key not in needed:
            needed.add(key)
            asked += [one for one in _before(by_key[key]) if one in by_key]
    return needed


def _find_seen(connection: Connection) -> Iterator[_Key]:
    rows = connection.execute(select(ENTRIES.c.content), execution_options={"yield_per": _HANDFUL})
    for content in rows.scalars():
        if '"seen":{}' not in content:
            for device, (number, hashed) in json.loads(content)["seen"].items():
                yield device, number, hashed


def _before(entry: Entry) -> Iterator[_Key]:
    yield entry.device, entry.number - 1, entry.before
    for device, tip in entry.seen.items():
        yield device, tip.number, tip.hash


def _key(entry: Entry) -> _Key:
    return entry.device, entry.number, entry.hash
