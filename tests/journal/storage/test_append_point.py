"""Where a device writes next: behind its own tip, after what came of others since."""

from __future__ import annotations

from malja.journal.storage.append_point import find_append_point
from tests.journal.devices import Party, exchange


def test_what_others_recorded_since_is_seen_once(office: Party, store: Party) -> None:
    office.record(1)
    (theirs,) = store.record(1)
    exchange(office, store)
    tips = office.journal.tips()
    with office.journal.database.reading() as connection:
        point = find_append_point(connection, office.device.id)
    assert (point.own_tip, point.position) == (tips[office.device.id], office.journal.size())
    assert dict(point.seen) == {store.device.id: tips[store.device.id]}
    assert point.turn == max(entry.turn for entry in office.journal.read())
    (ours,) = office.record(1)
    assert ours.seen[store.device.id].hash == theirs.hash
    with office.journal.database.reading() as connection:
        assert dict(find_append_point(connection, office.device.id).seen) == {}
