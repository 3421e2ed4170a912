"""A device's keys are kept for it alone, and its card can be copied from paper."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.journal.chain.device import CARD_START, Card, Device, verify_all
from malja.problems import MaljaError, Refused

OFFICE = Device.new("مكتب")


def test_a_device_is_kept_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "device.key"
    OFFICE.save(path)
    again = Device.load(path)
    assert again.card == OFFICE.card
    assert again.unseal(OFFICE.seal(b"secret")) == b"secret"
    assert OFFICE.card.verify("ab" * 32, again.sign("ab" * 32))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights with folders")
def test_its_owner_alone_reads_a_devices_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        OFFICE.save(tmp_path / "device.key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "device.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", "null", '{"format":"malja.device/9"}', '{"format":"malja.device/1"}']
)
def test_a_file_that_is_no_devices_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "device.key"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as error:
        Device.load(path)
    assert error.value.problems[0].code == "device_unreadable"


def test_a_damaged_key_is_refused_and_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "device.key"
    OFFICE.save(path)
    whole = path.read_text(encoding="utf-8")
    for part in ("signing", "identity"):
        path.write_text(whole.replace(f'"{part}": "', f'"{part}": "zz'), encoding="utf-8")
        with pytest.raises(MaljaError) as error:
            Device.load(path)
        assert error.value.problems[0].code == "device_unreadable"


def test_a_missing_key_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused) as error:
        Device.load(tmp_path / "device.key")
    assert error.value.problems[0].code == "device_missing"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 61, "a\u202eb"])
def test_a_name_that_cant_be_seen_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        Device.new(name)


def test_a_card_is_one_line_without_secrets() -> None:
    text = OFFICE.card.to_text()
    assert text.startswith(CARD_START)
    assert text.isascii()
    assert text.isprintable()
    assert Card.read(text) == OFFICE.card
    assert Card.read(text).id == OFFICE.id


def test_a_card_may_be_copied_in_groups_and_small_letters() -> None:
    text = OFFICE.card.to_text()
    grouped = " ".join(text[start : start + 5] for start in range(0, len(text), 5))
    assert Card.read(f"\n{grouped.lower()} ") == OFFICE.card


@given(st.data())
def test_a_card_with_a_wrong_letter_is_refused(data: st.DataObject) -> None:
    text = OFFICE.card.to_text()
    at = data.draw(st.integers(len(CARD_START), len(text) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567018!=").filter(lambda one: one != text[at]))
    with pytest.raises(Refused):
        Card.read(text[:at] + letter + text[at + 1 :])


@given(st.text())
def test_no_text_is_a_card_by_chance(text: str) -> None:
    for tried in (text, CARD_START + text):
        with pytest.raises(Refused):
            Card.read(tried)


def test_what_is_sealed_opens_for_those_it_was_sealed_to() -> None:
    tablet, stranger = Device.new("tablet"), Device.new("stranger")
    held = OFFICE.seal(b"x", [tablet.card])
    assert (tablet.unseal(held), OFFICE.unseal(held)) == (b"x", b"x")
    with pytest.raises(Refused):
        stranger.unseal(held)
    with pytest.raises(Refused):
        OFFICE.unseal(held[:-1])


def test_many_signatures_are_those_of_one_after_another() -> None:
    hashes = [f"{number:064x}" for number in range(201)]
    assert OFFICE.sign_all(hashes) == [OFFICE.sign(one) for one in hashes]


def test_many_signatures_are_looked_at_as_each_one_is() -> None:
    one, other = Device.new("one"), Device.new("other")
    hashes = [hashlib.sha256(bytes([number])).hexdigest() for number in range(120)]
    signed = [(one.card, hashed, one.sign(hashed)) for hashed in hashes]
    signed[7] = (other.card, *signed[7][1:])
    signed[99] = (*signed[99][:2], "junk")
    assert [place for place, right in enumerate(verify_all(signed)) if not right] == [7, 99]
    assert verify_all(signed[:9]) == [True] * 7 + [False, True]
