"""Entries that can't stand in their chain are kept, and do not count."""

from __future__ import annotations

from pathlib import Path

from malja.journal.sync.enrolment import revoke_device
from tests.journal.devices import DAY, Party, in_folders


def test_a_copy_that_was_written_on_is_set_aside_on_both_sides(tmp_path: Path) -> None:
    office, store = in_folders(tmp_path / "site")
    copy = store.copy(tmp_path / "copy")
    (one,), (other,) = store.record(1), copy.record(1)
    assert (one.number, one.hash != other.hash) == (other.number, True)
    office.receive(store.export())
    received = office.receive(copy.export())
    assert (received.new, received.quarantined) == (0, 1)
    assert [problem.code for problem in received.notices] == ["sync_forked"]
    assert office.aside() == {(store.device.id, one.number)}
    assert one.hash == office.journal.tips()[store.device.id].hash
    received = copy.receive(office.export())
    assert [problem.code for problem in received.notices] == ["sync_forked_here"]
    assert copy.journal.tips()[store.device.id].hash == other.hash
    assert copy.held() == office.held()
    # Settled: from the split on nothing of the device counts, anywhere.
    revoke_device(office.journal, store.device.id, by="office", day=DAY, start=one.number)
    assert [fact.kind for fact in office.journal.facts() if fact.device == store.device.id] == []


def test_what_a_revoked_device_wrote_is_kept_and_does_not_count(office: Party, store: Party) -> None:
    store.record(1)
    office.receive(store.export())
    revoke_device(office.journal, store.device.id, by="office", day=DAY)
    store.record(2)
    received = office.receive(store.export())
    assert (received.new, received.quarantined) == (0, 2)
    assert [problem.code for problem in received.notices] == ["sync_sender_revoked", "sync_revoked"]
    assert [problem.code for problem in received.notices if "2" in dict(problem.values).values()] == ["sync_revoked"]
    assert len([fact for fact in office.journal.facts() if fact.device == store.device.id]) == 1
    assert {finding.code for finding in office.findings()} == {"aside_revoked"}
