"""How a journal behaves, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from malja.facts.fact import Body, Fact
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Entry
from malja.journal.chain.trust import make_enrolment
from malja.journal.journal import Journal, JournalMoved
from malja.problems import Failed, MaljaError, Refused
from tests.journal.made import DAY, Where, execute, fact, founded, numbers


def code(error: pytest.ExceptionInfo[MaljaError]) -> str:
    return error.value.problems[0].code


def test_a_new_journal_says_who_founded_it_and_who_may_write(where: Where) -> None:
    office = Device.new("office")
    with founded(where, office, [fact(7)]) as journal:
        assert [one.kind for one in journal.facts()] == ["site.founded", "device.enrolled", "people.arrived"]
        assert journal.site == office.id
        assert journal.trust().active() == (office.card,)
        assert journal.size() == 3


def test_what_is_appended_is_read_again(where: Where) -> None:
    office = Device.new("office")
    with founded(where, office) as journal:
        (entry,) = journal.append([fact(12, source="gate book", id="i-1")], by="gate")
    with Journal.open(where, office) as journal:
        assert list(journal.read(after=2)) == [entry]
        assert list(journal.facts())[-1] == entry.fact
        assert (entry.fact.by, entry.fact.source, entry.number, entry.position) == ("gate", "gate book", 3, 3)
        assert journal.tips() == {office.id: journal.tips()[office.id]}
        assert journal.tips()[office.id].hash == entry.hash


def test_every_kind_of_value_comes_back_as_it_was(where: Where) -> None:
    body: Body = {
        "text": "طحين, «flour» \u2028 \x00 \U0001f33e",
        "many": 2**53,
        "few": -3,
        "yes": True,
        "cells": {"b": "1", "a": "é"},
    }
    said = Fact(kind="table.set", happened=DAY, body=body)
    with founded(where) as journal:
        journal.append([said], by="office")
        journal.append([said, said], by="office")
        assert [one.body for one in journal.facts()][2:] == [body, body, body]


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 1.5},
        {"number": float("nan")},
        {"number": None},
        {"number": [1]},
        {"number": 2**60},
        {"cells": {"a": 1}},
        {"cells": {"a": {"b": "c"}}},
        {"note": "half a letter: \ud800"},
        {"note": "x" * 300_000},
        {"A name": "x"},
        {"": "x"},
    ],
)
def test_a_body_that_no_entry_may_hold_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with founded(tmp_path / "journal.sqlite") as journal:
        bad = Fact(kind="x", happened=DAY, body=wrong)  # type: ignore[arg-type]
        with pytest.raises(Refused):
            journal.append([fact(), bad], by="office")
        assert journal.size() == 2


@pytest.mark.parametrize("wrong", [{"kind": "People came"}, {"id": "a b"}, {"id": "x" * 200}, {"kind": ""}])
def test_a_fact_with_a_wrong_kind_or_id_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with founded(tmp_path / "journal.sqlite") as journal, pytest.raises(Refused) as error:
        journal.append([fact(**wrong)], by="office")
    assert code(error) == "entry_field"


def test_an_id_that_the_chain_holds_is_recorded_once(where: Where) -> None:
    with founded(where) as journal:
        first = [fact(number, id=f"i-{number}") for number in range(700)]
        assert len(journal.append(first, by="office")) == 700
        again = [*first, fact(700, id="i-700"), fact(701, id="i-700"), fact(702), fact(703)]
        assert [entry.fact.body["number"] for entry in journal.append(again, by="office")] == [700, 702, 703]
        assert numbers(journal) == [*range(701), 702, 703]


def test_facts_without_an_id_are_given_one_each(where: Where) -> None:
    with founded(where) as journal:
        made = [*journal.append([fact(), fact()], by="office"), *journal.append([fact()], by="office")]
        assert len({entry.fact.id for entry in made}) == 3


def test_what_was_checked_at_a_position_is_recorded_there_or_not_at_all(where: Where) -> None:
    office = Device.new("office")
    with founded(where, office) as journal, Journal.open(where, office) as other:
        at = journal.size()
        journal.append([fact(1)], by="office", after=at)
        with pytest.raises(JournalMoved):
            other.append([fact(2)], by="office", after=at)
        other.append([fact(3)], by="office", after=at + 1)
        with pytest.raises(JournalMoved):
            journal.append([fact(4)], by="office", after=at + 1)
        journal.append([fact(5)], by="office", after=at + 2)
        assert numbers(journal) == [1, 3, 5]


def test_two_journals_open_at_once_write_one_chain(where: Where) -> None:
    office = Device.new("office")
    with founded(where, office) as one, Journal.open(where, office) as two:
        for number in range(0, 20, 2):
            one.append([fact(number)], by="office")
            two.append([fact(number + 1)], by="office")
        assert numbers(one) == list(range(20))
        assert one.verify() == ()


def test_threads_may_share_a_journal(where: Where) -> None:
    with founded(where) as journal:
        threads = [
            threading.Thread(target=lambda: [journal.append([fact()], by="office") for _ in range(20)])
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert journal.size() == 82
        assert journal.verify() == ()


def test_a_reader_sees_the_journal_as_it_was_when_it_began(where: Where) -> None:
    with founded(where, facts=[fact(number) for number in range(5000)]) as journal:
        reading = journal.facts()
        next(reading)
        journal.append([fact(-1)], by="office")
        assert len(list(reading)) == 5001
        assert numbers(journal)[-1] == -1


def test_following_gives_what_comes_until_it_is_stopped(where: Where) -> None:
    with founded(where) as journal:
        came: list[Entry] = []
        stop = threading.Event()

        def follow() -> None:
            for entry in journal.follow(2, stop):
                came.append(entry)
                if len(came) == 3:
                    stop.set()

        follower = threading.Thread(target=follow)
        follower.start()
        journal.append([fact(1)], by="office")
        journal.append([fact(2), fact(3)], by="office")
        follower.join(timeout=20)
        assert not follower.is_alive()
        assert [entry.fact.body["number"] for entry in came] == [1, 2, 3]


def test_facts_can_be_cut_at_a_day(where: Where) -> None:
    late = fact(9, happened=DAY + datetime.timedelta(days=2))
    with founded(where, facts=[fact(1), late, fact(2)]) as journal:
        assert len(list(journal.facts(until=DAY))) == 4
        assert len(list(journal.facts(until=DAY + datetime.timedelta(days=2)))) == 5


def test_a_device_that_is_not_enrolled_can_read_and_not_write(where: Where) -> None:
    founded(where).close()
    with Journal.open(where, Device.new("stranger")) as journal:
        assert journal.size() == 2
        with pytest.raises(Refused) as error:
            journal.append([fact()], by="stranger")
        assert code(error) == "device_not_enrolled"


def test_a_revoked_device_writes_no_more(where: Where) -> None:
    office, tablet = Device.new("office"), Device.new("tablet")
    with founded(where, office) as journal, Journal.open(where, tablet) as other:
        body = make_enrolment(tablet.card)
        journal.append([Fact(kind="device.enrolled", happened=DAY, body=body)], by="office")
        other.append([fact(1), fact(2), fact(3)], by="tablet")
        revoked: Body = {"device": tablet.id, "from": 3}
        journal.append([Fact(kind="device.revoked", happened=DAY, body=revoked)], by="office")
        with pytest.raises(Refused) as error:
            other.append([fact(4)], by="tablet")
        assert code(error) == "device_revoked"
        assert numbers(journal) == [1, 2]
        assert [(one.code, one.number, one.wrong) for one in journal.verify()] == [("revoked", 3, False)]


def test_without_a_device_nothing_can_be_recorded(where: Where) -> None:
    founded(where).close()
    with Journal.open(where, None) as journal, pytest.raises(Refused) as error:
        journal.append([fact()], by="x")
    assert code(error) == "device_missing"


def test_chains_see_each_other(where: Where) -> None:
    office, tablet = Device.new("office"), Device.new("tablet")
    with founded(where, office) as journal, Journal.open(where, tablet) as other:
        body = make_enrolment(tablet.card)
        journal.append([Fact(kind="device.enrolled", happened=DAY, body=body)], by="office")
        first, second = other.append([fact(1), fact(2)], by="tablet")
        (third,) = journal.append([fact(3)], by="office")
        assert ({one: head.number for one, head in first.seen.items()}, first.turn) == ({office.id: 3}, 4)
        assert (second.seen, second.turn) == ({}, 5)
        assert ({one: head.number for one, head in third.seen.items()}, third.turn) == ({tablet.id: 2}, 6)
        assert third.seen[tablet.id].hash == second.hash
        assert journal.verify() == ()


def test_a_place_that_is_taken_is_refused(where: Where) -> None:
    founded(where).close()
    with pytest.raises(Refused) as error:
        founded(where)
    assert code(error) == "journal_exists"


def test_a_journal_of_a_newer_format_is_refused(where: Where) -> None:
    founded(where).close()
    if isinstance(where, Path):
        execute(where, "DROP TRIGGER about_kept", "UPDATE about SET value = 'malja.journal/9' WHERE name = 'format'")
    else:
        execute(
            where,
            "DROP TRIGGER about_kept ON about",
            "UPDATE about SET value = 'malja.journal/9' WHERE name = 'format'",
            superuser=True,
        )
    with pytest.raises(Refused) as error:
        Journal.open(where, None)
    assert (code(error), error.value.problems[0].value) == ("journal_format", "malja.journal/9")


def test_an_empty_database_is_no_journal(place: Callable[[], Where]) -> None:
    where = place()
    if isinstance(where, Path):
        where.touch()
    with pytest.raises(Refused) as error:
        Journal.open(where, None)
    assert code(error) == "journal_none"


@pytest.mark.parametrize(
    "url",
    ["mysql://x/y", "nonsense", "postgresql+asyncpg://x/y", "", "postgresql://x:secret@h:port/y", "h password=secret"],
)
def test_a_database_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Refused) as error:
        Journal.open(url, None)
    assert code(error) == "database_url"
    assert "secret" not in repr(error.value.problems)


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights otherwise")
def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    with founded(tmp_path / "journal.sqlite") as journal:
        journal.append([fact(1)], by="office")
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
        assert len(list(tmp_path.iterdir())) == 3


def test_a_server_that_is_away_is_said_without_the_password() -> None:
    with pytest.raises(Failed) as error:
        Journal.open("postgresql://someone:secret@127.0.0.1:1/none", None)
    assert code(error) == "journal_away"
    assert "secret" not in str(error.value)
