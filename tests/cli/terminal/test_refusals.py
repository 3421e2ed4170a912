"""Refusals on the terminal, in the language that is spoken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


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


def test_a_refusal_is_said_in_the_language(tmp_path: Path) -> None:
    done = malja("cover", tmp_path / "nothing", MALJA_LANGUAGE="ar")
    assert done.returncode == 2
    assert "لا يوجد ملف أو مجلد بهذا الاسم" in done.stderr
    assert done.stderr.endswith("خطأ واحد؛ لم يُكتب شيء.\n")
