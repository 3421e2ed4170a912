"""Where a device's next entry stands: the end of the journal, its own chain's head, and what it saw since."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from malja.journal.chain.append import Tail
from malja.journal.chain.entry import Head
from malja.journal.storage.peers import returned
from malja.journal.storage.rows import last_position
from malja.journal.storage.tables import entries

_HANDFUL = 2000


def tail(connection: Connection, device: str) -> Tail:
    """The end of the journal as the device sees it, read anew."""
    own = connection.execute(
        select(entries.c.number, entries.c.hash, entries.c.position)
        .where(entries.c.device == device)
        .order_by(entries.c.number.desc())
        .limit(1)
    ).first()
    number, hashed, position = own or (0, "", 0)
    if number and returned(connection, device) == number:
        # The device's last entries came back from others: what it had seen before them stands in no order here.
        position = 0
    return Tail(
        device=device,
        position=last_position(connection),
        turn=int(connection.execute(select(func.max(entries.c.turn))).scalar_one() or 0),
        own=Head(number, hashed),
        seen=_since(connection, device, position),
    )


def _since(connection: Connection, device: str, position: int) -> dict[str, Head]:
    """The last entry of each other chain among those that came behind a position."""
    came = (
        select(entries.c.device, entries.c.number, entries.c.hash)
        .where(entries.c.position > position, entries.c.device != device)
        .order_by(entries.c.position)
    )
    with connection.execute(came, execution_options={"yield_per": _HANDFUL}) as rows:
        return {other: Head(number, hashed) for other, number, hashed in rows}
