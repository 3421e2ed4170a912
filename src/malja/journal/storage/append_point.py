"""Find where a device's next entry stands: the end of the journal, its own chain's tip, and what came since."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from malja.journal.chain.append import AppendPoint
from malja.journal.chain.entry import Tip
from malja.journal.storage.peers import find_returned
from malja.journal.storage.rows import find_last_position
from malja.journal.storage.tables import ENTRIES

_HANDFUL = 2000


def find_append_point(connection: Connection, device: str) -> AppendPoint:
    """Read the end of the journal as the device sees it."""
    own = connection.execute(
        select(ENTRIES.c.number, ENTRIES.c.hash, ENTRIES.c.position)
        .where(ENTRIES.c.device == device)
        .order_by(ENTRIES.c.number.desc())
        .limit(1)
    ).first()
    number, hashed, position = own or (0, "", 0)
    if number and find_returned(connection, device) == number:
        # The device's last entries came back from others: what it had seen before them stands in no order here.
        position = 0
    return AppendPoint(
        device=device,
        position=find_last_position(connection),
        turn=int(connection.execute(select(func.max(ENTRIES.c.turn))).scalar_one() or 0),
        own_tip=Tip(number, hashed),
        seen=_since(connection, device, position),
    )


def _since(connection: Connection, device: str, position: int) -> dict[str, Tip]:
    """The last entry of each other chain among those that came behind a position."""
    came = (
        select(ENTRIES.c.device, ENTRIES.c.number, ENTRIES.c.hash)
        .where(ENTRIES.c.position > position, ENTRIES.c.device != device)
        .order_by(ENTRIES.c.position)
    )
    with connection.execute(came, execution_options={"yield_per": _HANDFUL}) as rows:
        return {other: Tip(number, hashed) for other, number, hashed in rows}
