"""Turns of what is in quarantine count as far as they follow."""

from __future__ import annotations

from pathlib import Path

from malja.journal.chain.device import Device
from malja.journal.chain.entry import Tip
from malja.journal.storage.chains import Chains
from malja.journal.sync.right_turns import RightTurns
from tests.journal.devices import begun, close_all
from tests.journal.hostile import HostileDevice


def test_a_turn_follows_is_wrong_or_waits(tmp_path: Path) -> None:
    office = begun(tmp_path, lambda: tmp_path / "office.sqlite")
    other = HostileDevice(device=Device.new("gate"))
    entries = [other.sign("people.counted", {"place": "north", "number": number}) for number in range(3)]
    wrong = other.sign("people.counted", {"place": "north", "number": 4}, turn=900)
    after = other.sign("people.counted", {"place": "north", "number": 5})
    with office.journal.database.reading() as connection:
        chains = Chains(connection, office.journal.site)
        turns = RightTurns(chains)
        first, second, third = (Tip(entry.number, entry.hash) for entry in entries)
        assert turns.check(other.device.id, third) == third  # it is not here
        for entry in (*entries[1:], wrong, after):
            chains.quarantine(entry, "revoked")
        assert turns.check(other.device.id, third) == first
        chains.quarantine(entries[0], "revoked")
        assert [turns.check(other.device.id, tip) for tip in (first, second, third)] == [1, 2, 3]
        assert turns.check(other.device.id, Tip(wrong.number, wrong.hash)) == 0
        assert turns.check(other.device.id, Tip(after.number, after.hash)) == 0
        own = office.journal.tips()[office.device.id]
        assert turns.check(office.device.id, own) == own.number
    close_all()
