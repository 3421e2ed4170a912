"""What click says, in the language that is spoken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from malja.cli.terminal.click_words import CLICK_LABELS
from malja.language.isolation import strip_marks
from malja.language.say import load_messages

EXAMPLE = Path(__file__).parents[3] / "examples" / "three-valleys"


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
