"""What is exported: what others are not known to hold, to those who may read it."""

from __future__ import annotations

from malja.journal.sync.enrolment import revoke_device
from malja.journal.sync.export import export_bundle
from tests.journal.devices import DAY, Party, Places, exchange, joined, refusal


def test_only_what_others_are_not_known_to_hold_travels(office: Party, store: Party) -> None:
    office.record(20)
    exchange(office, store)
    store.record(1)
    assert export_bundle(store.journal, store.folder).entries == 1
    # Until the office says that it holds the entry it goes out again: nobody knows whether the stick arrived.
    assert export_bundle(store.journal, store.folder).entries == 1
    exchange(store, office)
    assert export_bundle(store.journal, store.folder).entries == 0
    assert export_bundle(store.journal, store.folder, everything=True).entries == 24


def test_a_third_device_gets_everything_by_way_of_the_second(office: Party, store: Party, place: Places) -> None:
    clinic = joined(office, "clinic", place)
    store.receive(office.export())
    clinic.record(2)
    store.receive(clinic.export())
    received = office.receive(store.export())
    assert received.new == 2
    assert office.journal.tips() == store.journal.tips()


def test_bundles_for_others_are_not_for_a_revoked_device(office: Party, store: Party) -> None:
    revoke_device(office.journal, store.device.id, by="office", day=DAY)
    assert refusal(store, office.export(everything=True)) == "bundle_not_for_device"
