"""The form of a bundle: it comes back as it was, and whatever is done to it, it is refused by name."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.journal.chain.device import Device
from malja.journal.chain.entry import Tip
from malja.journal.sync.bundle import BundleHeader, BundleLine, pack_bundle, unpack_bundle
from malja.journal.sync.seal import (
    pad,
)
from malja.problems import Refused

HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
IDS = st.text("0123456789abcdef", min_size=16, max_size=16)
TIPS = st.dictionaries(IDS, st.builds(Tip, st.integers(1, 2**53), HASHES), max_size=4)
LINES = st.lists(st.builds(BundleLine, st.text(max_size=200), HASHES), max_size=20)
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


def read(content: bytes) -> list[BundleLine]:
    return list(unpack_bundle(content, label="stick.bin").lines())


def code_of(content: bytes) -> str:
    """Why a bundle is refused; blank: it is not."""
    try:
        read(content)
    except Refused as refused:
        (problem,) = refused.problems
        assert problem.file == "stick.bin"
        return problem.code
    return ""


@given(tips=TIPS, lines=LINES)
@settings(max_examples=60, deadline=None)
def test_a_bundle_comes_back_as_it_was(tips: dict[str, Tip], lines: list[BundleLine]) -> None:
    said = header(tips=tips)
    unpacking = unpack_bundle(pad(pack_bundle(said, lines, office().sign)), label="stick.bin")
    assert unpacking.header == said
    assert list(unpacking.lines()) == lines


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7), lines=LINES)
@settings(max_examples=200, deadline=None)
def test_a_flipped_bit_is_found_or_changes_nothing(at: int, bit: int, lines: list[BundleLine]) -> None:
    """A few bits of a packed stream say nothing of what is in it."""
    content = bytearray(packed(lines))
    content[at % len(content)] ^= 1 << bit
    code = code_of(bytes(content))
    assert code in REFUSALS or list(unpack_bundle(bytes(content), label="stick.bin").lines()) == lines


@given(length=st.integers(0, 10**6), lines=LINES)
@settings(max_examples=100, deadline=None)
def test_a_bundle_that_was_cut_off_is_refused(length: int, lines: list[BundleLine]) -> None:
    content = packed(lines)
    assert code_of(content[: length % len(content)]) in REFUSALS


@given(content=st.binary(max_size=3000), pressed=st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_refused(content: bytes, pressed: bool) -> None:
    assert code_of(zlib.compress(content) if pressed else content) in REFUSALS


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_header_is_read_or_refused(data: st.DataObject) -> None:
    """A header in which one value is something else, as only an enrolled device could send it."""
    said = json.loads(zlib.decompress(packed([])).split(b"\n")[0])
    where = data.draw(st.sampled_from([(key,) for key in said] + [("from", key) for key in said["from"]]))
    inner = said
    for key in where[:-1]:
        inner = inner[key]
    before, inner[where[-1]] = inner[where[-1]], data.draw(JSON)
    lines = [json.dumps(said), json.dumps({"entries": 0, "signature": "0" * 128}), ""]
    code = code_of(zlib.compress("\n".join(lines).encode()))
    assert code in REFUSALS
    assert code == "bundle_wrongly_signed" or inner[where[-1]] != before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[" * 100_000,
        "1" * 10_000,
        "[]",
        "null",
        '{"format": "malja.bundle/1"}',
        '{"format": 1}',
        '{"format": ["malja.bundle/1"]}',
    ],
)
def test_what_is_no_header_is_refused(text: str) -> None:
    assert code_of(zlib.compress(text.encode() + b"\n")) in {"bundle_damaged", "bundle_not"}


def test_a_newer_format_is_refused_by_its_name() -> None:
    with pytest.raises(Refused) as refused:
        unpack_bundle(zlib.compress(b'{"format": "malja.bundle/2"}\n'), label="stick.bin")
    assert refused.value.problems[0].code == "bundle_newer"
    assert dict(refused.value.problems[0].values) == {"format": "malja.bundle/2"}


def rewritten(change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    return zlib.compress(b"\n".join(change(zlib.decompress(packed()).split(b"\n"))))


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [lines[0], lines[1], *lines[1:]],
        lambda lines: [*lines[:-2], lines[1], *lines[-2:]],
        lambda lines: [*lines[:-1], lines[1], b""],
        lambda lines: [*lines[:-1], *lines[-2:]],
        lambda lines: lines[:-2],
        lambda lines: [lines[0].replace(b'"made":"2026', b'"made":"2027'), *lines[1:]],
        lambda lines: [lines[0], b'["", 5]', *lines[2:]],
        lambda lines: [lines[0], b'["", "", ""]', *lines[2:]],
        lambda lines: [*lines[:-2], lines[-2].replace(b'"entries":3', b'"entries":-3'), b""],
    ],
)
def test_lines_that_were_taken_out_put_in_or_changed_are_found(change: Callable[[list[bytes]], list[bytes]]) -> None:
    assert code_of(rewritten(lambda lines: lines)) == ""
    assert code_of(rewritten(change)) in {"bundle_damaged", "bundle_wrongly_signed"}


def test_a_bundle_that_another_device_signed_is_refused() -> None:
    other = Device.new("other")
    assert code_of(pack_bundle(header(), [], other.sign)) == "bundle_wrongly_signed"


@pytest.mark.parametrize("line", [b"x" * 40_000_000, b'["a","b"]\n' * 4_000_000])
def test_a_bundle_that_unpacks_to_too_much_is_refused_early(line: bytes) -> None:
    first = zlib.decompress(packed([])).split(b"\n")[0]
    assert code_of(zlib.compress(first + b"\n" + line)) in {"bundle_huge", "bundle_damaged"}
