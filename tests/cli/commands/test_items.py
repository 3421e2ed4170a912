"""`malja items`: goods by any word for them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.process import malja


def test_items_are_found_with_their_pack(tmp_path: Path) -> None:
    done = malja("items", "طحين")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1].split() == ["wheat_flour", "50", "kg", "Wheat", "flour"]
    assert "No goods are found" in malja("items", "xyzzy").stdout
    assert malja("new", tmp_path / "school").returncode == 0
    assert malja("check", tmp_path / "school", "--word", "our bread=wheat_flour").returncode == 0
    assert "also: our bread" in malja("items", "our bread", "--in", tmp_path / "school").stdout
