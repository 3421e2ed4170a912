"""Options that several commands have refuse nonsense."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.process import malja
from tests.cli.sites import a_site, refused


@pytest.mark.parametrize(
    "options",
    [
        ("--seconds", "nan"),
        ("--seconds", "-1"),
        ("--seconds", "inf"),
        ("--gap", "2"),
        ("--gap", "x"),
        ("--unknown",),
        (),
    ],
)
def test_options_refuse_nonsense(tiny: Path, options: tuple[str, ...]) -> None:
    done = malja("plan", tiny, *(("--out", tiny / "out") if options else ()), *options)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tiny / "out").exists()


ANSWERS = {
    "people": "8000",
    "water": "60000",
    "roofed": "9000",
    "toilets": "120",
    "food-days": "4",
    "flight": "2",
    "vehicle": "il76td",
}


def options(**changed: str) -> list[str]:
    return [part for name, text in {**ANSWERS, **changed}.items() for part in (f"--{name}", text)]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_far_day_is_refused(tmp_path: Path, day: str) -> None:
    site = a_site(tmp_path)
    asked = (("site", "status", site, "--as-of", day), ("cover", site, "--as-of", day))
    for words in (*asked, ("site", "new", tmp_path / "new", "--name", "x", "--on", day)):
        assert f"{day} is not between 1900-01-01 and 2999-12-31" in " ".join(refused(*words).split())
    assert not (tmp_path / "new").exists()
