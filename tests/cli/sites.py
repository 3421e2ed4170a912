"""A site for the tests of commands: founded once on the air base's tables, copied for each test."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

from click.testing import CliRunner, Result

from malja.cli.app import app

EXAMPLE = Path(__file__).parents[2] / "examples" / "hmeimim"


def run(*words: str | Path) -> Result:
    """A command as people call it, on a terminal of 80 columns."""
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, [str(word) for word in words])


def said(*words: str | Path) -> str:
    """What a command says that must end well."""
    done = run(*words)
    assert done.exit_code == 0, done.output
    return done.output


def refused(*words: str | Path) -> str:
    """What a command says that must be refused."""
    done = run(*words)
    assert done.exit_code == 2, (done.output, done.exception)
    return done.output


@functools.cache
def _founded() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="malja-test-")) / "site"
    said("site", "new", folder, "--from", EXAMPLE, "--device", "office")
    return folder


def a_site(folder: Path) -> Path:
    """A site of its own in a folder: the evening of Sunday 9 March 2025, 6,400 people, 15 items, one flight."""
    shutil.copytree(_founded(), folder / "site")
    return folder / "site"
