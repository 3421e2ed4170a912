"""How a site stands, for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from malja.cli.app import app
from tests.cli.sites import a_site_after_a_day

ON = ("--on", "2025-03-10")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return a_site_after_a_day(tmp_path)


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
