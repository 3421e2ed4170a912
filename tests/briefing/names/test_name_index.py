"""The index of a long list is made once, kept beside its file, and never used for another file."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from malja.briefing.names.name_index import open_names
from malja.names.data.tables import read_table

NAMES = [row["name"] for row in read_table("known") if " " not in row["arabic"]]


def write(path: Path, last: str, count: int = 2_100) -> None:
    names = [f"{NAMES[at % len(NAMES)]} {NAMES[(7 * at + at // 50) % len(NAMES)]}" for at in range(count)]
    path.write_text("\n".join(["name", *names, last]) + "\n", encoding="utf-8")


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    write(path, "Rustam Qarachol")
    return path


def find(path: Path, name: str = "رستم قراشول") -> list[str]:
    return [match.name for match in open_names(path, None, "person", None)[1].find(name)]


def test_what_was_kept_answers_as_what_is_made(long_list: Path) -> None:
    kept = long_list.with_name("list.csv.index")
    made = find(long_list)
    assert "Rustam Qarachol" in made
    before = kept.read_bytes()
    assert find(long_list) == made
    assert kept.read_bytes() == before
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_changed_list_is_indexed_again(long_list: Path) -> None:
    find(long_list)
    write(long_list, "Zozan Qarachol")
    assert "Zozan Qarachol" in find(long_list, "Zozan Qarachol")
    assert "Rustam Qarachol" not in find(long_list)


@pytest.mark.parametrize("broken", [b"", b"{}", b"[]", b'{"mark": 1}', b"\xff\xfe"])
def test_a_broken_index_is_made_again(long_list: Path, broken: bytes) -> None:
    made = find(long_list)
    long_list.with_name("list.csv.index").write_bytes(broken)
    assert find(long_list) == made


def test_a_short_list_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    write(path, "Rustam Qarachol", count=5)
    assert "Rustam Qarachol" in find(path)
    assert [one.name for one in tmp_path.iterdir()] == ["short.csv"]
