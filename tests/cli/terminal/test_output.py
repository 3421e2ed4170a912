"""The program from outside: any script, a reader that goes away, what is not expected."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.process import malja


def test_a_reader_that_goes_away_is_no_crash(tiny: Path) -> None:
    command = [sys.executable, "-c", "from malja.cli import main; main()", "check", str(tiny)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said


def test_what_is_not_expected_is_one_line(tiny: Path) -> None:
    broken = "import malja.operation.reading.read_operation as r; r.read_operation = None"
    code = f"{broken}; from malja.cli import main; main()"
    command = [sys.executable, "-c", code, "check", str(tiny)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "malja failed unexpectedly, nothing was written: TypeError: 'NoneType' object is not callable "
        "(MALJA_DEBUG=1 shows where)"
    ]
    debug = {**os.environ, "MALJA_DEBUG": "1"}
    assert "Traceback" in subprocess.run(command, capture_output=True, text=True, check=False, env=debug).stderr


def test_names_of_any_script_are_shown_whatever_the_terminal(tiny: Path) -> None:
    text = (tiny / "operation.toml").read_text(encoding="utf-8").replace("Tiny [red]", "ملجأ")
    (tiny / "operation.toml").write_text(text, encoding="utf-8")
    assert "ملجأ" in malja("check", tiny, PYTHONIOENCODING="ascii", LC_ALL="C").stdout
