"""A device that signs whatever it likes: entries that no program of ours would write, and bundles that hold them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from malja.journal.chain.device import Device
from malja.journal.chain.entry import ENTRY_FORMAT, Entry, Tip, hash_content, read_entry, write_canonical_json
from malja.journal.chain.trust import make_enrolment
from malja.journal.journal import Journal
from malja.journal.sync.bundle import BundleHeader, BundleLine, pack_bundle
from malja.journal.sync.seal import pad, seal_bundle
from tests.journal.devices import Party


@dataclasses.dataclass(kw_only=True)
class HostileDevice:
    """The key of an enrolled device in the wrong hands, and the end of the chain that it signs."""

    device: Device
    tip: Tip = dataclasses.field(default_factory=lambda: Tip(0, ""))
    turn: int = 0

    @classmethod
    def taking_over(cls, party: Party) -> HostileDevice:
        """One that goes on where a device's own journal ends."""
        own = [entry for entry in party.journal.read() if entry.device == party.device.id]
        tip = Tip(own[-1].number, own[-1].hash) if own else Tip(0, "")
        return cls(device=party.device, tip=tip, turn=max(entry.turn for entry in own) if own else 0)

    def sign(self, kind: str, body: Mapping[str, Any], seen: Mapping[str, Tip] | None = None, **changed: Any) -> Entry:
        """The next entry of its chain; whatever is `changed` may be a lie."""
        fields: dict[str, Any] = {
            "before": self.tip.hash,
            "body": dict(body),
            "by": "clerk",
            "device": self.device.id,
            "format": ENTRY_FORMAT,
            "happened": "2026-03-01",
            "id": f"h{self.device.id}-{self.tip.number + 1}",
            "kind": kind,
            "number": self.tip.number + 1,
            "recorded": "2026-03-01T06:00:00Z",
            "seen": {one: [tip.number, tip.hash] for one, tip in (seen or {}).items()},
            "source": "",
            "turn": self.turn + 1,
            "version": 1,
            **changed,
        }
        content = write_canonical_json(fields)
        hashed = hash_content(content)
        entry = read_entry(content, hashed, self.device.sign(hashed))
        self.tip, self.turn = Tip(entry.number, hashed), entry.turn
        return entry

    def enrol(self, device: Device, **changed: Any) -> Entry:
        """An entry that enrols another device, as it says."""
        return self.sign("device.enrolled", {**make_enrolment(device.card), **changed})

    def pack(self, entries: list[Entry], to: Journal, path: Path, tips: Mapping[str, Tip] | None = None) -> Path:
        """A bundle of such entries, whose header tells such ends of chains."""
        assert to.device is not None
        header = BundleHeader(
            site=to.site,
            founder=to.trust().cards[to.site],
            card=self.device.card,
            tips=tips or {},
            quarantine_hash="0" * 64,
            made="2026-03-01T06:00:00Z",
        )
        lines = [BundleLine(entry.content, entry.signature) for entry in entries]
        path.write_bytes(seal_bundle(pad(pack_bundle(header, lines, self.device.sign)), [to.device.card.recipient]))
        return path
