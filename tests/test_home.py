"""What malja remembers stands outside of every folder, is private, and may be missing or damaged."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from malja.home import find_home, knows_server, read_own_secret, remember_server

ADDRESS = "postgresql://camp@db.example/malja"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MALJA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_secret_is_made_once_and_is_the_owners_alone(home: Path) -> None:
    secret = read_own_secret()
    assert secret is not None
    assert len(secret) == 32
    assert read_own_secret() == secret
    if sys.platform != "win32":
        assert (home / "secret").stat().st_mode & 0o77 == 0
        assert home.stat().st_mode & 0o77 == 0


def test_a_secret_that_is_cut_off_is_none(home: Path) -> None:
    read_own_secret()
    (home / "secret").write_bytes(b"short")
    assert read_own_secret() is None


def test_a_server_is_known_once_it_was_remembered(home: Path) -> None:
    assert not knows_server(ADDRESS)
    remember_server(ADDRESS)
    assert knows_server(ADDRESS)
    assert not knows_server(ADDRESS + "2")
    for damaged in ("", "{", "[1, null]", '{"a": 1}'):
        (home / "servers.json").write_text(damaged)
        assert not knows_server(ADDRESS)


def test_where_nobody_names_a_folder_it_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALJA_HOME")
    assert find_home().name == "malja"
    assert find_home().is_absolute()
