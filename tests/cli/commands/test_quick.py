"""`malja quick`: seven rough answers, asked where they are missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.process import malja

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


def test_quick_answers_on_a_page_and_makes_the_operation_of_it(tmp_path: Path) -> None:
    done = malja("quick", *options(), "--warm", "--save", tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")
    assert "8,000 people" in done.stdout
    assert malja("check", tmp_path / "site").returncode == 0


def test_quick_asks_for_what_is_missing() -> None:
    command = [sys.executable, "-c", "from malja.cli import main; main()", "quick", *options()]
    done = subprocess.run(command, input="no\n", capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert "(yes or no)" in done.stderr
    assert done.stdout == malja("quick", *options(), "--warm").stdout


def test_quick_refuses_what_is_missing_or_absurd(tmp_path: Path) -> None:
    missing = malja("quick", *options())
    assert missing.returncode == 2
    assert "not answered: --cold" in missing.stderr
    absurd = malja("quick", *options(people="-3", vehicle="zeppelin"), "--cold", "--save", tmp_path / "site")
    assert absurd.returncode == 2
    assert absurd.stderr.splitlines()[-1] == "2 mistakes; nothing was written."
    assert list(tmp_path.iterdir()) == []
