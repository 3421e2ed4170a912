"""What is tested, what is allowed and what is installed agree; a version that was never tested is said."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import malja.versions
from malja.language.say import say_problem
from malja.problems import Problem
from malja.versions import find_untested_versions

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = dict(
    line.lower().split("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
with (ROOT / "src" / "malja" / "tested_versions.csv").open(encoding="utf-8") as rows:
    TESTED = {row["library"]: row for row in csv.DictReader(rows)}


def bounds(line: str) -> tuple[str, str]:
    found = re.fullmatch(r"([\w-]+)(?:\[\w+\])?>=([\d.]+),<[\d.]+", line)
    assert found, f"{line} has no lower or no upper bound"
    return found[1], found[2]


def test_what_malja_needs_is_bounded_above_and_below() -> None:
    assert all(bounds(line) for line in PROJECT["dependencies"])


def test_constraints_are_names_and_versions_and_no_addresses() -> None:
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", f"{name}=={number}") for name, number in CONSTRAINTS.items())
    needed = {bounds(line)[0] for line in PROJECT["dependencies"]}
    assert needed <= set(CONSTRAINTS)


def test_the_table_of_tested_versions_is_that_of_both_files() -> None:
    lowest = dict(bounds(line) for line in PROJECT["dependencies"])
    for library, row in TESTED.items():
        assert (row["lowest"], row["newest"]) == (lowest[library], CONSTRAINTS[library]), library


@pytest.mark.skipif(os.environ.get("MALJA_VERSIONS", "tested") != "tested", reason="other versions were asked for")
def test_what_is_installed_is_what_the_constraints_say() -> None:
    needed = {bounds(line)[0] for line in PROJECT["dependencies"]}
    assert {name: version(name) for name in needed} == {name: CONSTRAINTS[name] for name in needed}


def test_the_refusal_of_an_old_solver_names_the_version_that_is_needed() -> None:
    sentence = say_problem(Problem(code="solver_option", value="ipx", values=(("option", "solver"),)))
    lowest = ".".join(TESTED["highspy"]["lowest"].split(".")[:2])
    assert ("ipx" in sentence, f"highspy {lowest} " in sentence) == (True, True)


def test_a_version_never_tested_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    for installed, tested in (
        ("1.11.9", False),
        ("1.12.0", True),
        ("1.16", True),
        ("1.17.0", False),
        ("2.0rc1", False),
    ):
        monkeypatch.setattr(
            malja.versions,
            "version",
            lambda name, mine=installed: mine if name == "highspy" else TESTED[name]["newest"],
        )
        assert [one.library for one in find_untested_versions()] == ([] if tested else ["highspy"]), installed


def test_it_is_said_once_on_standard_error_and_nothing_fails() -> None:
    code = "import malja.versions as v; v.version = lambda name: '9.9.9'\nfrom malja.cli.start import main; main()"
    words = [sys.executable, "-c", code, "cover", "examples/wfp-syria", "--json"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0
    assert done.stdout.startswith("{")
    assert done.stderr.count("highspy 9.9.9") == 1
    assert TESTED["highspy"]["newest"] in done.stderr
