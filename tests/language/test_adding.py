"""Adding a language is adding one file: a French one, begun just now, speaks at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FRENCH = """
[language]
decimal = ","
direction = "ltr"
group = "\u202f"
name = "français"

[plural]
one = "i = 0,1"

[counted]
mistakes = { one = "{n} erreur", other = "{n} erreurs" }

[cli]
check_sound = "{name} : rien à redire. Lu : {places} lieux, {needs} besoins, {items} articles, {lifts} transports."
refused = "{count:mistakes} ; rien n'a été écrit."

[unit]
l = "{n} litres"
"""


@pytest.fixture(scope="module")
def with_french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of malja with one file more."""
    folder = tmp_path_factory.mktemp("french")
    shutil.copytree(ROOT / "src" / "malja", folder / "malja", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "malja" / "language" / "fr.toml").write_text(FRENCH, encoding="utf-8")
    return folder


def malja(source: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from malja.cli import main; main()", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(source), "MALJA_LANGUAGE": ""},
    )


def test_it_speaks(with_french: Path) -> None:
    done = malja(with_french, "check", ROOT / "examples" / "three-valleys", "--language", "fr")
    assert done.stdout.startswith("Three valleys under water : rien à redire. Lu : 6 lieux, 52 besoins")


def test_what_it_lacks_is_said_in_english(with_french: Path) -> None:
    done = malja(with_french, "check", ROOT / "examples" / "three-valleys", "--language", "fr")
    assert "What was assumed" in done.stdout


def test_it_counts_by_its_own_rules(with_french: Path) -> None:
    done = malja(with_french, "check", ROOT / "no-such-place", "--language", "fr")
    assert done.returncode == 2
    assert done.stderr.endswith("1 erreur ; rien n'a été écrit.\n")


def test_numbers_have_its_marks_and_units(with_french: Path) -> None:
    code = (
        "from malja.language import speaking; "
        "from malja.language.numbers import choose_counted, say_amount, say_digits; "
        "from malja.language.say import say; from malja.language.speech import current_speech\n"
        "with speaking('fr'): print(say_amount(96000, 'l'), say_amount(1500, 'kg'), "
        "choose_counted(current_speech().language.counted['mistakes'], say_digits('0'), current_speech()), "
        "say('plan', 'limit_storage', place='X', days=2), sep='; ')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(with_french), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout == "96\u202f000 litres; 1,5 t; 0 erreur; X: the stores are full on 2 days\n"


def test_the_help_offers_it(with_french: Path) -> None:
    codes = sorted({path.stem for path in (ROOT / "src" / "malja" / "language").glob("*.toml")} | {"fr"})
    assert f"[{'|'.join(codes)}]" in malja(with_french, "plan", "--help").stdout
