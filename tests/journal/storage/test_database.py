"""Full disks, disks that can't be written to, and files that are no journal: said clearly, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from malja.problems import Failed, MaljaError, Refused
from tests.journal.made import execute, fact, founded, numbers

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def code(error: pytest.ExceptionInfo[MaljaError]) -> str:
    return error.value.problems[0].code


def fill(journal: Journal) -> tuple[int, str]:
    """Record until nothing more can be; gives how many were acknowledged, and the code of the failure."""
    for number in range(100_000):
        try:
            journal.append([fact(number, id=f"n-{number}" if number % 2 else "")], by="office")
        except Failed as error:
            return number, error.problems[0].code
    raise AssertionError("the disk never was full")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 400 kB of its own."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def is_whole(journal: Journal, acknowledged: int) -> None:
    """Everything that was acknowledged is there, whole, and nothing else."""
    assert numbers(journal) == list(range(acknowledged))
    assert journal.verify() == ()


@pytest.mark.skipif(not ROOT or sys.platform != "linux", reason="only root on Linux may mount a disk")
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    office = Device.new("office")
    with small_disk(tmp_path) as disk:
        where = disk / "journal.sqlite"
        with founded(where, office) as journal:
            acknowledged, said = fill(journal)
            assert said == "journal_disk_full"
            assert acknowledged > 10
            with pytest.raises(Failed) as error:
                journal.append([fact(n) for n in range(50)], by="office")
            assert code(error) == "journal_disk_full"
            is_whole(journal, acknowledged)
        with Journal.open(where, office) as journal:
            is_whole(journal, acknowledged)
            subprocess.run(["mount", "-o", "remount,size=4m", disk], check=True)
            journal.append([fact(acknowledged)], by="office")
            is_whole(journal, acknowledged + 1)


def test_a_file_that_may_not_grow_loses_nothing(tmp_path: Path) -> None:
    """SQLite's own limit, so that every system tries a full disk."""
    office = Device.new("office")
    where = tmp_path / "journal.sqlite"
    founded(where, office).close()
    with Journal.open(where, office) as journal:
        event.listen(journal.database._engine, "connect", lambda at, _: at.execute("PRAGMA max_page_count = 40"))
        journal.database._engine.dispose()
        acknowledged, said = fill(journal)
        assert said == "journal_disk_full"
        is_whole(journal, acknowledged)
    with Journal.open(where, office) as journal:
        is_whole(journal, acknowledged)
        journal.append([fact(acknowledged)], by="office")
        is_whole(journal, acknowledged + 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of this kind")
def test_a_disk_that_fails_loses_nothing(tmp_path: Path) -> None:
    """The system refuses to write more, in the midst of a write."""
    import resource

    office = Device.new("office")
    where = tmp_path / "journal.sqlite"
    with founded(where, office) as journal:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
        try:
            acknowledged, said = fill(journal)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert said in ("journal_disk", "journal_disk_full")
        is_whole(journal, acknowledged)
        journal.append([fact(acknowledged)], by="office")
        is_whole(journal, acknowledged + 1)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder can't be written to: as a locked disk for root, whom rights do not stop, else by rights."""
    if not ROOT:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    yield


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    if ROOT:
        with small_disk(tmp_path) as folder:
            yield folder
    else:
        yield tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="folders can't be locked like that on Windows")
def test_a_locked_disk_can_be_read(disk: Path) -> None:
    office = Device.new("office")
    where = disk / "journal.sqlite"
    founded(where, office, [fact(1)]).close()
    if not ROOT:
        where.chmod(0o444)
    with locked(disk), Journal.open(where, office) as journal:
        assert numbers(journal) == [1]
        assert journal.verify() == ()
        with pytest.raises(Failed) as error:
            journal.append([fact(2)], by="office")
        assert code(error) == "journal_read_only"
        assert numbers(journal) == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="folders can't be locked like that on Windows")
def test_a_locked_disk_never_shows_old_news(disk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A journal copied while it was open: its last entries stand in the file beside it."""
    office = Device.new("office")
    live = tmp_path_factory.mktemp("live") / "journal.sqlite"
    where = disk / "journal.sqlite"
    with founded(live, office, [fact(1)]) as journal:
        journal.append([fact(2)], by="office")
        for path in (live, live.with_name("journal.sqlite-wal")):
            shutil.copy(path, disk / path.name)
    with locked(disk):
        try:
            with Journal.open(where, office) as journal:
                seen = numbers(journal)
        except Failed:
            seen = [1, 2]
    assert seen == [1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="folders can't be locked like that on Windows")
def test_a_new_journal_on_a_locked_disk_fails(disk: Path) -> None:
    with locked(disk):
        with pytest.raises(Failed) as error:
            founded(disk / "journal.sqlite")
        assert code(error) == "unwritable"


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to look at" * 40, b"x", b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_file_that_is_no_journal_is_refused(tmp_path: Path, content: bytes) -> None:
    where = tmp_path / "journal.sqlite"
    where.write_bytes(content)
    with pytest.raises(MaljaError) as error:
        Journal.open(where, None)
    assert code(error) in ("journal_none", "journal_damaged")
    with pytest.raises(MaljaError):
        founded(where)
    assert where.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    where = tmp_path / "other.sqlite"
    where.touch()
    execute(where, "CREATE TABLE about (something)")
    with pytest.raises(MaljaError) as error:
        Journal.open(where, None)
    assert code(error) in ("journal_none", "journal_refused")
    with pytest.raises(Refused) as refusal:
        founded(where)
    assert code(refusal) == "journal_exists"


def test_a_journal_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Refused) as error:
        Journal.open(tmp_path / "journal.sqlite", None)
    assert code(error) == "journal_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_founding_that_fails_leaves_a_place_that_can_be_founded(tmp_path: Path) -> None:
    where = tmp_path / "journal.sqlite"
    with pytest.raises(Refused):
        founded(where, facts=[fact(kind="no kind")])
    founded(where).close()


def test_a_postgresql_that_may_only_be_read_says_so(schema: str) -> None:
    with founded(schema, facts=[fact(1)]) as journal:
        name = schema.partition("://")[2].partition(":")[0].partition("@")[0]
        execute(schema, f"ALTER ROLE {name} SET default_transaction_read_only TO on", superuser=True)
    with Journal.open(schema, journal.device) as journal:
        with pytest.raises(Failed) as error:
            journal.append([fact(2)], by="office")
        assert code(error) == "journal_read_only"
        assert numbers(journal) == [1]
