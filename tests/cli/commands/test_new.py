"""`malja new`: tables to start from, as a folder or a workbook."""

from __future__ import annotations

from pathlib import Path

from tests.cli.process import malja


def test_new_writes_an_operation_that_is_in_order(tmp_path: Path) -> None:
    done = malja("new", tmp_path / "mine")
    assert done.returncode == 0
    assert str(tmp_path / "mine") in done.stdout
    assert malja("check", tmp_path / "mine").returncode == 0
    again = malja("new", tmp_path / "mine")
    assert again.returncode == 2
    assert again.stderr.splitlines()[-1] == "1 mistake; nothing was written."


def test_new_writes_a_workbook(tmp_path: Path) -> None:
    assert malja("new", tmp_path / "mine", "--workbook").returncode == 0
    assert malja("new", tmp_path / "own.xlsx", "--workbook").returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.xlsx", "own.xlsx"]
    assert malja("check", tmp_path / "mine.xlsx").returncode == 0
