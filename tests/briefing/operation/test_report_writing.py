"""The files of a report: findings that are kept, and what may leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from malja.cli.app import app
from malja.operation.write_operation import write_operation
from malja.outputs import RECORD_FILE
from tests.report import situations

FILES = {"report.html", "report.pdf", "annex.html", "annex.pdf", "plan.xlsx", "findings.json"}

HXL = {"hxl_people.csv", "hxl_needs.csv", "hxl_coverage.csv", "hxl_stock.csv"}


def run(*words: object) -> Result:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "small"
    write_operation(situations.operation(), folder)
    return folder


@pytest.fixture(scope="module")
def planned(tables: Path) -> Path:
    """A folder with a plan and its report."""
    out = tables.parent / "planned"
    done = run("plan", tables, "--out", out)
    assert done.exit_code == 0, done.output
    return out


def names(folder: Path) -> set[str]:
    """What stands in a folder beside the record of what malja wrote."""
    return {path.name for path in folder.iterdir()} - {RECORD_FILE}


def test_the_same_plan_gives_the_same_bytes(tables: Path, planned: Path, tmp_path: Path) -> None:
    for turn in ("first", "second"):
        assert run("report", tables, "--plan", planned, "--out", tmp_path / turn, "--quick").exit_code == 0
    for name in FILES | HXL:
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes(), name


def test_findings_of_other_tables_are_not_taken(tables: Path, planned: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    write_operation(situations.changed(situations.operation(), "stock", 0, quantity=171.0), changed)
    done = run("report", changed, "--plan", planned, "--out", tmp_path / "out", "--quick")
    assert done.exit_code == 0, done.output
    old = (planned / "findings.json").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "findings.json").read_text(encoding="utf-8") != old
    assert "no limits" not in done.output


def test_broken_findings_are_worked_out_again(tables: Path, planned: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes((planned / "plan.json").read_bytes())
    (tmp_path / "findings.json").write_text("{broken", encoding="utf-8")
    assert run("report", tables, "--plan", tmp_path, "--out", tmp_path, "--quick", "--force").exit_code == 0
    assert json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))["format"] == "malja.findings/1"


def test_what_may_leave_stands_in_a_folder_of_its_own(tables: Path, planned: Path, tmp_path: Path) -> None:
    done = run("report", tables, "--plan", planned, "--out", tmp_path, "--public", "--quick")
    assert done.exit_code == 0, done.output
    assert names(tmp_path) == {"public"}
    assert "report.html" in names(tmp_path / "public")


def test_what_there_was_no_time_for_is_said_and_can_be_had_later(tables: Path, planned: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes((planned / "plan.json").read_bytes())
    words = ("report", tables, "--plan", tmp_path, "--out", tmp_path)
    done = run(*words, "--report-seconds", 0)
    assert done.exit_code == 0, done.output
    assert "Time was up for: " in done.output
    kept = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert set(kept["cut"]) == {"flight_fails", "rough_inputs", "requests", "capacity"}
    assert kept["capacity"] is kept["requests"] is kept["rough_inputs"] is kept["flight_fails"] is None
    assert (tmp_path / "annex.html").read_text(encoding="utf-8").count("the time for it was up") >= 4
    again = run(*words)
    assert "Time was up" not in again.output
    kept = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert kept["cut"] == []
    assert all(kept[name] for name in ("capacity", "requests", "rough_inputs", "flight_fails"))
