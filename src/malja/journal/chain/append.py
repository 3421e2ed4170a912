"""Make entries of facts, at the end of a device's chain."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from malja.facts.fact import Body, Fact
from malja.journal.chain.entry import (
    ENTRY_FORMAT,
    LONGEST_CONTENT,
    Entry,
    Tip,
    build_entry,
    check_content,
    hash_content,
    refuse_entry,
    write_canonical_json,
)
from malja.problems import LONGEST_VALUE

#: An entry that is not signed yet: what it says, the text of that, and its hash.
_Unsigned = tuple[dict[str, object], str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendPoint:
    """Where a device's next entry stands: `seen` are the tips of other chains that came since its own last entry."""

    device: str
    position: int
    turn: int
    own_tip: Tip
    seen: Mapping[str, Tip]


@dataclass(frozen=True, slots=True)
class RecordingStamp:
    """Who recorded, and when (UTC, to the second): the same for all that is recorded at once."""

    by: str
    recorded: str


def make_entries(
    facts: Iterable[Fact],
    point: AppendPoint,
    stamp: RecordingStamp,
    *,
    sign_all: Callable[[Sequence[str]], Sequence[str]],
    payloads: Mapping[str, str] | None = None,
) -> tuple[tuple[Entry, ...], AppendPoint]:
    """The entries of facts from a point on, and the point behind them; facts without an id are given one.

    `sign_all` signs the hashes; `payloads`: hashes of payloads, by the fact's id. Raises Refused where a fact holds
    what no entry may hold.
    """
    unsigned: list[_Unsigned] = []
    before, seen = point.own_tip.hash, {device: [tip.number, tip.hash] for device, tip in sorted(point.seen.items())}
    for step, fact in enumerate(facts, 1):
        fields = _check_fact(fact, stamp, payloads)
        fields |= {"before": before, "device": point.device, "number": point.own_tip.number + step, "seen": seen}
        fields["turn"] = point.turn + step
        # What nobody could read again is refused here, before anything is told that it was recorded.
        check_content(fields)
        content = write_canonical_json(fields)
        before = _hash(content)
        unsigned.append((fields, content, before))
        seen = {}
    signatures = sign_all([hashed for _, _, hashed in unsigned])
    made = tuple(
        build_entry(fields, content, hashed, signature, position)
        for position, ((fields, content, hashed), signature) in enumerate(
            zip(unsigned, signatures, strict=True), point.position + 1
        )
    )
    if not made:
        return (), point
    own = Tip(made[-1].number, made[-1].hash)
    return made, AppendPoint(device=point.device, position=made[-1].position, turn=made[-1].turn, own_tip=own, seen={})


def _check_fact(fact: Fact, stamp: RecordingStamp, payloads: Mapping[str, str] | None) -> dict[str, object]:
    """The fields of an entry that its fact gives, checked: all but its place in the chain."""
    fields: dict[str, object] = {
        "body": fact.body if type(fact.body) is dict else _plain(fact.body),
        "by": stamp.by,
        "format": ENTRY_FORMAT,
        "happened": fact.happened.isoformat(),
        "id": fact.id or secrets.token_hex(16),
        "kind": fact.kind,
        "recorded": stamp.recorded,
        "source": fact.source,
        "version": fact.version,
    }
    if payloads and fact.id in payloads:
        fields["payload"] = payloads[fact.id]
    return fields


def _plain(body: Body) -> dict[str, object]:
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in body.items()}


def _hash(content: str) -> str:
    if len(content) > LONGEST_CONTENT:
        refuse_entry("entry_long", value=len(content), most=LONGEST_CONTENT)
    try:
        return hash_content(content)
    except UnicodeEncodeError:
        refuse_entry("entry_field", column="body", value=ascii(content)[:LONGEST_VALUE])
