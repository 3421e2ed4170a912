"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.files import write_all, write_whole
from malja.problems import Failed


def test_a_file_replaces_what_stood_there(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", b"one")
    write_whole(tmp_path / "a.txt", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"two")]


def test_what_cannot_be_written_fails_by_name_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Failed) as failed:
        write_whole(tmp_path / "folder", b"text")
    assert failed.value.problems[0].code == "unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_several_files_are_written_together(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    write_all(out, {"a": b"1", "b": b"2"})
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"a": b"1", "b": b"2"}


def test_files_may_stand_in_folders_of_the_folder(tmp_path: Path) -> None:
    write_all(tmp_path, {"a": b"1", "b/c/d": b"2"})
    assert (tmp_path / "b" / "c" / "d").read_bytes() == b"2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
    (tmp_path / "e").write_bytes(b"a file")
    with pytest.raises(Failed):
        write_all(tmp_path, {"a": b"new", "e/f": b"3"})
    assert (tmp_path / "a").read_bytes() == b"1"


def test_one_that_cannot_be_written_keeps_the_others_out(tmp_path: Path) -> None:
    write_all(tmp_path, {"a": b"old"})
    (tmp_path / "b").mkdir()
    with pytest.raises(Failed):
        write_all(tmp_path, {"a": b"new", "b": b"2"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_folder_that_is_a_file_fails(tmp_path: Path) -> None:
    write_whole(tmp_path / "out", b"a file")
    with pytest.raises(Failed):
        write_all(tmp_path / "out", {"a": b"1"})
    assert (tmp_path / "out").read_bytes() == b"a file"
