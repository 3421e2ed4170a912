"""Find forks: chains of a device whose folder was copied, so that both copies signed entries of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from malja.journal.chain.entry import read_entry
from malja.journal.chain.trust import Trust
from malja.journal.storage.quarantine import FOLLOWS, FORK, IN_CHAIN
from malja.journal.storage.tables import ENTRIES, QUARANTINE
from malja.problems import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """A chain that goes on in two branches from a number: entries that count here, and entries in quarantine (`aside`).

    `name`: what people call the device; `founder`: it founded the site, so that nobody can revoke it; `happened`: the
    earliest day that the entries under that number speak of, the same on every device that holds both.
    """

    device: str
    name: str
    number: int
    here: int
    aside: int
    founder: bool
    happened: datetime.date


def find_forks(connection: Connection, trusted: Trust) -> Iterator[Fork]:
    """The chains that forked and were not revoked from there on, by device.

    Until then devices disagree: each counts the branch that came to it first.
    """
    columns = QUARANTINE.c
    forks = (
        select(columns.device, func.min(columns.number).label("number"))
        .where(columns.reason == FORK, ~IN_CHAIN)
        .group_by(columns.device)
        .order_by(columns.device)
    )
    for device, number in connection.execute(forks).all():
        if not trusted.counts(device, number):
            continue
        theirs = and_(columns.device == device, columns.number >= number, columns.reason.in_((FORK, FOLLOWS)))
        kept = select(func.count()).select_from(QUARANTINE).where(theirs, ~IN_CHAIN)
        own = and_(ENTRIES.c.device == device, ENTRIES.c.number >= number)
        yield Fork(
            device=device,
            name=trusted.cards[device].name,
            number=number,
            here=connection.execute(select(func.count()).select_from(ENTRIES).where(own)).scalar_one(),
            aside=connection.execute(kept).scalar_one(),
            founder=device == trusted.site,
            happened=_day(connection, device, number),
        )


def _day(connection: Connection, device: str, number: int) -> datetime.date:
    both = (
        select(table.c.content, table.c.hash, table.c.signature).where(
            table.c.device == device, table.c.number == number
        )
        for table in (ENTRIES, QUARANTINE)
    )
    days = []
    for query in both:
        for row in connection.execute(query).all():
            # One that can't be read is named by `verify`.
            with suppress(Refused):
                days.append(read_entry(*row).fact.happened)
    return min(days, default=datetime.date.min)
