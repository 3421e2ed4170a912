"""Who may write follows from the entries alone, in whatever order they came."""

from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from malja.facts.fact import Fact
from malja.journal.chain.device import Card, Device
from malja.journal.chain.entry import Entry
from malja.journal.chain.trust import Trust, derive_trust, make_enrolment
from tests.journal.made import DAY

FOUNDER, OFFICE, STORE, THIEF = (Device.new(name) for name in ("founder", "office", "store", "thief"))
DEVICES = (FOUNDER, OFFICE, STORE, THIEF)


def entry(by: Device, number: int, kind: str, body: Mapping[str, str | int], turn: int = 0) -> Entry:
    said = Fact(kind=kind, happened=DAY, body=body)
    return Entry(
        content="",
        hash="",
        signature="",
        device=by.id,
        number=number,
        before="",
        turn=turn or number,
        seen={},
        fact=said,
    )


def enrols(by: Device, number: int, card: Card, turn: int = 0) -> Entry:
    return entry(by, number, "device.enrolled", make_enrolment(card), turn)


def revokes(by: Device, number: int, device: Device, start: int, turn: int = 0) -> Entry:
    return entry(by, number, "device.revoked", {"device": device.id, "from": start}, turn)


START = [enrols(FOUNDER, 2, FOUNDER.card), enrols(FOUNDER, 3, OFFICE.card), enrols(OFFICE, 1, STORE.card)]


def ends(found: Trust) -> dict[str, int]:
    return {card.name: found.ends[card.id] for card in found.cards.values() if card.id in found.ends}


def names(found: Trust) -> list[str]:
    return sorted(card.name for card in found.cards.values())


def test_enrolment_runs_from_the_founder_on() -> None:
    found = derive_trust(FOUNDER.id, START)
    assert names(found) == ["founder", "office", "store"]
    assert found.counts(STORE.id, 1)
    assert not found.counts(THIEF.id, 1)
    assert len(found.active()) == 3


def test_nobody_enrols_himself() -> None:
    found = derive_trust(FOUNDER.id, [*START, enrols(THIEF, 1, THIEF.card), enrols(THIEF, 2, OFFICE.card)])
    assert names(found) == ["founder", "office", "store"]


def test_nobody_else_is_the_founder() -> None:
    founding = entry(THIEF, 1, "site.founded", {"site": FOUNDER.id, "name": "Camp"})
    assert names(derive_trust(FOUNDER.id, [founding, enrols(THIEF, 2, THIEF.card)])) == []


def test_a_card_under_another_devices_id_enrols_nobody() -> None:
    body = make_enrolment(THIEF.card) | {"device": OFFICE.id}
    assert names(derive_trust(FOUNDER.id, [*START[:1], entry(FOUNDER, 3, "device.enrolled", body)])) == ["founder"]


def test_a_revoked_device_counts_up_to_its_number() -> None:
    found = derive_trust(FOUNDER.id, [*START, revokes(FOUNDER, 4, OFFICE, 5)])
    assert found.counts(OFFICE.id, 4)
    assert not found.counts(OFFICE.id, 5)
    assert [card.name for card in found.active() if card == OFFICE.card] == []


def test_what_a_revoked_device_enrolled_afterwards_is_not_enrolled() -> None:
    assert names(derive_trust(FOUNDER.id, [*START, revokes(FOUNDER, 4, OFFICE, 1)])) == ["founder", "office"]


def test_the_lowest_of_two_numbers_counts() -> None:
    found = derive_trust(FOUNDER.id, [*START, revokes(FOUNDER, 4, OFFICE, 9), revokes(FOUNDER, 5, OFFICE, 7)])
    assert ends(found) == {"office": 7}


def test_a_stolen_device_cant_revoke_those_before_it_whatever_turn_it_claims() -> None:
    stolen = [revokes(STORE, 5, FOUNDER, 1, turn=1), revokes(STORE, 6, OFFICE, 1, turn=1)]
    found = derive_trust(FOUNDER.id, [*START, *stolen, revokes(FOUNDER, 4, STORE, 5, turn=99)])
    assert ends(found) == {"store": 5}
    assert not found.may_revoke(STORE.id, OFFICE.id)
    assert found.may_revoke(FOUNDER.id, STORE.id)


def test_a_device_can_leave_but_not_take_back_what_it_said() -> None:
    assert ends(derive_trust(FOUNDER.id, [*START, revokes(STORE, 5, STORE, 6)])) == {"store": 6}
    assert ends(derive_trust(FOUNDER.id, [*START, revokes(STORE, 5, STORE, 1)])) == {}


def test_entries_that_say_nonsense_change_nothing() -> None:
    nonsense = [
        entry(FOUNDER, 8, "device.enrolled", {"device": "x", "name": "x", "key": "xyz", "recipient": "x"}),
        entry(FOUNDER, 9, "device.enrolled", {}),
        entry(FOUNDER, 10, "device.revoked", {"device": OFFICE.id, "from": "1"}),
        entry(FOUNDER, 11, "device.revoked", {"from": 1}),
        entry(FOUNDER, 12, "device.revoked", {"device": OFFICE.id, "from": 0}),
    ]
    assert derive_trust(FOUNDER.id, [*START, *nonsense]) == derive_trust(FOUNDER.id, START)


devices = st.sampled_from(DEVICES)
numbers = st.integers(1, 12)
anything = st.builds(enrols, devices, numbers, devices.map(lambda one: one.card), numbers) | st.builds(
    revokes, devices, numbers, devices, numbers, numbers
)


@given(st.lists(anything, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(more: list[Entry], chance: random.Random) -> None:
    entries = [*START, *more]
    found = derive_trust(FOUNDER.id, entries)
    chance.shuffle(entries)
    # Two entries under one number of a chain can't both stand in a journal: here they may, told apart by their turns.
    entries.sort(key=lambda one: (one.order, one.fact.kind, sorted(one.fact.body.items(), key=str)))
    again = derive_trust(FOUNDER.id, entries)
    assert again.ends == found.ends
    assert set(again.cards) == set(found.cards)
    # Whatever the others say, the founder stays unless it leaves itself.
    assert found.counts(FOUNDER.id, 1)
