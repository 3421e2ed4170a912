"""What other devices are known to hold: an export leaves it out, and entries cut off here are noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from malja.journal.chain.entry import Tip
from malja.journal.storage.chains import Chains
from malja.journal.storage.tables import HEARD, HOLDS

#: Where `holds` keeps a holder's hash over its quarantine: beside its chains, under a name that no device has.
QUARANTINE_KEY = ""
#: So many ends of a chain that never came are kept of one sender's word.
_MOST_UNMET = 10


@dataclass(frozen=True, slots=True)
class TipClaim:
    """A chain's tip, the device that said so in the header of a bundle, and whether that entry was here then."""

    device: str
    tip: Tip
    sender: str
    here: bool


def read_peer_tips(connection: Connection) -> dict[str, dict[str, Tip]]:
    """The tips of the chains that each device is known to hold, by holder and chain."""
    holders: dict[str, dict[str, Tip]] = {}
    for row in connection.execute(select(HOLDS)):
        holders.setdefault(row.holder, {})[row.device] = Tip(row.number, row.hash)
    return holders


def save_reached(connection: Connection, reached: Mapping[str, Mapping[str, Tip]]) -> None:
    """Keep what devices were seen to hold by the entries they wrote: it can only be more than before."""
    before = read_peer_tips(connection)
    for holder, chains in reached.items():
        _put(connection, holder, _further(chains, before.get(holder, {})), _made(connection, holder))


def save_peer_tips(
    connection: Connection, holder: str, tips: Mapping[str, Tip], *, quarantine_hash: str, made: str
) -> None:
    """Keep what the header of a bundle, made at a time, says that its sender holds; the newest header counts alone.

    It may say less than one before it: a device that was restored from an old copy needs again what it had.
    `quarantine_hash`: over what it keeps in quarantine.
    """
    before = _made(connection, holder)
    if before > made:
        _put(connection, holder, _further(tips, read_peer_tips(connection).get(holder, {})), before)
        return
    connection.execute(delete(HOLDS).where(HOLDS.c.holder == holder))
    _put(connection, holder, {**tips, QUARANTINE_KEY: Tip(0, quarantine_hash)}, made)


def save_claims(connection: Connection, chains: Chains, sender: str, tips: Mapping[str, Tip]) -> None:
    """Keep for ever how far the sender said that each chain reaches: where it is further, or other, than any said.

    What revoked devices said counts for nothing here. Of what never came, a few words of each sender are enough.
    """
    known: dict[str, dict[int, set[str]]] = {}
    unmet: Counter[str] = Counter()
    trust = chains.trust()
    kept = read_claims(connection)
    rows_here = {(claim.device, claim.tip) for claim in kept}
    for claim in kept:
        unmet[claim.device] += claim.sender == sender and not claim.here
        if claim.sender not in trust.ends:
            known.setdefault(claim.device, {}).setdefault(claim.tip.number, set()).add(claim.tip.hash)
    rows = []
    for device, tip in sorted(tips.items()):
        numbers = known.get(device, {})
        if device not in trust.cards or (device, tip) in rows_here:
            continue
        if tip.number > max(numbers, default=0) or tip.hash not in numbers.get(tip.number, {tip.hash}):
            here = chains.turn(device, tip.number, tip.hash) is not None
            if not here and unmet[device] >= _MOST_UNMET:
                continue
            row = {"device": device, "number": tip.number, "hash": tip.hash}
            rows.append({**row, "sender": sender, "here": int(here)})
    if rows:
        connection.execute(insert(HEARD), rows)


def save_returned(connection: Connection, device: str, tip: Tip) -> None:
    """Keep that entries of this device's own came back to it from others, up to a tip.

    It was restored from an old copy then. What it had seen before those entries can't be told by where they stand in
    the journal now: its next entry has to say all that it has seen (see `append_point`).
    """
    _put(connection, device, {device: tip}, "")


def find_returned(connection: Connection, device: str) -> int:
    """Up to which number entries of this device's own came back to it; 0: none did."""
    own = (HOLDS.c.holder == device) & (HOLDS.c.device == device)
    return int(connection.execute(select(HOLDS.c.number).where(own)).scalar() or 0)


def read_claims(connection: Connection) -> list[TipClaim]:
    """How far each chain was said to reach, by anybody, in the order of chains and numbers."""
    rows = connection.execute(select(HEARD).order_by(HEARD.c.device, HEARD.c.number, HEARD.c.hash))
    return [TipClaim(row.device, Tip(row.number, row.hash), row.sender, bool(row.here)) for row in rows]


def _further(tips: Mapping[str, Tip], known: Mapping[str, Tip]) -> dict[str, Tip]:
    return {device: tip for device, tip in tips.items() if device not in known or known[device].number < tip.number}


def _made(connection: Connection, holder: str) -> str:
    return str(connection.execute(select(HOLDS.c.made).where(HOLDS.c.holder == holder).limit(1)).scalar() or "")


def _put(connection: Connection, holder: str, tips: Mapping[str, Tip], made: str) -> None:
    rows = [
        {"holder": holder, "device": device, "number": tip.number, "hash": tip.hash, "made": made}
        for device, tip in tips.items()
    ]
    if rows:
        connection.execute(delete(HOLDS).where(HOLDS.c.holder == holder, HOLDS.c.device.in_(list(tips))))
        connection.execute(insert(HOLDS), rows)
