"""Who takes part: cards enrolled, devices revoked, a site joined from a bundle or left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from malja.facts.fact import Fact
from malja.journal.chain.device import Card, Device, format_fingerprint
from malja.journal.chain.trust import DEVICE_ENROLLED, make_enrolment
from malja.journal.journal import Journal
from malja.journal.sync.enrolment import enrol_device, find_device, join_journal, revoke_device
from malja.problems import MaljaError, Refused
from tests.journal.devices import DAY, Party, close_all, exchange
from tests.journal.made import Where

Places = Callable[[], Where]


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    close_all()


@pytest.fixture
def office(tmp_path: Path) -> Party:
    device = Device.new("office")
    journal = Journal.create(tmp_path / "office.sqlite", device, name="Site", by="office", day=DAY)
    return Party(folder=tmp_path, device=device, journal=journal)


def enrolled(office: Party, name: str) -> Device:
    device = Device.new(name)
    enrol_device(office.journal, Card.read(device.card.to_text()), by="office", day=DAY)
    return device


def party(office: Party, name: str) -> Party:
    device = enrolled(office, name)
    bundle = office.export(everything=True)
    journal = join_journal(office.folder / f"{name}.sqlite", device, bundle).journal
    return Party(folder=office.folder, device=device, journal=journal)


def code(error: pytest.ExceptionInfo[MaljaError]) -> str:
    return error.value.problems[0].code


def test_a_device_joins_by_its_card_and_the_founders_fingerprint(office: Party, place: Places) -> None:
    office.record(3)
    device = enrolled(office, "store")
    told = format_fingerprint(office.device.id)
    assert len(told) == 19
    joined = join_journal(place(), device, office.export(), founder=told.upper().replace(" ", "-"))
    with joined.journal as journal:
        assert (joined.founder, joined.received.new, joined.received.notices) == (office.device.card, 6, ())
        assert list(journal.facts()) == list(office.journal.facts())
        assert journal.site == office.journal.site
        (entry,) = journal.append([], by="x") or journal.append([next(iter(office.journal.facts()))], by="x")
        assert dict(entry.seen) == office.journal.tips()


@pytest.mark.parametrize(
    ("founder", "reason"),
    [("0123 4567 89ab cdef", "join_other_founder"), ("office", "join_other_founder"), ("", "join_not_enrolled")],
)
def test_what_may_not_be_joined_leaves_nothing_behind(office: Party, place: Places, founder: str, reason: str) -> None:
    """Sealed to a device by somebody who has not enrolled it, or founded by another than was told."""
    guest = Device.new("guest")
    where = place()
    bundle = office.folder / "bundle.bin"
    bundle.write_bytes(sealed_to(office, guest))
    with pytest.raises(Refused) as refused:
        join_journal(where, guest, bundle, founder=founder)
    assert code(refused) == reason
    assert not isinstance(where, Path) or not where.exists()
    enrol_device(office.journal, guest.card, by="office", day=DAY)
    join_journal(where, guest, office.export(), founder=office.device.id).journal.close()


def sealed_to(office: Party, guest: Device) -> bytes:
    """What the office would send to others, sealed to a guest."""
    from malja.journal.sync.seal import seal_bundle

    return seal_bundle(office.device.unseal(office.export().read_bytes()), [guest.card.recipient])


def test_a_part_of_a_journal_can_not_be_joined(office: Party, tmp_path: Path) -> None:
    store = party(office, "store")
    exchange(office, store)
    store.record(1)
    bundle = tmp_path / "part.bin"
    guest = Device.new("guest")
    bundle.write_bytes(sealed_to(store, guest))
    with pytest.raises(Refused) as refused:
        join_journal(tmp_path / "guest.sqlite", guest, bundle)
    assert code(refused) == "join_not_from_the_beginning"
    assert not (tmp_path / "guest.sqlite").exists()


def test_what_stands_there_already_is_not_joined_over(office: Party) -> None:
    device = enrolled(office, "store")
    bundle = office.export()
    before = office.everything()
    with pytest.raises(Refused) as refused:
        join_journal(office.folder / "office.sqlite", device, bundle)
    assert code(refused) == "journal_exists"
    assert office.everything() == before


def test_a_card_is_enrolled_once(office: Party) -> None:
    device = enrolled(office, "store")
    with pytest.raises(Refused) as refused:
        enrol_device(office.journal, device.card, by="office", day=DAY)
    assert code(refused) == "device_is_enrolled"
    with pytest.raises(Refused) as refused:
        enrolled(office, "store")
    assert code(refused) == "device_name_taken"
    revoke_device(office.journal, device.id, by="office", day=DAY)
    with pytest.raises(Refused) as refused:
        enrol_device(office.journal, device.card, by="office", day=DAY)
    assert code(refused) == "device_was_revoked"
    assert enrolled(office, "store").id != device.id


def test_a_device_is_revoked_from_its_next_entry_on_or_from_an_earlier_one(office: Party) -> None:
    store = party(office, "store")
    store.record(4)
    office.receive(store.export())
    assert revoke_device(office.journal, store.device.id, by="office", day=DAY).fact.body["from"] == 5
    entry = revoke_device(
        office.journal, store.device.id, by="office", day=DAY, start=2, reason="stolen on the second day"
    )
    assert (entry.fact.body["from"], entry.fact.body["reason"]) == (2, "stolen on the second day")
    assert office.journal.trust().ends == {store.device.id: 2}


def test_nobody_revokes_the_founder_or_an_equal(office: Party) -> None:
    store, clinic = party(office, "store"), party(office, "clinic")
    exchange(office, store)
    for device in (office.device.id, clinic.device.id):
        with pytest.raises(Refused) as refused:
            revoke_device(store.journal, device, by="store", day=DAY)
        assert code(refused) == "device_not_yours_to_revoke"
    with pytest.raises(Refused) as refused:
        revoke_device(store.journal, "0" * 16, by="store", day=DAY)
    assert code(refused) == "device_unknown"


def test_a_device_ends_itself_with_its_last_entry(office: Party) -> None:
    store = party(office, "store")
    store.record(2)
    with pytest.raises(Refused) as refused:
        revoke_device(store.journal, store.device.id, by="store", day=DAY, start=3)
    assert code(refused) == "device_revoked_too_early"
    last = revoke_device(store.journal, store.device.id, by="store", day=DAY)
    assert last.fact.body["from"] == last.number + 1
    with pytest.raises(Refused) as refused:
        store.record(1)
    assert code(refused) == "device_revoked"


def test_a_revoked_device_exports_nothing(office: Party) -> None:
    store = party(office, "store")
    revoke_device(office.journal, store.device.id, by="office", day=DAY)
    bundle = party(office, "clinic").export()
    with pytest.raises(Refused) as refused:
        store.receive(bundle)
    assert code(refused) == "bundle_not_for_device"
    revoke_device(store.journal, store.device.id, by="store", day=DAY)
    with pytest.raises(Refused) as refused:
        store.export()
    assert code(refused) == "device_revoked"


def test_a_revocation_that_is_void_lets_entries_in_again(office: Party) -> None:
    """The clinic, enrolled by the store, was revoked by it after the store itself had been: its entries count again."""
    store = party(office, "store")
    clinic_device = Device.new("clinic")
    enrol_device(store.journal, clinic_device.card, by="store", day=DAY)
    journal = join_journal(office.folder / "clinic.sqlite", clinic_device, store.export(everything=True)).journal
    clinic = Party(folder=office.folder, device=clinic_device, journal=journal)
    office.receive(store.export())
    theft = revoke_device(store.journal, clinic_device.id, by="thief", day=DAY, start=1)
    office.receive(store.export())
    clinic.record(3)
    assert office.receive(clinic.export()).quarantined == 3
    revoke_device(office.journal, store.device.id, by="office", day=DAY, start=theft.number)
    received = office.receive(clinic.export(everything=True))
    assert (received.new, received.quarantined) == (3, 0)
    assert len([fact for fact in office.journal.facts() if fact.device == clinic_device.id]) == 3
    assert not [finding for finding in office.findings() if finding.wrong]


def test_devices_are_found_by_name_or_the_start_of_their_id(office: Party) -> None:
    store = enrolled(office, "store")
    trust = office.journal.trust()
    assert (
        find_device(trust, "store")
        == find_device(trust, store.id)
        == find_device(trust, format_fingerprint(store.id))
        == store.card
    )
    for word, reason in (("gate", "device_unknown"), ("", "device_unknown")):
        with pytest.raises(Refused) as refused:
            find_device(trust, word)
        assert code(refused) == reason


def test_an_enrolled_device_cannot_keep_others_from_exporting(office: Party) -> None:
    """By an enrolment to whose recipient nothing can be encrypted: it enrols nobody."""
    store = party(office, "store")
    body = make_enrolment(Device.new("bad").card) | {"recipient": "age1nobody"}
    store.journal.append([Fact(kind=DEVICE_ENROLLED, happened=DAY, body=body)], by="store")
    office.receive(store.export())
    assert office.receive(store.export()).new == 0
    assert len(office.journal.trust().active()) == 2
    assert office.export().exists()
