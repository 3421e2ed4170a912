"""Standard output belongs to malja alone: no library may write into what a command says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: A library that prints from C, past Python, before the command and after it.
NOISY = """
import ctypes, os, sys
from malja.cli import start
import malja.cli.app
real = malja.cli.app.app
def noisy(*args, **options):
    os.write(1, b"banner of a library\\n")
    os.system("echo printed by a child")
    real(*args, **options)
malja.cli.app.app = noisy
start.main()
"""


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=300
    )


def test_what_a_library_prints_is_not_in_what_malja_says() -> None:
    plain = run("from malja.cli.start import main; main()", "cover", "examples/wfp-syria", "--json")
    noisy = run(NOISY, "cover", "examples/wfp-syria", "--json")
    assert noisy.returncode == plain.returncode == 0
    assert noisy.stdout == plain.stdout
    json.loads(noisy.stdout)


@pytest.mark.parametrize("command", ["capacity", "requests"])
def test_what_the_solver_finds_is_json_from_the_first_byte_to_the_last(command: str) -> None:
    installed = [str(Path(sys.executable).with_name("malja")), command, "examples/wfp-syria", "--json"]
    told = subprocess.run(installed, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert told.returncode == 0, told.stderr
    json.loads(told.stdout)


def test_the_solver_is_silent_for_python_too() -> None:
    told = run("import malja; malja.plan(malja.read('examples/wfp-syria'))")
    assert (told.returncode, told.stdout) == (0, "")


def test_a_closed_standard_output_is_no_crash() -> None:
    script = f'exec 1>&-; "{sys.executable}" -c "from malja.cli.start import main; main()" --version'
    told = subprocess.run(["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in told.stderr
