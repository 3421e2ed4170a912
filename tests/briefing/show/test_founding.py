"""What a site says that it begins with."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import EXAMPLE, refused, said


def test_founding_says_what_it_begins_with(tmp_path: Path) -> None:
    words = said("site", "new", tmp_path / "s", "--from", EXAMPLE)
    assert "6,400 people" in words
    assert "fingerprint" in words
    assert "something here already" in refused("site", "new", tmp_path / "s", "--name", "again")
    assert refused("site", "new", tmp_path / "t")
    assert "founded" in said("site", "new", tmp_path / "u", "--name", "A school by the airstrip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s", "u"]
