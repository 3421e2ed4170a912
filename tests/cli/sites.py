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


def a_site_after_a_day(folder: Path) -> Path:
    """The air base after a day with something of everything."""
    site = a_site(folder)
    for words in (
        ("people", "count", site, "base", "6350", "--reason", "some left by night"),
        ("stock", "receive", site, "base", "heb_carton", "40x", "--lot", "B12", "--expiry", "2025-03-12"),
        ("stock", "receive", site, "base", "heb_carton", "3x", "--lot", "A1", "--expiry", "2025-03-01"),
        ("kitchen", "recipe", site, "plain", "rice", "0.1"),
        ("kitchen", "cook", site, "base", "plain", "6000"),
        ("round", "due", site, "r1", "base", "heb_carton", "1"),
        ("round", "give", site, "r1", "T1", "6"),
        ("flight", "announce", site, "F1", "an26", "2025-03-10"),
        ("flight", "load", site, "F1", "1", "rice", "40x"),
        ("flight", "land", site, "F1"),
        ("flight", "announce", site, "F2", "an26", "2025-03-09"),
    ):
        said(*words, "--on", "2025-03-10")
    return site
