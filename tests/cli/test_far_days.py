"""Days that nobody plans in are refused by name, wherever a command takes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sites import a_site, refused


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_far_day_is_refused(tmp_path: Path, day: str) -> None:
    site = a_site(tmp_path)
    asked = (("site", "status", site, "--as-of", day), ("cover", site, "--as-of", day))
    for words in (*asked, ("site", "new", tmp_path / "new", "--name", "x", "--on", day)):
        assert f"{day} is not between 1900-01-01 and 2999-12-31" in " ".join(refused(*words).split())
    assert not (tmp_path / "new").exists()
