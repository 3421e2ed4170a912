"""What somebody changed behind the database's back is said before any state is made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from malja.facts.fact import Fact
from malja.journal.chain.device import Device
from malja.journal.chain.trust import make_enrolment
from malja.journal.journal import Journal
from malja.problems import Failed
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


def refused(read: Callable[[], object]) -> tuple[object, ...]:
    with pytest.raises(Failed) as failed:
        read()
    (problem,) = failed.value.problems
    assert problem.code == "journal_changed"
    return problem.value, dict(problem.values)["number"]


@pytest.mark.parametrize(
    ("change", "device", "number"),
    [
        ("DELETE FROM entries WHERE position = 4", TABLET, 1),
        ("DELETE FROM entries WHERE position = 6", OFFICE, 4),
        ("UPDATE entries SET content = replace(content, ':3,', ':8,') WHERE position = 6", OFFICE, 4),
        ("UPDATE entries SET content = '{}' WHERE position = 6", OFFICE, 4),
        ("UPDATE entries SET turn = 40 WHERE position = 6", OFFICE, 4),
        ("UPDATE entries SET kind = 'x' WHERE position = 3", OFFICE, 3),
        ("UPDATE entries SET kind = 'x' WHERE position = 6", OFFICE, 4),
        ("UPDATE entries SET signature = 'none' WHERE position = 7", OFFICE, 5),
        ("UPDATE entries SET content = 'x' WHERE position = 3", OFFICE, 3),
    ],
)
def test_no_state_is_made_of_a_journal_that_was_changed(where: Where, change: str, device: Device, number: int) -> None:
    with two_chains(where) as journal:
        assert len(list(journal.facts())) == len(journal.since(0)) == 7
        unguard(where)
        execute(where, change, superuser=True)
        assert refused(lambda: list(journal.facts())) == (device.id, str(number))


@pytest.mark.parametrize("position", [4, 6, 7])
def test_an_entry_hashed_anew_does_not_fit_its_chain_or_its_signature(tmp_path: Path, position: int) -> None:
    where = tmp_path / "journal.sqlite"
    with two_chains(where) as journal:
        entry = list(journal.read())[position - 1]
        content = entry.content.replace('"number":1,', '"number":9,').replace(',"number":3', ',"number":9')
        content = content.replace("gate", "gaze")
        hashed = hashlib.sha256(content.encode()).hexdigest()
        unguard(where)
        new = f"content = '{content}', hash = '{hashed}'"
        execute(where, f"UPDATE entries SET {new} WHERE position = {position}")  # noqa: S608
        assert refused(lambda: list(journal.facts()))


def test_what_came_since_is_checked_too(where: Where) -> None:
    with two_chains(where) as journal:
        assert [entry.position for entry in journal.since(4)] == [5, 6, 7]
        unguard(where)
        execute(where, "DELETE FROM entries WHERE position = 6", superuser=True)
        assert refused(lambda: journal.since(5)) == (OFFICE.id, "4")
        assert refused(lambda: journal.since(2)) == (OFFICE.id, "4")
