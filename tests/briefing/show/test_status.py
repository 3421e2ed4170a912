"""How a site stands on one screen, nothing wider than the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from malja.cli.app import app
from malja.language.isolation import measure_width, strip_marks
from tests.cli.sites import a_site_after_a_day, said

ON = ("--on", "2025-03-10")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return a_site_after_a_day(tmp_path)


def shown(site: Path, columns: int, *words: str) -> list[str]:
    done = CliRunner(env={"COLUMNS": str(columns)}).invoke(app, ["site", "status", str(site), *words])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_one_screen(site: Path) -> None:
    lines = shown(site, 80)
    assert len(lines) <= 40
    text = "\n".join(lines)
    for words in (
        "As of the evening of Mon 10 March 2025",
        "6,350  counted 6,350 on Mon 10 March",
        "Urgent if nothing more comes, the gravest harm first",
        "Harm: lives in danger within",
        "Expired on Sat 1 March",
        "To be used by Wed 12 March",
        "74,000 meals",
        "Round r1: 1 token, 6 persons so far, 6,344 to come.",
        "landed Mon 10 March; to count: 1 line",
        "was to leave Sun 9 March; not landed",
        "leaves Wed 12 March",
        "Doubts\n  None.",
    ):
        assert words in text
    assert lines[-1].strip() == said("journal", "heads", site).strip()


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_wider_than_the_terminal(site: Path, columns: int, language: str) -> None:
    assert max(measure_width(strip_marks(line)) for line in shown(site, columns, "--language", language)) <= columns


def test_as_of_a_day_before(site: Path) -> None:
    text = "\n".join(shown(site, 80, "--as-of", "2025-03-09"))
    assert "6,400  not counted yet" in text
    assert "Round" not in text


def test_a_site_without_tables_says_what_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    said("site", "new", folder, "--name", "School", "--on", "2025-03-09")
    text = "\n".join(shown(folder, 80))
    assert "Nobody is recorded yet." in text
    said("site", "day", folder, "--out", tmp_path / "day.pdf")
