"""What other devices are known to hold: so that an export leaves it out, and so that a tail cut off here shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from malja.journal.chain.entry import Head
from malja.journal.storage.chains import Held
from malja.journal.storage.tables import heard, holds

#: Where `holds` keeps a holder's hash over its quarantine: beside its chains, under a name that no device has.
ASIDE = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A chain's end, the device that said so in the header of a bundle, and whether that entry was here then."""

    device: str
    head: Head
    sender: str
    here: bool


def held_by_others(connection: Connection) -> dict[str, dict[str, Head]]:
    """What each device is known to hold: by holder and chain, the last entry."""
    found: dict[str, dict[str, Head]] = {}
    for row in connection.execute(select(holds)):
        found.setdefault(row.holder, {})[row.device] = Head(row.number, row.hash)
    return found


def remember_reached(connection: Connection, reached: Mapping[str, Mapping[str, Head]]) -> None:
    """Keep what devices were seen to hold by the entries they wrote: it can only be more than before."""
    before = held_by_others(connection)
    for holder, chains in reached.items():
        _put(connection, holder, _further(chains, before.get(holder, {})), _made(connection, holder))


def remember_header(connection: Connection, holder: str, heads: Mapping[str, Head], *, aside: str, made: str) -> None:
    """Keep what the header of a bundle, made at a time, says that its sender holds; the newest header counts alone.

    It may say less than one before it: a device that was restored from an old copy needs again what it had. `aside`:
    the hash over what it keeps in quarantine.
    """
    before = _made(connection, holder)
    if before > made:
        _put(connection, holder, _further(heads, held_by_others(connection).get(holder, {})), before)
        return
    connection.execute(delete(holds).where(holds.c.holder == holder))
    _put(connection, holder, {**heads, ASIDE: Head(0, aside)}, made)


def remember_heard(connection: Connection, held: Held, sender: str, heads: Mapping[str, Head]) -> None:
    """Keep for ever how far the sender said that each chain reaches: where it is further, or other, than any said."""
    known: dict[str, dict[int, set[str]]] = {}
    for said in heard_of(connection):
        known.setdefault(said.device, {}).setdefault(said.head.number, set()).add(said.head.hash)
    rows = []
    for device, head in sorted(heads.items()):
        numbers = known.get(device, {})
        if head.number > max(numbers, default=0) or head.hash not in numbers.get(head.number, {head.hash}):
            here = held.turn(device, head.number, head.hash) is not None
            row = {"device": device, "number": head.number, "hash": head.hash}
            rows.append({**row, "sender": sender, "here": int(here)})
    if rows:
        connection.execute(insert(heard), rows)


def remember_return(connection: Connection, device: str, head: Head) -> None:
    """Keep that entries of this device's own came back to it from others, up to a head.

    It was restored from an old copy then. What it had seen before those entries can't be told by where they stand in
    the journal now: its next entry has to say all that it has seen (see `tail`).
    """
    _put(connection, device, {device: head}, "")


def returned(connection: Connection, device: str) -> int:
    """Up to which number entries of this device's own came back to it; 0: none did."""
    own = (holds.c.holder == device) & (holds.c.device == device)
    return int(connection.execute(select(holds.c.number).where(own)).scalar() or 0)


def heard_of(connection: Connection) -> list[Said]:
    """How far each chain was said to reach, by anybody, in the order of chains and numbers."""
    rows = connection.execute(select(heard).order_by(heard.c.device, heard.c.number, heard.c.hash))
    return [Said(row.device, Head(row.number, row.hash), row.sender, bool(row.here)) for row in rows]


def _further(heads: Mapping[str, Head], known: Mapping[str, Head]) -> dict[str, Head]:
    return {device: head for device, head in heads.items() if device not in known or known[device].number < head.number}


def _made(connection: Connection, holder: str) -> str:
    return str(connection.execute(select(holds.c.made).where(holds.c.holder == holder).limit(1)).scalar() or "")


def _put(connection: Connection, holder: str, heads: Mapping[str, Head], made: str) -> None:
    rows = [
        {"holder": holder, "device": device, "number": head.number, "hash": head.hash, "made": made}
        for device, head in heads.items()
    ]
    if rows:
        connection.execute(delete(holds).where(holds.c.holder == holder, holds.c.device.in_(list(heads))))
        connection.execute(insert(holds), rows)
