"""Devices that exchange bundles, on SQLite and on PostgreSQL alike: what comes, what waits, what is set aside."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from malja.journal.chain.device import Device
from malja.journal.chain.entry import Entry, hash_content, write_canonical_json
from malja.journal.sync import placement
from malja.journal.sync.bundle import BundleLine
from malja.journal.sync.enrolment import enrol_device, revoke_device
from malja.problems import Failed
from tests.journal.devices import DAY, Party, Places, begun, exchange, joined, refusal, written


def said_otherwise(party: Party, entry: Entry, **changed: object) -> BundleLine:
    """What an entry says, changed, and signed by its device again."""
    content = write_canonical_json({**json.loads(entry.content), **changed})
    return BundleLine(content, party.device.sign(hash_content(content)))


def test_both_come_to_hold_the_same_in_the_same_order(office: Party, store: Party) -> None:
    office.record(3)
    store.record(2)
    exchange(office, store)
    assert office.journal.tips() == store.journal.tips()
    assert list(office.journal.facts()) == list(store.journal.facts())
    assert [finding for party in (office, store) for finding in party.findings()] == []


def test_what_came_twice_changes_nothing(office: Party, store: Party) -> None:
    store.record(2)
    bundle = store.export()
    assert office.receive(bundle).new == 2
    before = office.everything()
    assert office.receive(bundle).new == 0
    assert office.everything() == before


def test_entries_wait_for_those_before_them(office: Party, store: Party) -> None:
    first, second, third = office.record(3)
    received = store.receive(written(office, [third, second], store))
    assert (received.new, received.waiting) == (0, 2)
    assert [problem.code for problem in received.notices] == ["sync_missing"]
    assert store.journal.tips()[office.device.id].number < first.number
    received = store.receive(written(office, [first], store))
    assert (received.new, received.waiting, received.notices) == (3, 0, ())
    assert store.journal.tips() == office.journal.tips()


def test_so_many_entries_of_a_device_wait_and_the_rest_come_again(
    office: Party, store: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits for ever fills no disk; nothing is lost, since what a chain lacks is sent again."""
    monkeypatch.setattr(placement, "MOST_WAITING", 2)
    first, *rest = office.record(5)
    others: list[Entry | BundleLine] = [*rest]
    assert store.receive(written(office, others, store)).waiting == 2
    assert store.receive(written(office, [], store)).waiting == 2
    received = store.receive(written(office, [first], store))
    assert (received.new, received.waiting) == (3, 0)
    assert store.receive(office.export()).new == 2
    assert store.journal.tips() == office.journal.tips()


def test_an_entry_waits_for_what_its_device_had_seen(office: Party, store: Party, place: Places) -> None:
    clinic = joined(office, "clinic", place)
    store.receive(office.export())
    (before,) = store.record(1)
    office.receive(store.export())
    (after,) = office.record(1)
    received = clinic.receive(written(office, [after], clinic))
    assert (received.new, received.waiting) == (0, 1)
    assert len(received.notices) == 2
    received = clinic.receive(written(office, [before], clinic))
    assert (received.new, received.waiting, received.notices) == (2, 0, ())
    assert list(clinic.journal.facts()) == list(office.journal.facts())


def test_what_was_taken_before_the_revocation_came_no_longer_counts(office: Party, store: Party, place: Places) -> None:
    clinic = joined(office, "clinic", place)
    store.receive(office.export())
    store.record(3)
    clinic.receive(store.export())
    revoke_device(office.journal, store.device.id, by="office", day=DAY, start=2)
    clinic.receive(office.export())
    office.receive(clinic.export())
    assert list(clinic.journal.facts()) == list(office.journal.facts())
    assert len([fact for fact in clinic.journal.facts() if fact.device == store.device.id]) == 1
    assert office.held() == clinic.held()


def test_a_bundle_of_another_site_is_refused(office: Party, place: Places, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = begun(tmp_path / "other", place, "another office")
    enrol_device(other.journal, office.device.card, by="x", day=DAY)
    assert refusal(office, other.export()) == "bundle_other_site"


def test_a_bundle_of_a_stranger_is_refused(office: Party, store: Party) -> None:
    stranger = Party(folder=office.folder, device=Device.new("stranger"), journal=office.journal)
    entries = list(office.journal.read())
    assert refusal(store, written(stranger, [*entries], store)) == "bundle_stranger"


def test_an_entry_under_anothers_name_is_refused(office: Party, store: Party) -> None:
    (entry,) = office.record(1)
    forged = dataclasses.replace(entry, signature=store.device.sign(entry.hash))
    assert refusal(store, written(office, [forged], store)) == "bundle_entry_forged"
    changed = entry.content.replace('"number":', '"number": ', 1)
    assert refusal(store, written(office, [BundleLine(changed, entry.signature)], store)) == "entry_not_canonical"
    changed = entry.content.replace('"by":"tester"', '"by":"\\ud800"')
    assert refusal(store, written(office, [BundleLine(changed, entry.signature)], store)) == "entry_not_canonical"
    long = BundleLine("[" * 150_000, entry.signature)
    assert refusal(store, written(office, [long], store)) == "entry_no_json"


def test_a_good_entry_before_a_forged_one_is_not_taken_either(office: Party, store: Party) -> None:
    good, bad = office.record(2)
    forged = dataclasses.replace(bad, signature="0" * 128)
    assert refusal(store, written(office, [good, forged], store)) == "bundle_entry_forged"


def test_an_entry_that_claims_a_turn_far_away_is_set_aside(office: Party, store: Party) -> None:
    """Else one device could use up the numbers that order everything, and nobody could record any more."""
    (entry,) = office.record(1)
    received = store.receive(written(office, [said_otherwise(office, entry, turn=2**53 - 1)], store))
    assert (received.new, received.quarantined) == (0, 1)
    assert "sync_wrong_turn" in [problem.code for problem in received.notices]
    assert store.record(1)[0].turn < 100


def test_nothing_is_taken_where_nothing_can_be_written(office: Party, store: Party) -> None:
    office.record(1)
    bundle = office.export()
    store.journal.database.read_only = True
    before = store.everything()
    with pytest.raises(Failed):
        store.receive(bundle)
    assert store.everything() == before


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n-> X25519 a\n"]
)
def test_what_is_no_bundle_is_refused(office: Party, content: bytes) -> None:
    path = office.folder / "x.bin"
    path.write_bytes(content)
    assert refusal(office, path) in {"bundle_not", "bundle_damaged"}


def test_a_file_that_is_not_there_is_refused(office: Party) -> None:
    assert refusal(office, office.folder / "none.bin") == "file_missing"
    assert refusal(office, office.folder) == "file_missing"
