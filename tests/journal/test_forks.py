"""A chain forks where a device's folder was copied and both copies went on, until the device is revoked there."""

from __future__ import annotations

from pathlib import Path

from malja.journal.sync.enrolment import revoke_device
from tests.journal.devices import DAY, in_folders


def test_a_fork_counts_the_entries_of_both_branches_until_it_is_revoked(tmp_path: Path) -> None:
    office, store = in_folders(tmp_path / "site")
    copy = store.copy(tmp_path / "copy")
    first, *_ = store.record(2)
    copy.record(3)
    office.receive(store.export())
    office.receive(copy.export())
    (fork,) = office.journal.forks()
    assert (fork.device, fork.name, fork.number) == (store.device.id, "store", first.number)
    assert (fork.here, fork.aside, fork.founder, fork.happened) == (2, 3, False, DAY)
    revoke_device(office.journal, store.device.id, by="office", day=DAY, start=first.number)
    assert office.journal.forks() == ()
