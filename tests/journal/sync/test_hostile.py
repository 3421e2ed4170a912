"""No enrolled device, revoked or not, can stop the others: what one that signs as it likes has tried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from malja.journal.chain.device import Device
from malja.journal.chain.entry import LARGEST_WHOLE, Tip
from malja.journal.chain.trust import MOST_DEVICES, MOST_ENROLMENTS
from malja.journal.sync.enrolment import enrol_device, join_journal, revoke_device
from malja.journal.sync.notices import MOST_LINES
from malja.journal.sync.quarantine_share import MOST_OF_DEVICE
from tests.journal.devices import DAY, Party, begun, close_all, exchange, joined
from tests.journal.hostile import HostileDevice

#: What compresses to almost nothing: seven of ten of the most that an entry may hold.
EMPTY = "a" * 140_000


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Party, Party, Party, HostileDevice]]:
    """An office, a store and a gate that know each other, and the gate's key in the wrong hands."""
    office = begun(tmp_path, lambda: tmp_path / "office.sqlite")
    store = joined(office, "store", lambda: tmp_path / "store.sqlite")
    gate = joined(office, "gate", lambda: tmp_path / "gate.sqlite")
    exchange(office, store)
    yield office, store, gate, HostileDevice.taking_over(gate)
    close_all()


def revoke(office: Party, device: Device, start: int = 1) -> None:
    revoke_device(office.journal, device.id, by="office", day=DAY, start=start)


def test_entries_that_shrink_to_nothing_stop_nobody(site: tuple[Party, Party, Party, HostileDevice]) -> None:
    office, store, gate, hostile = site
    for number in range(12):
        entries = [hostile.sign("people.counted", {"place": EMPTY, "number": n}) for n in range(5)]
        office.receive(hostile.pack(entries, office.journal, gate.folder / f"{number}.bin"))
    office.record(1)
    assert store.receive(office.export()).new == 61
    store.record(1)
    assert office.receive(store.export(everything=True)).new == 1


def test_what_is_in_quarantine_stops_nobody_and_only_a_little_of_it_travels(
    site: tuple[Party, Party, Party, HostileDevice],
) -> None:
    office, store, gate, hostile = site
    revoke(office, hostile.device)
    sent = 0
    while sent <= 2 * MOST_OF_DEVICE:
        entries = [hostile.sign("people.counted", {"place": EMPTY, "number": n}) for n in range(12)]
        sent += sum(len(entry.content) for entry in entries)
        office.receive(hostile.pack(entries, office.journal, gate.folder / "much.bin"))
    office.record(1)
    store.receive(office.export())
    assert {device for device, _ in store.aside()} == {hostile.device.id}
    assert len(store.aside()) < len(office.aside())
    assert list(store.journal.facts()) == list(office.journal.facts())


def test_what_an_honest_entry_had_seen_always_travels(
    site: tuple[Party, Party, Party, HostileDevice], tmp_path: Path
) -> None:
    """The store believed the gate until it heard of the revocation: its own entries find their place all the same."""
    office, store, gate, hostile = site
    clinic = joined(office, "clinic", lambda: tmp_path / "clinic.sqlite")
    revoke(office, hostile.device)
    sent = 0
    while sent <= 2 * MOST_OF_DEVICE:
        entries = [hostile.sign("people.counted", {"place": EMPTY, "number": n}) for n in range(12)]
        sent += sum(len(entry.content) for entry in entries)
        store.receive(hostile.pack(entries, store.journal, gate.folder / "much.bin"))
    (after,) = store.record(1)
    assert hostile.device.id in after.seen
    office.receive(store.export())
    clinic.receive(office.export())
    assert clinic.waiting() == 0
    assert after.hash in {entry.hash for entry in clinic.journal.read()}


def test_a_far_turn_that_another_saw_lifts_nobodys_turn(site: tuple[Party, Party, Party, HostileDevice]) -> None:
    office, store, gate, hostile = site
    helper = HostileDevice(device=Device.new("helper"))
    enrolment = hostile.enrol(helper.device)
    far = hostile.sign("people.counted", {"place": "north", "number": 1}, turn=LARGEST_WHOLE - 1)
    seen = {hostile.device.id: Tip(far.number, far.hash)}
    helper.turn = far.turn
    lifted = helper.sign("people.counted", {"place": "north", "number": 2}, seen)
    received = office.receive(hostile.pack([enrolment, far, lifted], office.journal, gate.folder / "far.bin"))
    assert (received.new, received.quarantined) == (1, 2)
    (own,) = office.record(1)
    assert own.turn < 100
    revoke(office, hostile.device)
    store.receive(office.export())
    assert store.record(1)[0].turn < 100
    assert list(office.journal.facts())[-1].number == own.number + 1


def test_turns_are_checked_whatever_comes_first(site: tuple[Party, Party, Party, HostileDevice]) -> None:
    office, _, gate, hostile = site
    helper = HostileDevice(device=Device.new("helper"))
    enrolment = hostile.enrol(helper.device)
    revoke(office, hostile.device, start=enrolment.number + 1)
    first = hostile.sign("people.counted", {"place": "north", "number": 1})
    second = hostile.sign("people.counted", {"place": "north", "number": 2})
    helper.turn = second.turn
    after = helper.sign("people.counted", {"place": "south", "number": 3}, {second.device: hostile.tip})
    received = office.receive(hostile.pack([enrolment, second, after], office.journal, gate.folder / "a.bin"))
    assert (received.new, received.quarantined, received.waiting) == (1, 1, 1)
    received = office.receive(hostile.pack([first], office.journal, gate.folder / "b.bin"))
    assert (received.new, received.quarantined, received.waiting) == (1, 1, 0)


def test_an_alarm_names_who_raised_it_and_ends_with_that_device(
    site: tuple[Party, Party, Party, HostileDevice],
) -> None:
    office, store, gate, hostile = site
    tips = {one.device.id: Tip(4000, "ab" * 32) for one in (office, store, gate)}
    received = office.receive(hostile.pack([], office.journal, gate.folder / "lies.bin", tips))
    assert {dict(one.values)["sender"] for one in received.notices if one.code == "sync_missing"} == {"gate"}
    alarms = [one for one in office.findings() if one.code in ("cut", "behind")]
    assert {dict(one.values)["by"] for one in alarms} == {hostile.device.id}
    revoke(office, hostile.device)
    assert [one for one in office.findings() if one.code in ("cut", "behind", "other")] == []
    again = office.receive(hostile.pack([], office.journal, gate.folder / "x.bin", tips))
    assert [one.code for one in again.notices] == ["sync_sender_revoked"]
    # What an honest device says of the same chain is heard again.
    exchange(office, store)
    assert [one for one in store.findings() if one.wrong] == []


def test_nobody_takes_another_devices_name(site: tuple[Party, Party, Party, HostileDevice]) -> None:
    office, store, gate, hostile = site
    false = [Device.new(name) for name in ("office", "OFFICE", "\uff4fffice", "store")]
    entries = [hostile.enrol(device) for device in false]
    store.receive(hostile.pack(entries, store.journal, gate.folder / "names.bin"))
    cards = store.journal.trust().cards
    assert (cards[office.device.id].name, cards[store.device.id].name) == ("office", "store")
    assert len({card.name.casefold() for card in cards.values()}) == len(cards)
    for device in false:
        assert cards[device.id].name.startswith(device.name + " (")


def test_nobody_takes_anothers_bundles_by_enrolling_it_again(
    site: tuple[Party, Party, Party, HostileDevice], tmp_path: Path
) -> None:
    _, store, gate, hostile = site
    device = Device.new("clinic")
    enrol_device(store.journal, device.card, by="store", day=DAY)
    journal = join_journal(tmp_path / "clinic.sqlite", device, store.export(everything=True)).journal
    clinic = Party(folder=tmp_path, device=device, journal=journal)
    again = hostile.enrol(clinic.device, recipient=Device.new("x").card.recipient)
    store.receive(hostile.pack([again], store.journal, gate.folder / "again.bin"))
    store.record(1)
    assert clinic.receive(store.export()).new >= 1


def test_a_thousand_devices_more_stop_nobody(site: tuple[Party, Party, Party, HostileDevice]) -> None:
    office, store, gate, hostile = site
    made = [HostileDevice(device=Device.new(f"d{number}")) for number in range(1_100)]
    entries = [hostile.enrol(one.device) for one in made]
    entries += [one.sign("people.counted", {"place": "north", "number": 1}) for one in made]
    tips = {one.device.id: Tip(99, "cd" * 32) for one in made}
    received = office.receive(hostile.pack(entries, office.journal, gate.folder / "many.bin", tips))
    assert len(received.notices) <= 2 * MOST_LINES + 4
    trust = office.journal.trust()
    assert len(trust.cards) <= 3 + MOST_ENROLMENTS <= MOST_DEVICES
    office.record(1)
    exchange(office, store)
    assert store.journal.tips() == office.journal.tips()
    revoke(office, hostile.device)
    assert len(office.journal.trust().active()) == 2
    assert [one for one in office.findings() if one.wrong] == []
    exchange(office, store)
