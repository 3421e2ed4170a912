"""What leaves a device: only its recipients open it, and its length and name tell little."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.journal.chain.device import Device
from malja.journal.chain.entry import Tip
from malja.journal.sync.bundle import BundleHeader, BundleLine, pack_bundle
from malja.journal.sync.seal import (
    MOST_RECIPIENTS,
    RECIPIENTS_STEP,
    SHORTEST_BUNDLE,
    find_padme_length,
    make_neutral_name,
    open_seal,
    pad,
    seal_bundle,
)
from malja.problems import Refused

REFUSALS = {
    "bundle_not",
    "bundle_damaged",
    "bundle_newer",
    "bundle_huge",
    "bundle_wrongly_signed",
    "bundle_not_for_device",
}


@cache
def office() -> Device:
    return Device.new("office")


def header(**changed: object) -> BundleHeader:
    given = {
        "site": office().id,
        "founder": office().card,
        "card": office().card,
        "tips": {office().id: Tip(3, "a" * 64)},
        "quarantine_hash": "b" * 64,
        "made": "2026-03-01T06:00:00Z",
    }
    return BundleHeader(**{**given, **changed})  # type: ignore[arg-type]


def packed(lines: list[BundleLine] | None = None) -> bytes:
    return pack_bundle(header(), lines if lines is not None else [BundleLine("{}", "0" * 128)] * 3, office().sign)


@given(length=st.integers(0, 2**40))
def test_padding_says_little_and_adds_little(length: int) -> None:
    whole = find_padme_length(length)
    assert length <= whole <= length * 1.12 + 1
    assert find_padme_length(whole) == whole


def test_lengths_of_a_megabyte_are_few() -> None:
    assert len({find_padme_length(length) for length in range(2**20, 2**21, 97)}) <= 33
    assert len(pad(b"")) == len(pad(b"x" * SHORTEST_BUNDLE)) == SHORTEST_BUNDLE


def test_only_the_recipients_can_open() -> None:
    store, stranger = Device.new("store"), Device.new("stranger")
    sealed = seal_bundle(b"said", [office().card.recipient, store.card.recipient])
    assert open_seal(sealed, store, label="f") == open_seal(sealed, office(), label="f") == b"said"
    with pytest.raises(Refused) as refused:
        open_seal(sealed, stranger, label="f")
    assert refused.value.problems[0].code == "bundle_not_for_device"


@pytest.mark.parametrize("count", [1, 5, 8, 9])
def test_strangers_cannot_count_the_devices(count: int) -> None:
    sealed = seal_bundle(b"", [office().card.recipient] * count)
    assert sealed.split(b"---")[0].count(b"-> X25519") == -(-count // RECIPIENTS_STEP) * RECIPIENTS_STEP


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7), cut=st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_sealed_file_that_was_changed_is_refused(at: int, bit: int, cut: bool) -> None:
    content = bytearray(sealed_once())
    at %= len(content)
    if cut:
        content = content[:at]
    else:
        content[at] ^= 1 << bit
    with pytest.raises(Refused) as refused:
        open_seal(bytes(content), office(), label="f")
    assert refused.value.problems[0].code in REFUSALS


@cache
def sealed_once() -> bytes:
    return seal_bundle(packed(), [office().card.recipient])


def test_a_name_says_nothing() -> None:
    names = {make_neutral_name() for _ in range(50)}
    assert len(names) == 50
    assert {len(name) for name in names} == {16}


def test_a_bundle_for_thousands_of_recipients_is_refused_before_any_key_is_tried() -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
    sealed = b"age-encryption.org/v1\n" + stanza * (MOST_RECIPIENTS + 2) + b"--- " + b"C" * 43 + b"\n"
    for content in (sealed, b"age-encryption.org/v1\n" + stanza * 100_000, b"age-encryption.org/v1\n" + b"x" * 10**6):
        with pytest.raises(Refused) as refused:
            open_seal(content, office(), label="b.bin")
        # Had a key been tried, the library would have said that the file is damaged.
        assert refused.value.problems[0].code == "bundle_recipients"


def test_what_is_sealed_to_as_many_as_a_site_can_have_is_opened() -> None:
    devices = [office().card.recipient] * MOST_RECIPIENTS
    assert open_seal(seal_bundle(b"inside", devices), office(), label="b.bin") == b"inside"
