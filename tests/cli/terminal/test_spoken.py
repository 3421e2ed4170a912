"""The command line in the language that is asked for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from malja.cli.app import COMMANDS, app

EXAMPLE = Path(__file__).parents[3] / "examples" / "three-valleys"

ARABIC = re.compile("[\u0600-\u06ff]")


def malja(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'malja'; from malja.cli import main; main()", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("check", EXAMPLE, "--language", "ar"), {}),
        (("--language=ar", "check", EXAMPLE), {}),
        (("check", EXAMPLE), {"MALJA_LANGUAGE": "ar"}),
        (("check", EXAMPLE, "--language", "ar"), {"MALJA_LANGUAGE": "en"}),
    ],
)
def test_a_language_is_asked_for_by_an_option_or_the_surroundings(
    arguments: tuple[str | Path, ...], environment: dict[str, str]
) -> None:
    done = malja(*arguments, **environment)
    assert done.returncode == 0
    assert "لا أخطاء" in done.stdout


def test_an_option_counts_for_more_than_the_surroundings() -> None:
    done = malja("check", EXAMPLE, "--language", "en", MALJA_LANGUAGE="ar")
    assert "nothing is wrong" in done.stdout
    assert not ARABIC.search(done.stdout)


def test_digits_are_asked_for_in_the_same_way() -> None:
    assert "الأماكن ٦" in malja("check", EXAMPLE, "--language", "ar", "--digits", "arab").stdout
    assert "الأماكن ٦" in malja("check", EXAMPLE, MALJA_LANGUAGE="ar", MALJA_DIGITS="arab").stdout


def test_a_command_leaves_no_language_behind() -> None:
    run = CliRunner().invoke
    assert ARABIC.search(run(app, ["check", str(EXAMPLE), "--language", "ar"]).output)
    assert not ARABIC.search(run(app, ["check", str(EXAMPLE)]).output)


@pytest.mark.parametrize("option", ["--language", "--digits"])
def test_what_is_not_there_is_refused_by_name(option: str) -> None:
    done = malja("check", EXAMPLE, option, "klingon")
    assert done.returncode == 2
    assert option in done.stderr
    assert "klingon" in done.stderr


def test_a_wrong_variable_is_refused_by_name() -> None:
    done = malja("check", EXAMPLE, MALJA_LANGUAGE="klingon")
    assert done.returncode == 2
    assert "klingon" in done.stderr


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_arabic_but_for_what_is_typed(command: tuple[str, ...]) -> None:
    done = malja(*command, "--help", MALJA_LANGUAGE="ar")
    assert done.returncode == 0
    said = re.sub("⁨[^⁩]*⁩", "", done.stdout)
    # Commands, options and the places for their values are typed as they stand.
    typed = r"--?[a-z][\w-]*|\[[^\]]*\]|[A-Z][A-Z0-9]*|\bmalja( [a-z]+)?\b|\.\.\.|^  [a-z]+\b"
    assert not re.findall(r"[A-Za-z]+", re.sub(typed, "", said, flags=re.M))
