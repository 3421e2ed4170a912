"""A device that signs whatever it likes, held against a whole site: the founding, and who settles what."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from malja.facts.doubt import doubt_id
from malja.journal.chain.device import Device
from malja.site.exchange import enrol_member, receive_site_bundle, revoke_member
from malja.site.site import Site
from tests.journal.hostile import HostileDevice
from tests.site.bases import DAY, arrived, founded


def enrolled(office: Site, name: str) -> HostileDevice:
    device = Device.new(name)
    enrol_member(office, device.card.to_text(), by="head", day=DAY)
    return HostileDevice(device=device)


def send(office: Site, hostile: HostileDevice, folder: Path, kind: str, body: dict[str, Any], **changed: Any) -> None:
    entry = hostile.sign(kind, body, **{"happened": DAY.isoformat(), **changed})
    receive_site_bundle(office, hostile.pack([entry], office.journal, folder / "one.bin"))


def test_the_founding_is_the_founders_alone(tmp_path: Path) -> None:
    """Told by another it would refuse every record of a day before its own, and give it the founder's tables."""
    with founded(tmp_path / "office") as office:
        for number in range(6):  # Ids stand in any order: some come before the founder's.
            gate = enrolled(office, f"gate {number}")
            body = {"site": gate.device.id, "name": "Mine"}
            send(office, gate, tmp_path, "site.founded", body, happened="9999-01-01")
            row = {"table": "committed", "row": '["a","2026-01-01","b"]', "values": {}}
            send(office, gate, tmp_path, "table.set", row)
        assert office.state().founded == DAY - datetime.timedelta(days=1)
        assert {doubt.code for doubt in office.doubts} == {"fact_unreadable"}
        office.record([arrived(100)])
        assert office.name == "Base"


def test_a_device_settles_no_doubt_of_its_own_and_none_in_advance(tmp_path: Path) -> None:
    with founded(tmp_path / "office") as office:
        office.record([arrived(10)])
        gate = enrolled(office, "gate")
        gate.turn = 100
        settling = {"doubt": doubt_id("left_more", gate.device.id, 2), "reason": "a bus"}
        send(office, gate, tmp_path, "doubt.settled", settling, turn=1)
        gate.turn = 1
        send(office, gate, tmp_path, "people.departed", {"place": "base", "number": 90})
        (doubt,) = office.doubts
        assert (doubt.code, doubt.settled) == ("left_more", "")
        send(office, gate, tmp_path, "doubt.settled", settling)
        assert [one.settled for one in office.doubts] == [""]
        revoke_member(office, "gate", by="head", day=DAY, start=1, reason="")
        assert office.doubts == ()
