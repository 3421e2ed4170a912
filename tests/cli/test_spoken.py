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
from malja.cli.terminal.click_words import CLICK_LABELS
from malja.language.isolation import strip_marks
from malja.language.say import load_messages

EXAMPLE = Path(__file__).parents[2] / "examples" / "three-valleys"
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


def test_what_click_says_stands_where_it_is_looked_for() -> None:
    """If a new click says it in other words, the Arabic help would fall back into English."""
    whole = malja("plan", "--help").stdout + malja("--help").stdout
    assert not [code for code in CLICK_LABELS if load_messages("en")["cli"][code] not in whole]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plan", EXAMPLE), "لا بد من إعطاء '--out'."),
        (("plan", EXAMPLE, "--fast"), "لا يوجد خيار باسم --fast."),
        (("check", EXAMPLE, "--digits", "roman"), "لا يقبل '--digits' إلا واحدًا مما يلي: arab, latin."),
        (("plan", EXAMPLE, "--out", "x", "--gap", "much"), "لا يقبل '--gap' هذه القيمة"),
        (("fly",), "سطر الأوامر غير صحيح"),
    ],
)
def test_a_mistake_in_the_command_line_is_said_in_the_language(arguments: tuple[str, ...], said: str) -> None:
    done = malja(*arguments, MALJA_LANGUAGE="ar")
    assert done.returncode == 2
    assert said in strip_marks(done.stderr)
    assert done.stdout == ""


def test_a_refusal_is_said_in_the_language(tmp_path: Path) -> None:
    done = malja("cover", tmp_path / "nothing", MALJA_LANGUAGE="ar")
    assert done.returncode == 2
    assert "لا يوجد ملف أو مجلد بهذا الاسم" in done.stderr
    assert done.stderr.endswith("خطأ واحد؛ لم يُكتب شيء.\n")
