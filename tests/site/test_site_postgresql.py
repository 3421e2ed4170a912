"""A site whose journal is on PostgreSQL is like any other; its folder says where the journal is, without a password."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from malja.facts.fact import Fact
from malja.language.say import say_problem
from malja.operation.reading.read_operation import read_operation
from malja.problems import Failed, Refused
from malja.site import folder as folders
from malja.site.site import Site
from tests.journal.postgres import schema_in, server
from tests.site.network import as_bytes

EXAMPLE = Path(__file__).parents[2] / "examples" / "wfp-syria"


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with server() as url:
        yield schema_in(url)


def test_a_site_on_postgresql_has_the_state_that_it_has_in_a_file(tmp_path: Path, database: str) -> None:
    tables = read_operation(EXAMPLE)
    with (
        Site.found(tmp_path / "file", tables=tables) as file,
        Site.found(tmp_path / "served", tables=tables, database=database) as served,
    ):
        assert sorted(path.name for path in served.folder.iterdir()) == ["device.key", "site.toml"]
        for site in (file, served):
            place = site.state().known.roles()
            camp = next(name for name, role in place.items() if role == "site")
            site.record([Fact(kind="people.arrived", happened=site.next_day, body={"place": camp, "number": 500})])
            with pytest.raises(Refused):
                site.record([Fact(kind="people.departed", happened=site.next_day, body={"place": camp, "number": 501})])
        assert as_bytes(served.state()) == as_bytes(file.state())
        assert served.operation() == file.operation()
    with Site.open(tmp_path / "served") as again:
        assert again.state().last == tables.start
        assert again.journal.verify() == ()
    with pytest.raises(Refused) as refused:
        Site.found(tmp_path / "another", name="Another", database=database, on=datetime.date(2025, 3, 10))
    assert [problem.code for problem in refused.value.problems] == ["journal_exists"]
    assert not (tmp_path / "another").exists()


def test_desks_with_copies_of_one_folder_write_one_chain(tmp_path: Path) -> None:
    with server() as url:
        Site.found(tmp_path / "desk0", tables=read_operation(EXAMPLE), database=schema_in(url)).close()
        shutil.copytree(tmp_path / "desk0", tmp_path / "desk1")
        with Site.open(tmp_path / "desk0") as first, Site.open(tmp_path / "desk1") as second:
            camp = next(name for name, role in first.state().known.roles().items() if role == "site")
            before = first.journal.size()

            def record(site: Site) -> None:
                for _ in range(10):
                    site.record([Fact(kind="people.arrived", happened=first_day, body={"place": camp, "number": 1})])

            first_day = first.next_day
            with ThreadPoolExecutor() as desks:
                list(desks.map(record, (first, second)))
            assert first.journal.size() == before + 20
            assert list(first.tips()) == [first.device] == [second.device]
            assert first.journal.verify() == second.journal.verify() == ()
            assert as_bytes(first.state()) == as_bytes(second.state())


def test_a_database_that_is_away_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(Failed) as failed:
        Site.found(tmp_path / "base", name="Base", database="postgresql://keeper@127.0.0.1:9/base")
    assert [problem.code for problem in failed.value.problems] == ["journal_away"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "database", ["postgresql://keeper:s3cret@127.0.0.1:9/base", "postgresql://127.0.0.1:9/base?password=s3cret"]
)
def test_a_password_in_the_address_is_refused_and_repeated_nowhere(tmp_path: Path, database: str) -> None:
    with pytest.raises(Refused) as refused:
        Site.found(tmp_path / "base", name="Base", database=database)
    [problem] = refused.value.problems
    assert problem.code == "database_password"
    assert "s3cret" not in say_problem(problem)
    assert list(tmp_path.iterdir()) == []
    folders.write_site_file(tmp_path, folders.SiteFile(site="0" * 16, name="Base", database=database))
    assert "s3cret" not in (tmp_path / "site.toml").read_text(encoding="utf-8")


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    for address in ("postgresql://[keeper/base", "nothing", "ftp://somewhere/base"):
        with pytest.raises(Refused) as refused:
            Site.found(tmp_path / "base", name="Base", database=address)
        assert [problem.code for problem in refused.value.problems] == ["database_url"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("database", "code"),
    [
        ("postgresql:/keeper:s3cret@127.0.0.1/base", "database_url"),
        ("postgres//keeper:s3cret@127.0.0.1/base", "database_url"),
        ("host=127.0.0.1 user=keeper password=s3cret", "database_url"),
        ("http://keeper:s3cret@127.0.0.1/base", "database_url"),
        ("http://s3cret:notaport/base", "database_url"),
        ("postgresql://s3cret:notaport/base", "database_url"),
        ("postgresql://keeper:1/s3cret@127.0.0.1/base", "database_password"),
        ("postgresql://[s3cret/base", "database_url"),
        ("postgresql://127.0.0.1/base?sslpassword=s3cret", "database_password"),
        ("sqlite:////elsewhere/s3cret", "database_sqlite"),
        ("SQLite:///s3cret", "database_sqlite"),
    ],
)
def test_an_address_that_is_none_is_refused_and_repeated_nowhere(tmp_path: Path, database: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Site.found(tmp_path / "base", name="Base", database=database)
    [problem] = refused.value.problems
    assert "s3cret" not in say_problem(problem) + repr(problem)
    assert problem.code in (code, "database_url")
    assert list(tmp_path.iterdir()) == []
