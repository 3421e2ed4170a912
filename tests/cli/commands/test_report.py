"""`malja report`, and the report that `malja plan` writes: whole files, of the plan that is asked for."""

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


def test_a_plan_comes_with_its_report(planned: Path) -> None:
    assert names(planned) >= {"plan.json", "summary.txt", "manifests.xlsx", "run.json"} | FILES | HXL
    page = (planned / "annex.html").read_text(encoding="utf-8")
    assert "If the next trip fails" in page
    found = json.loads((planned / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert found["flight_fails"] is not None
    assert found["limits"]
    assert found["requests"] is not None
    assert found["capacity"] is not None
    assert "Not worked out" not in page
    assert "people the sites can hold at the minimum" in page
    assert "more would spare" in page


def test_of_a_plan_cut_short_the_report_leaves_out_what_takes_long(tables: Path, tmp_path: Path) -> None:
    assert run("plan", tables, "--out", tmp_path, "--seconds", 1e-9).exit_code == 0
    page = (tmp_path / "annex.html").read_text(encoding="utf-8")
    assert page.count("Not worked out here") == 3


@pytest.fixture
def bare(planned: Path, tmp_path: Path) -> Path:
    """A folder with a plan and nothing that was found out beside it."""
    folder = tmp_path / "bare"
    folder.mkdir()
    (folder / "plan.json").write_bytes((planned / "plan.json").read_bytes())
    return folder


def test_a_plan_can_go_without_its_report(tables: Path, tmp_path: Path) -> None:
    assert run("plan", tables, "--out", tmp_path, "--no-report").exit_code == 0
    assert names(tmp_path) == {"plan.json", "summary.txt", "manifests.xlsx", "run.json"}


def test_a_report_works_out_what_is_missing_and_keeps_it(tables: Path, bare: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("report", tables, "--plan", bare, "--out", out)
    assert done.exit_code == 0, done.output
    assert "Looking for the least" in done.output
    assert names(out) == FILES | HXL
    page = (out / "annex.html").read_text(encoding="utf-8")
    assert "Not worked out" not in page
    assert "people the sites can hold at the minimum" in page
    (out / "plan.json").write_bytes((bare / "plan.json").read_bytes())
    again = run("report", tables, "--plan", out, "--out", tmp_path / "again")
    assert "Looking for the least" not in again.output
    for name in ("report.html", "annex.html"):
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes()


def test_a_quick_report_says_what_it_leaves_out(tables: Path, bare: Path, tmp_path: Path) -> None:
    done = run("report", tables, "--plan", bare / "plan.json", "--out", tmp_path / "out", "--quick")
    assert "Looking for" not in done.output
    page = (tmp_path / "out" / "annex.html").read_text(encoding="utf-8")
    assert page.count("Not worked out here") == 3


def test_a_plan_of_another_operation_is_refused(planned: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_operation(situations.operation(name="Other"), other)
    done = run("report", other, "--plan", planned, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tables: Path, planned: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert run("report", tables, "--plan", planned, "--out", tmp_path / "out").exit_code == 2
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_report_speaks_arabic(tables: Path, planned: Path, tmp_path: Path) -> None:
    words = ("--language", "ar", "--digits", "arab")
    done = run("report", tables, "--plan", planned, "--out", tmp_path, "--quick", *words)
    assert done.exit_code == 0, done.output
    page = (tmp_path / "annex.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert "أرقام" in page or "الأرقام" in page
