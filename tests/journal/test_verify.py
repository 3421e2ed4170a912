"""A changed, missing, reordered, foreign or cut-off entry is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malja.facts.fact import Fact
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Tip, hash_content, parse_content, write_canonical_json
from malja.journal.chain.tips import format_tips, parse_tips
from malja.journal.chain.trust import make_enrolment
from malja.journal.journal import Journal
from malja.problems import MaljaError
from tests.journal.made import DAY, Where, execute, fact, founded, unguard

OFFICE, TABLET = Device.new("office"), Device.new("tablet")


def two_chains(where: Where) -> Journal:
    """Positions: 1 to 3 of the office, 4 and 5 of the tablet, 6 and 7 of the office."""
    journal = founded(where, OFFICE)
    journal.append([Fact(kind="device.enrolled", happened=DAY, body=make_enrolment(TABLET.card))], by="office")
    with Journal.open(where, TABLET) as other:
        other.append([fact(1), fact(2)], by="tablet")
    journal.append([fact(3), fact(4)], by="office")
    return journal


def codes(journal: Journal) -> set[str]:
    return {one.code for one in journal.verify()} - {"unguarded"}


def test_a_sound_journal_has_nothing_wrong(where: Where) -> None:
    with two_chains(where) as journal:
        assert journal.verify() == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE entries SET content = replace(content, ':2,', ':3,') WHERE position = 5", "changed"),
        ("UPDATE entries SET content = replace(content, ':1,', ': 1,') WHERE position = 4", "unreadable"),
        ("UPDATE entries SET content = '' WHERE position = 4", "unreadable"),
        ("UPDATE entries SET hash = replace(hash, substr(hash, 1, 4), 'beef') WHERE position = 5", "changed"),
        (
            "UPDATE entries SET signature = replace(signature, substr(signature, 1, 4), 'beef') WHERE position = 7",
            "signature",
        ),
        ("UPDATE entries SET signature = 'none' WHERE position = 7", "signature"),
        ("UPDATE entries SET id = 'x' WHERE position = 5", "columns"),
        ("UPDATE entries SET kind = 'x' WHERE position = 7", "columns"),
        ("UPDATE entries SET turn = 99 WHERE position = 7", "columns"),
        ("UPDATE entries SET number = 9 WHERE position = 7", "columns"),
        ("DELETE FROM entries WHERE position = 4", "missing"),
        ("DELETE FROM entries WHERE position = 6", "position"),
        ("DELETE FROM entries WHERE position = 5", "cut"),
        ("DELETE FROM entries WHERE position > 3 AND position < 6", "cut"),
        ("UPDATE entries SET position = 70 WHERE position = 7", "position"),
        ("UPDATE entries SET position = -position", "position"),
    ],
)
def test_what_was_done_to_an_entry_is_found(where: Where, change: str, found: str) -> None:
    with two_chains(where) as journal:
        unguard(where)
        execute(where, change, superuser=True)
        assert found in codes(journal)


def test_two_entries_in_each_others_place_are_found(where: Where) -> None:
    with two_chains(where) as journal:
        unguard(where)
        execute(
            where,
            "UPDATE entries SET number = 40 WHERE position = 6",
            "UPDATE entries SET number = 4 WHERE position = 7",
            "UPDATE entries SET number = 5 WHERE position = 6",
            superuser=True,
        )
        assert {"columns", "reordered"} <= codes(journal)


def test_a_chain_written_anew_and_signed_anew_is_found_by_what_another_saw(where: Where) -> None:
    """Even the device itself can't change what others have seen: the tablet's second entry, rehashed and resigned."""
    with two_chains(where) as journal:
        entry = list(journal.read())[4]
        said = parse_content(entry.content) | {"body": {"number": 99, "place": "camp"}}
        content = write_canonical_json(said)
        hashed = hash_content(content)
        unguard(where)
        new = f"content = '{content}', hash = '{hashed}', signature = '{TABLET.sign(hashed)}'"
        execute(where, f"UPDATE entries SET {new} WHERE position = 5", superuser=True)  # noqa: S608
        assert codes(journal) == {"other"}


def test_a_tail_that_was_cut_off_shows_against_the_printed_page(where: Where) -> None:
    with two_chains(where) as journal:
        page = "Chains on this day:\n" + "\n".join(format_tips(journal.tips()))
        against = parse_tips(page.partition("\n")[2])
        assert journal.verify(against) == ()
        unguard(where)
        execute(where, "DELETE FROM entries WHERE position = 7", superuser=True)
        assert codes(journal) == set()
        found = [one for one in journal.verify(against) if one.code == "cut"]
        assert [(one.device, one.number, dict(one.values)["here"]) for one in found] == [(OFFICE.id, 5, "4")]


def test_another_entry_than_the_printed_one_shows(where: Where) -> None:
    with two_chains(where) as journal:
        found = journal.verify({TABLET.id: Tip(2, "0" * 16)})
        assert [(one.code, one.device, one.number) for one in found] == [("other", TABLET.id, 2)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal whose file is whole: nothing of it lies beside it."""
    where = tmp_path_factory.mktemp("sound") / "journal.sqlite"
    two_chains(where).close()
    unguard(where)
    return where


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_in_any_entry_is_found(sound: Path, tmp_path: Path, data: st.DataObject) -> None:
    """In any column of any entry, any bit of any letter, as it stands in the file."""
    with Journal.open(sound, None) as journal:
        entry = data.draw(st.sampled_from(list(journal.read())))
    columns = {
        "content": entry.content,
        "hash": entry.hash,
        "signature": entry.signature,
        "device": entry.device,
        "id": entry.fact.id,
        "kind": entry.fact.kind,
    }
    name = data.draw(st.sampled_from(sorted(columns)))
    letters = bytearray(columns[name].encode())
    at, bit = data.draw(st.integers(0, len(letters) - 1)), data.draw(st.integers(0, 7))
    letters[at] ^= 1 << bit
    flipped = tmp_path / "flipped.sqlite"
    shutil.copy(sound, flipped)
    text = f"CAST(x'{letters.hex()}' AS TEXT)"
    execute(flipped, f"UPDATE entries SET {name} = {text} WHERE position = {entry.position}")  # noqa: S608
    with Journal.open(flipped, None) as journal:
        assert any(one.wrong and one.code != "unguarded" for one in journal.verify())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_in_the_file_changes_no_fact_unseen(sound: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Anywhere in the file: either it is found, or not one fact, hash or signature is other than before."""
    held = bytearray(sound.read_bytes())
    held[data.draw(st.integers(0, len(held) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    flipped = tmp_path / "flipped.sqlite"
    flipped.write_bytes(held)
    with Journal.open(sound, None) as journal:
        entries = list(journal.read())
    try:
        with Journal.open(flipped, None) as journal:
            if not any(one.wrong and one.code != "unguarded" for one in journal.verify()):
                assert list(journal.read()) == entries
    except MaljaError as error:
        said = error.problems[0].code
    else:
        said = "journal_damaged"
    finally:
        for beside in tmp_path.glob("flipped.sqlite*"):
            beside.unlink()
    assert said in ("journal_none", "journal_damaged", "journal_format")
