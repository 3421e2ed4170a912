"""A sample of every kind and version of entry that malja ever wrote: `python -m tests.journal.sampling` adds new ones.

Samples are only ever added: they are what old journals hold.
"""

from __future__ import annotations

import json
from pathlib import Path

from malja.facts.fact import Body, BodyValue, Fact
from malja.facts.kind import Kind
from malja.journal.chain.append import AppendPoint, RecordingStamp, make_entries
from malja.journal.chain.device import Card, Device
from malja.journal.chain.entry import Entry, Tip, read_entry
from malja.journal.chain.trust import make_enrolment
from malja.site.state.kinds import FACT_KINDS
from malja.tables.columns import Column
from tests.journal.made import DAY

FILE = Path(__file__).parent / "samples" / "entries.jsonl"


def samples() -> list[tuple[Card, Entry]]:
    """Every sample, with the card of the device that wrote it."""
    lines = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()] if FILE.exists() else []
    return [(Card.read(one["card"]), read_entry(one["content"], one["hash"], one["signature"])) for one in lines]


def wanted(device: Device) -> list[Fact]:
    """A fact of every kind, as its newest version is written."""
    own: dict[str, Body] = {
        "site.founded": {"site": device.id, "name": "Camp"},
        "device.enrolled": make_enrolment(device.card),
        "device.revoked": {"device": device.id, "from": 9},
        "table.set": {"table": "places", "row": '["camp"]', "values": {"name": "ملجأ", "role": "site"}},
        "table.removed": {"table": "places", "row": '["camp"]'},
    }
    facts = [Fact(kind=kind, happened=DAY, body=body, source="office") for kind, body in own.items()]
    told = [
        Fact(kind=kind.name, version=kind.version, happened=DAY, body=body_of(kind), source="store")
        for kind in FACT_KINDS.values()
    ]
    return facts + told


def body_of(kind: Kind) -> Body:
    return {column.name: value_of(column) for column in kind.columns}


def value_of(column: Column) -> BodyValue:
    match column.kind:
        case "whole":
            return 3
        case "number":
            return "12.5"
        case "date":
            return "2025-06-30"
        case "yes_no":
            return True
        case "choice":
            return next(choice for choice in column.choices if choice)
        case _:
            return f"a {column.name}" if column.kind == "text" else column.name


def missing() -> list[tuple[str, int]]:
    known = {(entry.fact.kind, entry.fact.version) for _, entry in samples()}
    return [(one.kind, one.version) for one in wanted(Device.new("x")) if (one.kind, one.version) not in known]


def add() -> None:
    """Write samples of what has none yet."""
    lacking = set(missing())
    device = Device.new("sample")
    seen = {"ab" * 8: Tip(7, "cd" * 32)}
    end = AppendPoint(device=device.id, position=0, turn=8, own_tip=Tip(0, ""), seen=seen)
    facts = [one for one in wanted(device) if (one.kind, one.version) in lacking]
    entries, _ = make_entries(facts, end, RecordingStamp("office", "2025-03-01T08:30:00Z"), sign_all=device.sign_all)
    with FILE.open("a", encoding="utf-8", newline="\n") as file:
        for entry in entries:
            said = {
                "card": device.card.to_text(),
                "content": entry.content,
                "hash": entry.hash,
                "signature": entry.signature,
            }
            file.write(json.dumps(said, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    add()
