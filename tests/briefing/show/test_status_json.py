"""How a site stands, for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from malja.cli.app import app
from tests.cli.sites import a_site, said

ON = ("--on", "2025-03-10")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The air base after a day with something of everything."""
    folder = a_site(tmp_path)
    for words in (
        ("people", "count", folder, "base", "6350", "--reason", "some left by night"),
        ("stock", "receive", folder, "base", "heb_carton", "40x", "--lot", "B12", "--expiry", "2025-03-12"),
        ("stock", "receive", folder, "base", "heb_carton", "3x", "--lot", "A1", "--expiry", "2025-03-01"),
        ("kitchen", "recipe", folder, "plain", "rice", "0.1"),
        ("kitchen", "cook", folder, "base", "plain", "6000"),
        ("round", "due", folder, "r1", "base", "heb_carton", "1"),
        ("round", "give", folder, "r1", "T1", "6"),
        ("flight", "announce", folder, "F1", "an26", "2025-03-10"),
        ("flight", "load", folder, "F1", "1", "rice", "40x"),
        ("flight", "land", folder, "F1"),
        ("flight", "announce", folder, "F2", "an26", "2025-03-09"),
    ):
        said(*words, *ON)
    return folder


def shown(site: Path, columns: int, *words: str) -> list[str]:
    done = CliRunner(env={"COLUMNS": str(columns)}).invoke(app, ["site", "status", str(site), *words])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_for_other_programs(site: Path) -> None:
    said_again = json.loads("\n".join(shown(site, 80, "--json")))
    assert said_again["format"] == "malja.status/1"
    assert said_again["day"] == "2025-03-10"
    assert said_again["people"][0] == {
        "place": "base",
        "name": "Hmeimim air base",
        "present": 6350,
        "counted": 6350,
        "counted_on": "2025-03-10",
    }
    assert {flight["flight"]: flight["stands"] for flight in said_again["flights"]} == {
        "F1": "landed",
        "F2": "under_way",
        "il76-2025-03-12": "coming",
    }
    assert said_again["rounds"][0]["tokens"] == 1
    assert said_again["meals"][0]["outlook"]["basis"] == "cooked"
