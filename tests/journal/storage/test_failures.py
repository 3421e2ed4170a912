"""A PostgreSQL whose disk is full, and one that dies: what was acknowledged is there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import URL

from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from malja.problems import Failed
from tests.journal.made import fact, founded, numbers
from tests.journal.postgres import schema_in, server

ROOT = sys.platform == "linux" and os.geteuid() == 0


def asked(url: URL, question: str) -> str:
    """What a PostgreSQL server answers its superuser, who may also tell it what to do."""
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        answer = connection.execute(question.encode())
        row: Any = answer.fetchone() if answer.description else ("",)
        return str(row[0])


@pytest.fixture
def small_disk(postgres: URL) -> Iterator[Path]:
    """A disk of 3 MB on which the server may keep tables."""
    folder = Path(tempfile.mkdtemp(prefix="malja-small-"))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    owner = Path(asked(postgres, "SHOW data_directory")).stat()
    os.chown(folder, owner.st_uid, owner.st_gid)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        shutil.rmtree(folder)


@pytest.mark.skipif(not ROOT, reason="only root on Linux may mount a disk")
def test_a_full_disk_loses_nothing(postgres: URL, small_disk: Path) -> None:
    where = schema_in(postgres)
    role = where.partition("://")[2].partition(":")[0].partition("@")[0]
    asked(postgres, f"CREATE TABLESPACE small LOCATION '{small_disk}'")
    asked(postgres, f"GRANT CREATE ON TABLESPACE small TO {role}")
    asked(postgres, f"ALTER ROLE {role} SET default_tablespace = small")
    office = Device.new("office")
    acknowledged, said = 0, ""
    with founded(where, office) as journal:
        while not said:
            batch = [fact(acknowledged + part, source="x" * 500) for part in range(40)]
            try:
                acknowledged += len(journal.append(batch, by="office"))
            except Failed as error:
                said = error.problems[0].code
        assert said == "journal_disk_full"
        assert acknowledged > 40
        assert numbers(journal) == list(range(acknowledged))
        subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
        journal.append([fact(acknowledged)], by="office")
        assert numbers(journal) == list(range(acknowledged + 1))
        assert journal.verify() == ()
    asked(postgres, f"DROP OWNED BY {role} CASCADE")
    asked(postgres, "DROP TABLESPACE small")


@pytest.mark.skipif(sys.platform == "win32", reason="nothing can be killed like that on Windows")
def test_a_server_that_dies_loses_nothing() -> None:
    """One of its processes is killed, so that it drops everybody, recovers from its log and goes on."""
    office = Device.new("office")
    with server() as url:
        where = schema_in(url)
        with founded(where, office) as journal:
            for number in range(20):
                journal.append([fact(number)], by="office")
            with journal.database.writing() as connection:
                process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            os.kill(process, signal.SIGKILL)
            with pytest.raises(Failed) as error:
                journal.append([fact(20)], by="office")
            assert error.value.problems[0].code == "journal_away"
            again(journal)
            assert numbers(journal) in ([*range(20), 99], [*range(21), 99])
            assert journal.verify() == ()


def again(journal: Journal) -> None:
    """Record a fact as soon as the server takes one again."""
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        try:
            journal.append([fact(99)], by="office")
        except Failed:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not come back")
