"""The ends of a journal's chains: each last entry is signed and vouches for its chain, and no entry is missing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from malja.journal.chain.entry import Tip
from malja.journal.chain.trust import Trust
from malja.journal.storage.replay import build_changed_failure, build_uneven_failure
from malja.journal.storage.rows import find_last_position
from malja.journal.storage.tables import ENTRIES, IS_MEMBERSHIP


def check_ends(connection: Connection, trusted: Trust) -> dict[str, Tip]:
    """The last entry of each chain. Raises Failed where one is not signed, or where chains and positions differ.

    Positions run from 1 and so do the numbers of each chain, so that the last numbers add up to the last position: an
    index or a table that lost some does not; nor are they as many. A signature vouches for all that stands before it in
    its chain.
    """
    ends = select(ENTRIES.c.device, func.max(ENTRIES.c.number).label("number")).group_by(ENTRIES.c.device).subquery()
    found = connection.execute(
        select(ENTRIES).join(ends, (ends.c.device == ENTRIES.c.device) & (ends.c.number == ENTRIES.c.number))
    ).all()
    tips: dict[str, Tip] = {}
    for row in found:
        device, number = str(row.device), int(row.number)
        if not _is_whole(row.content, row.hash, device, number, row.turn, row.kind):
            raise build_changed_failure(device, number)
        card = trusted.cards.get(device)
        if card and not card.verify(row.hash, str(row.signature)):
            raise build_changed_failure(device, number)
        tips[device] = Tip(number, row.hash)
    last = find_last_position(connection)
    held = int(connection.execute(select(func.count()).select_from(ENTRIES)).scalar_one())
    for said in (held, sum(tip.number for tip in tips.values())):
        if said != last:
            raise build_uneven_failure(said, last)
    return tips


def check_seen(tips: Mapping[str, Tip], known: Mapping[str, int], position: int, last: int) -> None:
    """Raises Failed where chains that were folded up to a position end otherwise in the journal, which ends at `last`.

    What came since may have made them longer, never shorter.
    """
    now = {device: tip.number for device, tip in tips.items()}
    lost = any(now.get(device, 0) < number for device, number in known.items())
    if lost or last < position or (last == position and now != dict(known)):
        raise build_uneven_failure(sum(known.values()), last)


def count_membership(connection: Connection) -> int:
    """How many entries say who may write."""
    return int(connection.execute(select(func.count()).select_from(ENTRIES).where(IS_MEMBERSHIP)).scalar_one())


def _is_whole(content: object, hashed: object, device: str, number: int, turn: object, kind: object) -> bool:
    """Whether a content is what its hash was made of, and says of itself what the columns beside it say."""
    try:
        text = str(content)
        said = json.loads(text)
        told = (said["device"], said["number"], said["turn"], said["kind"])
        return told == (device, number, turn, kind) and hashlib.sha256(text.encode()).hexdigest() == hashed
    except (ValueError, LookupError, TypeError, RecursionError):
        return False
