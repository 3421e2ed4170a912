"""The facts of a journal in the order of the state, quickly: a million of them in some seconds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from malja.facts.fact import Fact
from malja.journal.entry import fact_of
from malja.journal.tables import entries
from malja.problems import Failed, Problem

_HANDFUL = 2000


def ordered(connection: Connection) -> Iterator[Fact]:
    """The facts by turn, device and number: a cause before its effects, the same in every copy of the journal.

    Raises Failed at an entry whose text is not what its hash was made of: no state is built on it. (Whether hashes
    are those that were signed, `verifying` says.)
    """
    query = select(entries.c.content, entries.c.hash).order_by(entries.c.turn, entries.c.device, entries.c.number)
    loads, digest = json.JSONDecoder().decode, hashlib.sha256
    with connection.execute(query, execution_options={"yield_per": _HANDFUL}) as rows:
        for content, hashed in rows:
            if digest(content.encode()).hexdigest() != hashed:
                raise _changed(connection, hashed)
            yield fact_of(loads(content))


def _changed(connection: Connection, hashed: str) -> Failed:
    found = connection.execute(select(entries.c.device, entries.c.number).where(entries.c.hash == hashed)).first()
    device, number = found or ("", 0)
    return Failed([Problem.at(None, "journal_changed", value=device, number=number)])
