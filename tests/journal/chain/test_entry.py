"""What an entry says, how it is written, and what is none."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.facts.fact import Fact
from malja.journal.chain.append import AppendPoint, RecordingStamp, make_entries
from malja.journal.chain.device import Device
from malja.journal.chain.entry import LARGEST_WHOLE, Entry, Tip, hash_content, read_entry, write_canonical_json
from malja.problems import MaljaError, Refused
from tests.journal.made import DAY, fact
from tests.journal.sampling import missing, samples

DEVICE = Device.new("office")
STAMP = RecordingStamp("office", "2025-03-01T08:30:00Z")
END = AppendPoint(device=DEVICE.id, position=0, turn=0, own_tip=Tip(0, ""), seen={"ab" * 8: Tip(7, "cd" * 32)})

letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
bodies = st.dictionaries(
    names,
    letters
    | st.integers(-LARGEST_WHOLE, LARGEST_WHOLE)
    | st.booleans()
    | st.dictionaries(letters, letters, max_size=3),
    max_size=5,
)
facts = st.builds(
    Fact,
    kind=st.from_regex(r"[a-z][a-z0-9_.]{0,30}", fullmatch=True),
    happened=st.dates(),
    body=bodies,
    source=letters,
    version=st.integers(1, 99),
    id=st.just("") | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}", fullmatch=True),
)


def one(said: Fact | None = None) -> Entry:
    (entry,), _ = make_entries([said or fact()], END, STAMP, sign_all=DEVICE.sign_all)
    return entry


@given(st.lists(facts, min_size=1, max_size=4))
def test_what_is_written_is_read_the_same(said: list[Fact]) -> None:
    entries, end = make_entries(said, END, STAMP, sign_all=DEVICE.sign_all)
    assert (end.position, end.turn, end.own_tip) == (len(said), len(said), Tip(len(said), entries[-1].hash))
    before = ""
    for given_, entry in zip(said, entries, strict=True):
        assert read_entry(entry.content, entry.hash, entry.signature) == entry
        assert write_canonical_json(json.loads(entry.content)) == entry.content
        assert hash_content(entry.content) == entry.hash
        assert DEVICE.card.verify(entry.hash, entry.signature)
        assert entry.before == before
        before = entry.hash
        kept = entry.fact
        assert (kept.kind, kept.happened, kept.body, kept.source, kept.version) == (
            given_.kind,
            given_.happened,
            given_.body,
            given_.source,
            given_.version,
        )
        assert kept.id == given_.id or not given_.id


@given(facts, st.data())
def test_a_text_with_one_letter_changed_is_no_entry_or_another_one(said: Fact, data: st.DataObject) -> None:
    entry = one(said)
    at = data.draw(st.integers(0, len(entry.content) - 1))
    letter = data.draw(st.characters(exclude_categories=[]))
    changed = entry.content[:at] + letter + entry.content[at + 1 :]
    try:
        other = read_entry(changed, entry.hash, entry.signature)
    except Refused:
        return
    assert (changed == entry.content) == (hash_content(other.content) == entry.hash)
    assert write_canonical_json(json.loads(other.content)) == other.content


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.text() | anything.map(json.dumps))
def test_whatever_is_no_entry_is_refused_by_name(content: str) -> None:
    with pytest.raises(Refused) as error:
        read_entry(content, "", "")
    assert error.value.problems[0].code.startswith("entry_")


@given(st.sampled_from(sorted(json.loads(one().content))), anything)
def test_an_entry_with_a_field_that_says_something_else_is_sound_or_refused(name: str, value: object) -> None:
    said = json.loads(one().content) | {name: value}
    try:
        content = write_canonical_json(said)
        entry = read_entry(content, "", "")
    except (MaljaError, ValueError):
        return
    assert entry.content == content
    assert isinstance(entry.fact.happened, datetime.date)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace("malja.entry/1", "malja.entry/2"), "entry_format"),
        (lambda text: text.replace('"turn":1', '"turn":1.0'), "entry_fraction"),
        (lambda text: text.replace('"turn":1', '"turn":NaN'), "entry_fraction"),
        (lambda text: text.replace('"turn":1,', ""), "entry_fields"),
        (lambda text: text.replace('"turn":1', '"turn":1,"turns":1'), "entry_fields"),
        (lambda text: text.replace('"turn":1', '"turn":1,"turn":1'), "entry_not_canonical"),
        (lambda text: text.replace('"turn":1', '"turn": 1'), "entry_not_canonical"),
        (lambda text: text.replace('"turn":1', '"turn":0'), "entry_field"),
        (lambda text: text.replace('"turn":1', '"turn":true'), "entry_field"),
        (lambda text: text.replace("2025-03-01T", "2025-13-01T"), "entry_field"),
        (lambda text: text.replace('"2025-03-01"', '"20250301"'), "entry_field"),
        (lambda text: text.replace('"2025-03-01"', '"2025-02-30"'), "entry_field"),
        (lambda text: text.replace("gate", "\\ud800"), "entry_not_canonical"),
        (lambda text: text.replace("gate", "\\u0041"), "entry_not_canonical"),
        (lambda text: text.replace('"before":""', f'"before":"{"ab" * 32}"'), "entry_field"),
        (lambda text: text.replace("ab" * 8, DEVICE.id), "entry_field"),
        (lambda text: text.replace('"number":5', '"number":' + "9" * 5000), "entry_no_json"),
        (lambda text: "[" * 100_000, "entry_no_json"),
        (lambda text: text + " " * 300_000, "entry_long"),
    ],
)
def test_a_wrong_entry_is_refused(change: Any, code: str) -> None:
    with pytest.raises(Refused) as error:
        read_entry(change(one().content), "", "")
    assert error.value.problems[0].code == code


def test_old_entries_stay_readable() -> None:
    """Every sample that was ever written is read, is whole and signed, and says what it said."""
    found = samples()
    assert len(found) > 20
    for card, entry in found:
        assert hash_content(entry.content) == entry.hash
        assert card.verify(entry.hash, entry.signature)
        assert entry.device == card.id
        assert entry.fact.happened == DAY
    founding = found[0][1]
    assert (founding.number, founding.before, founding.turn, founding.fact.number) == (1, "", 9, 1)
    assert founding.seen == {"ab" * 8: Tip(7, "cd" * 32)}
    assert founding.fact.body["name"] == "Camp"
    assert founding.fact.seen == {"ab" * 8: 7}
    arrived = next(entry.fact for _, entry in found if entry.fact.kind == "people.arrived")
    assert arrived.body == {"place": "place", "group": "group", "number": 3, "note": "a note"}


def test_every_kind_and_version_has_a_sample() -> None:
    assert missing() == [], "run python -m tests.journal.sampling"
