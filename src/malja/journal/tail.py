"""What a device's next entry follows: where the journal ends, its own chain's head, and what it saw since."""

from __future__ import annotations

import dataclasses
import datetime
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from malja.facts.fact import Fact
from malja.journal.entry import Entry, Head, Place, written
from malja.journal.rows import heads, last_position
from malja.journal.tables import entries

NONE = Head(0, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The end of a journal as one device sees it; `seen`: heads of other chains that came since its own last entry."""

    device: str
    position: int
    turn: int
    own: Head
    seen: Mapping[str, Head]

    def next(self) -> Place:
        """The place of the device's next entry."""
        return Place(
            device=self.device,
            number=self.own.number + 1,
            before=self.own.hash,
            turn=self.turn + 1,
            seen=self.seen,
        )

    def after(self, entry: Entry) -> Tail:
        """The tail with one more entry of the device's own."""
        return Tail(
            device=self.device,
            position=self.position + 1,
            turn=entry.turn,
            own=Head(entry.number, entry.hash),
            seen={},
        )


def tail(connection: Connection, device: str) -> Tail:
    """The end of the journal, read anew."""
    own = connection.execute(
        select(entries.c.number, entries.c.hash, entries.c.position)
        .where(entries.c.device == device)
        .order_by(entries.c.number.desc())
        .limit(1)
    ).first()
    number, hashed, position = own or (0, "", 0)
    return Tail(
        device=device,
        position=last_position(connection),
        turn=int(connection.execute(select(func.max(entries.c.turn))).scalar_one() or 0),
        own=Head(number, hashed),
        seen=heads(connection, entries.c.position > position, entries.c.device != device),
    )


def chained(
    facts: Iterable[Fact],
    end: Tail,
    *,
    by: str,
    recorded: datetime.datetime,
    payloads: Mapping[str, str],
    sign: Callable[[str], str],
) -> tuple[tuple[Entry, ...], Tail]:
    """The entries of facts behind a tail, and the tail behind them; facts without an id are given one."""
    made = []
    moment = recorded.strftime("%Y-%m-%dT%H:%M:%SZ")
    for fact in facts:
        known = fact.id or secrets.token_hex(16)
        stamped = dataclasses.replace(fact, id=known, by=by, recorded=moment)
        entry = written(stamped, end.next(), payload=payloads.get(known, ""), sign=sign)
        end = end.after(entry)
        made.append(dataclasses.replace(entry, position=end.position))
    return tuple(made), end
