"""Devices that exchange bundles, on SQLite and on PostgreSQL alike: what comes, what waits, what is set aside."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from malja import clock
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Entry, hash_content, write_canonical_json
from malja.journal.journal import Journal
from malja.journal.storage.chains import Chains
from malja.journal.sync.bundle import BundleHeader, BundleLine, pack_bundle
from malja.journal.sync.enrolment import enrol_device, join_journal, revoke_device
from malja.journal.sync.export import export_bundle
from malja.journal.sync.seal import pad, seal_bundle
from malja.problems import Failed, Refused
from tests.journal.devices import DAY, Party, close_all, exchange
from tests.journal.made import Where, execute, unguard

Places = Callable[[], Where]


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    close_all()


@pytest.fixture
def office(place: Places, tmp_path: Path) -> Party:
    return begun(tmp_path, place)


def begun(folder: Path, place: Places, name: str = "office") -> Party:
    device = Device.new(name)
    (folder / "office").mkdir()
    journal = Journal.create(place(), device, name="Site", by="office", day=DAY)
    return Party(folder=folder / "office", device=device, journal=journal)


def in_folders(folder: Path) -> tuple[Party, Party]:
    """An office and a store, each with a journal that is a file in its folder: such can be copied and cut off."""
    folder.mkdir()
    office = begun(folder, lambda: folder / "office" / "journal.sqlite")
    return office, joined(office, "store", lambda: folder / "store" / "journal.sqlite")


def said_otherwise(party: Party, entry: Entry, **changed: object) -> BundleLine:
    """What an entry says, changed, and signed by its device again."""
    content = write_canonical_json({**json.loads(entry.content), **changed})
    return BundleLine(content, party.device.sign(hash_content(content)))


def joined(office: Party, name: str, place: Places) -> Party:
    device = Device.new(name)
    enrol_device(office.journal, device.card, by="office", day=DAY)
    folder = office.folder.parent / name
    folder.mkdir()
    journal = join_journal(place(), device, office.export(everything=True), founder=office.device.id).journal
    return Party(folder=folder, device=device, journal=journal)


@pytest.fixture
def store(office: Party, place: Places) -> Party:
    return joined(office, "store", place)


def refusal(party: Party, bundle: Path) -> str:
    """Why a device refuses a bundle; nothing of it may be taken then."""
    before = party.everything()
    with pytest.raises(Refused) as refused:
        party.receive(bundle)
    assert party.everything() == before
    assert refused.value.problems[0].file == bundle.name
    return refused.value.problems[0].code


def written(office: Party, entries: list[Entry | BundleLine], to: Party, **changed: object) -> Path:
    """A bundle of such entries, as an enrolled device could make it that does not keep the rules."""
    with office.journal.database.reading() as connection:
        chains = Chains(connection, office.journal.site)
    header = BundleHeader(
        site=office.journal.site,
        founder=chains.cards[office.journal.site],
        card=office.device.card,
        tips=chains.tips,
        quarantine_hash=chains.quarantine_hash(),
        made="2026-03-01T06:00:00Z",
    )
    inside = pack_bundle(
        dataclasses.replace(header, **changed),  # type: ignore[arg-type]
        [BundleLine(entry.content, entry.signature) for entry in entries],
        office.device.sign,
    )
    path = office.folder / "made.bin"
    path.write_bytes(seal_bundle(pad(inside), [to.device.card.recipient]))
    return path


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


def test_entries_wait_for_those_before_them(office: Party, store: Party) -> None:
    first, second, third = office.record(3)
    received = store.receive(written(office, [third, second], store))
    assert (received.new, received.waiting) == (0, 2)
    assert [problem.code for problem in received.notices] == ["sync_missing"]
    assert store.journal.tips()[office.device.id].number < first.number
    received = store.receive(written(office, [first], store))
    assert (received.new, received.waiting, received.notices) == (3, 0, ())
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


def test_bundles_for_others_are_not_for_a_revoked_device(office: Party, store: Party) -> None:
    revoke_device(office.journal, store.device.id, by="office", day=DAY)
    assert refusal(store, office.export(everything=True)) == "bundle_not_for_device"


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


def test_a_tail_that_was_cut_off_here_shows(tmp_path: Path) -> None:
    office, store = in_folders(tmp_path / "site")
    store.record(5)
    office.receive(store.export())
    unguard(office.file)
    execute(office.file, "DELETE FROM entries WHERE position IN (SELECT position FROM entries ORDER BY 1 DESC LIMIT 2)")
    (finding,) = [finding for finding in office.findings() if finding.code == "cut"]
    assert (finding.device, finding.number, dict(finding.values)["here"]) == (store.device.id, 5, "3")


def test_a_chain_that_was_rewritten_here_shows(tmp_path: Path) -> None:
    """Even with the device's own key: others' word of where its chain had ended is kept."""
    office, store = in_folders(tmp_path / "site")
    copy = store.copy(tmp_path / "copy")
    store.record(1)
    copy.record(1)
    office.receive(store.export())
    unguard(office.file)
    execute(office.file, "DELETE FROM entries WHERE position = (SELECT max(position) FROM entries)")
    assert office.receive(copy.export(everything=True)).new == 1
    (finding,) = [finding for finding in office.findings() if finding.code == "other"]
    assert (finding.device, finding.number, finding.wrong) == (store.device.id, 1, True)


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
