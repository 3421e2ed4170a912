"""A site's folder: made whole or not at all, without a password in it."""

from __future__ import annotations

import dataclasses
import os
import socket
import stat
from pathlib import Path

import pytest

from malja.problems import Failed, Refused
from malja.site import folder as folders
from malja.site.site import Site
from tests.site.bases import founded, said


def test_a_site_is_a_folder_that_says_what_it_is(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        assert sorted(path.name for path in site.folder.iterdir() if "journal" not in path.name) == [
            "device.key",
            "site.toml",
        ]
        assert (site.name, site.about.site) == ("Base", site.device)
    about = folders.read_site_file(tmp_path / "base")
    assert (about.name, about.database) == ("Base", "")
    assert folders.is_site(tmp_path / "base")
    assert not folders.is_site(tmp_path)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "base" / "device.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["base"]


def test_nothing_is_left_behind_where_a_site_cannot_be_founded(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Site.found(tmp_path / "base")
    assert said(refused.value) == ["a site has a name; give it one, or an operation that has"]
    with pytest.raises(Refused):
        Site.found(tmp_path / "base", name="Base", device_name=" ")
    with pytest.raises(Refused):
        Site.found(tmp_path / "base", name="Base", database="mysql://somewhere/base")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "letter.txt").write_text("mine")
    with pytest.raises(Refused) as refused:
        Site.found(tmp_path / "base", name="Base")
    assert [problem.code for problem in refused.value.problems] == ["folder_not_empty"]
    assert (tmp_path / "base" / "letter.txt").read_text() == "mine"


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Site.open(tmp_path)
    assert said(refused.value) == [f"there is no site in {tmp_path}: site.toml is missing"]
    (tmp_path / "site.toml").write_text("format = 'malja.site/9'")
    with pytest.raises(Refused) as refused:
        Site.open(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["site_format"]
    (tmp_path / "site.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Refused) as refused:
        Site.open(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["site_unreadable"]


def test_a_password_stands_in_no_file(tmp_path: Path) -> None:
    url = "postgresql+psycopg://keeper:s3cret@db.example:5433/base?sslmode=require&password=s3cret"
    folders.write_site_file(tmp_path, folders.SiteFile(site="0" * 16, name='Base "one"', database=url))
    assert "s3cret" not in (tmp_path / "site.toml").read_text()
    about = folders.read_site_file(tmp_path)
    assert about.database == "postgresql+psycopg://keeper@db.example:5433/base?sslmode=require"
    assert about.name == 'Base "one"'


def test_a_folder_that_names_a_server_connects_to_nothing_until_a_person_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No socket is opened and no password is sent for a site.toml that came from somebody else."""
    monkeypatch.setenv("MALJA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PGPASSWORD", "s3cret")
    with Site.found(tmp_path / "theirs", name="Base"):
        pass
    url = "postgresql://keeper@127.0.0.1:9/base"
    about = folders.read_site_file(tmp_path / "theirs")
    folders.write_site_file(tmp_path / "theirs", dataclasses.replace(about, database=url))
    asked: list[object] = []

    def refuse(*where: object) -> None:
        asked.append(where)
        raise AssertionError(where)

    with monkeypatch.context() as held:
        held.setattr(socket.socket, "connect", refuse)
        held.setattr("malja.journal.storage.database.create_engine", refuse)
        with pytest.raises(Refused) as refused:
            Site.open(tmp_path / "theirs")
    assert asked == []
    (problem,) = refused.value.problems
    assert (problem.code, problem.value) == ("server_unknown", url)
    folders.allow_database(url)
    with pytest.raises(Failed):  # Nobody answers there; it was asked.
        Site.open(tmp_path / "theirs")
    folders.write_site_file(tmp_path / "theirs", dataclasses.replace(about, database=url + "?host=evil.example"))
    with pytest.raises(Refused):
        Site.open(tmp_path / "theirs")


def test_a_folder_cannot_name_a_file_elsewhere_as_its_journal(tmp_path: Path) -> None:
    with Site.found(tmp_path / "theirs", name="Base"):
        pass
    about = folders.read_site_file(tmp_path / "theirs")
    (tmp_path / "theirs" / "journal.sqlite").rename(tmp_path / "elsewhere")
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere'}"
    (tmp_path / "theirs" / "site.toml").write_text(
        f'format = "malja.site/1"\nsite = "{about.site}"\nname = "Base"\ndatabase = "{elsewhere}"\n'
    )
    with pytest.raises(Refused) as refused:
        Site.open(tmp_path / "theirs")
    assert refused.value.problems[0].code == "database_sqlite"
