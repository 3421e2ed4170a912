"""The database itself refuses that anything is changed or taken away, whatever program asks."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from malja.problems import Failed
from tests.journal.made import Where, execute, fact, founded, unguard

COPY = "SELECT position + {far}, device, number + {far}, turn, id, kind, content, hash, signature FROM entries"
CHANGES = [
    "UPDATE entries SET content = content",
    "UPDATE entries SET turn = 9 WHERE number = 3",
    "DELETE FROM entries",
    "DELETE FROM entries WHERE number = 3",
    "UPDATE about SET value = 'x'",
    "DELETE FROM about",
    "UPDATE payloads SET sealed = sealed",
    "UPDATE quarantine SET reason = 'x'",
    "DELETE FROM quarantine",
    "DELETE FROM heard",
    # A position or a number that does not come next.
    f"INSERT INTO entries {COPY.format(far=7)}",
    f"INSERT INTO entries {COPY.format(far=0)}",
]
SQLITE = [
    "INSERT OR REPLACE INTO entries SELECT position, device, number, turn, id, kind, 'x', hash, signature FROM entries",
    "REPLACE INTO entries SELECT position + 3, device, number, turn, id, kind, 'x', hash, signature FROM entries",
    "INSERT INTO entries SELECT position, device, number, turn, id, kind, 'x', hash, signature FROM entries WHERE true"
    " ON CONFLICT DO UPDATE SET content = 'x'",
    "UPDATE OR REPLACE entries SET position = 1",
    "INSERT OR REPLACE INTO about VALUES ('site', 'x')",
]
POSTGRESQL = [
    "TRUNCATE entries",
    "TRUNCATE about, entries, quarantine, heard",
    "INSERT INTO entries SELECT * FROM entries ON CONFLICT (position) DO UPDATE SET content = 'x'",
    "INSERT INTO about VALUES ('site', 'x') ON CONFLICT (name) DO UPDATE SET value = 'x'",
    "MERGE INTO entries USING about ON true WHEN MATCHED THEN DELETE",
]


def refused(where: Where, change: str, *, superuser: bool = False) -> None:
    with founded(where, facts=[fact(1)]) as journal:
        before = list(journal.read())
        execute(where, "INSERT INTO quarantine VALUES ('d', 1, 'h', 'c', 's', 'r')")
        execute(where, "INSERT INTO heard VALUES ('d', 1, 'h', 's', 1)")
        journal.put_payload(b"x")
        with pytest.raises((sqlite3.Error, psycopg.Error)):
            execute(where, change, superuser=superuser)
        assert list(journal.read()) == before
    with Journal.open(where, None) as again:
        assert again.site == journal.site


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_refused(where: Where, change: str) -> None:
    refused(where, change)


@pytest.mark.parametrize("change", SQLITE)
def test_sqlite_refuses_to_put_a_row_in_the_place_of_another(tmp_path: Path, change: str) -> None:
    refused(tmp_path / "journal.sqlite", change)


@pytest.mark.parametrize("change", POSTGRESQL)
@pytest.mark.parametrize("superuser", [False, True])
def test_postgresql_refuses_it_to_the_owner_and_the_superuser(schema: str, change: str, superuser: bool) -> None:
    refused(schema, change, superuser=superuser)


def test_the_owner_has_no_right_to_change_entries(schema: str) -> None:
    """Even without the triggers: the rights are gone too."""
    with founded(schema):
        unguard(schema)
        for change in ("UPDATE entries SET turn = 9", "DELETE FROM entries", "TRUNCATE entries"):
            with pytest.raises(psycopg.Error, match="permission denied"):
                execute(schema, change)


def test_guards_that_were_taken_away_are_missed(where: Where) -> None:
    with founded(where, Device.new("office")) as journal:
        unguard(where)
        found = [(one.code, dict(one.values)["guard"]) for one in journal.verify()]
        assert found == [
            ("unguarded", "entries_in_turn"),
            ("unguarded", "entries_kept"),
            ("unguarded", "entries_never_deleted"),
        ]


def wrong(journal: Journal) -> list[str]:
    return [dict(one.values)["guard"] for one in journal.verify() if one.code == "unguarded"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            "CREATE TRIGGER entries_kept BEFORE UPDATE ON entries WHEN 0 BEGIN SELECT RAISE(IGNORE); END",
            "entries_kept",
        ),
        ("CREATE TRIGGER more BEFORE INSERT ON quarantine BEGIN SELECT RAISE(IGNORE); END", "more"),
    ],
)
def test_a_guard_of_sqlite_that_guards_nothing_is_named(tmp_path: Path, change: str, named: str) -> None:
    where = tmp_path / "journal.sqlite"
    with founded(where) as journal:
        assert wrong(journal) == []
        execute(where, *([f"DROP TRIGGER {named}"] if named == "entries_kept" else []), change)
        assert wrong(journal) == [named]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            "CREATE OR REPLACE FUNCTION malja_only_added() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NEW; END $$",
            "malja_only_added",
        ),
        ("CREATE RULE more AS ON INSERT TO entries DO INSTEAD NOTHING", "more"),
        ("GRANT UPDATE ON entries TO PUBLIC", "UPDATE ON entries"),
        ("ALTER TABLE entries DISABLE TRIGGER entries_kept", "entries_kept"),
        (
            "CREATE TRIGGER more BEFORE INSERT ON entries FOR EACH ROW"
            " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "more",
        ),
    ],
)
def test_a_guard_of_postgresql_that_guards_nothing_is_named(schema: str, change: str, named: str) -> None:
    with founded(schema) as journal:
        assert wrong(journal) == []
        execute(schema, change, superuser=True)
        assert wrong(journal) == [named]


@pytest.mark.parametrize("many", [1, 2])
@pytest.mark.parametrize(
    "trap",
    [
        "CREATE TRIGGER more BEFORE INSERT ON entries BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TRIGGER more AFTER INSERT ON entries BEGIN DELETE FROM entries WHERE position = NEW.position; END",
    ],
)
def test_nothing_is_acknowledged_that_a_trigger_swallowed(tmp_path: Path, trap: str, many: int) -> None:
    where = tmp_path / "journal.sqlite"
    with founded(where) as journal:
        journal.append([fact(1)], by="office")
        execute(where, "DROP TRIGGER entries_never_deleted", trap)
        with pytest.raises(Failed) as failed:
            journal.append([fact(number) for number in range(many)], by="office")
        # The second of two finds no place behind one that is gone.
        assert failed.value.problems[0].code in ("journal_swallowed", "journal_refused")[:many]
        assert journal.size() == 3
        execute(where, "DROP TRIGGER more")
        assert [entry.position for entry in journal.append([fact(2)], by="office")] == [4]


def test_nothing_is_acknowledged_that_a_rule_swallowed(schema: str) -> None:
    with founded(schema) as journal:
        journal.append([fact(1)], by="office")
        execute(schema, "CREATE RULE more AS ON INSERT TO entries DO INSTEAD NOTHING", superuser=True)
        for many in (1, 2):
            with pytest.raises(Failed):
                journal.append([fact(number) for number in range(many)], by="office")
        assert journal.size() == 3
