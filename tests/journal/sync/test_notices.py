"""What a person is told after a bundle was received."""

from __future__ import annotations

import pytest

from malja import clock
from malja.journal.sync.export import export_bundle
from tests.journal.devices import Party, written


def test_a_device_that_was_restored_from_an_old_copy_is_told(
    office: Party, store: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.record(2)
    office.receive(store.export())
    later = clock.now().replace(year=2100)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: later)
        old = {**store.journal.tips()}
        old.pop(store.device.id)
        bundle = written(store, [], office, tips=old, made=later.strftime("%Y-%m-%dT%H:%M:%SZ"))
        received = office.receive(bundle)
    assert [problem.code for problem in received.notices] == ["sync_restored"]
    # The office now gives back what the store lost.
    assert export_bundle(office.journal, office.folder).entries >= 2
