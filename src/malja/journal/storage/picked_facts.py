"""Read a few facts of a journal: those of some kinds, or those that stand at some places."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, Connection, select

from malja.facts.fact import Fact
from malja.journal.chain.entry import build_fact
from malja.journal.storage.replay import build_changed_failure
from malja.journal.storage.tables import ENTRIES

#: How many numbers are looked up in one question.
_AT_ONCE = 500


def read_facts_of(connection: Connection, kinds: Collection[str]) -> list[Fact]:
    """The facts of some kinds by turn, device and number; raises Failed where an entry can't be read."""
    return list(_read(connection, ENTRIES.c.kind.in_(sorted(kinds))))


def read_facts_at(connection: Connection, places: Collection[tuple[str, int]]) -> dict[tuple[str, int], Fact]:
    """The facts that stand at places (device, number); what is not here is left out."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for device, number in sorted(places):
        numbers[device].append(number)
    found: dict[tuple[str, int], Fact] = {}
    for device, wanted in numbers.items():
        for start in range(0, len(wanted), _AT_ONCE):
            some = ENTRIES.c.number.in_(wanted[start : start + _AT_ONCE])
            found.update(
                ((fact.device, fact.number), fact) for fact in _read(connection, ENTRIES.c.device == device, some)
            )
    return found


def _read(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Fact]:
    query = select(ENTRIES.c.content, ENTRIES.c.device, ENTRIES.c.number).where(*where)
    order = (ENTRIES.c.turn, ENTRIES.c.device, ENTRIES.c.number)
    for content, device, number in connection.execute(query.order_by(*order)):
        try:
            yield build_fact(json.loads(content))
        except (ValueError, LookupError, TypeError, AttributeError):
            raise build_changed_failure(device, number) from None
