"""`malja papers`: the papers of a plan that was made before, and of no other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import malja
from malja.outputs import RECORD_FILE
from tests.report import situations
from tests.report.printing import pages

COMMAND = [sys.executable, "-c", "from malja.cli import main; main()", "papers"]


def papers(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small operation in a folder, and its plan in another one."""
    from malja.operation.write_operation import write_operation

    folder = tmp_path_factory.mktemp("papers") / "small"
    write_operation(situations.operation(), folder)
    out = folder.parent / "out"
    out.mkdir()
    operation = malja.read(folder)
    (out / "plan.json").write_text(malja.to_json(malja.plan(operation)), encoding="utf-8")
    return folder, out


def test_papers_are_written_into_a_folder_of_their_number(planned: tuple[Path, Path], tmp_path: Path) -> None:
    operation, plan = planned
    done = papers(operation, "--plan", plan, "--out", tmp_path / "deep" / "papers")
    assert done.returncode == 0, done.stderr
    (folder,) = (one for one in (tmp_path / "deep" / "papers").iterdir() if one.name != RECORD_FILE)
    assert f"Written to {folder}:" in done.stdout
    files = sorted(path.name for path in folder.iterdir())
    trips = len(json.loads((plan / "plan.json").read_text(encoding="utf-8"))["trips"])
    assert len(files) == 2 * trips
    assert f"the papers of {trips} trips" in done.stdout
    first = next(folder.glob("001_*.pdf")).read_bytes()
    assert f"No. {folder.name}-001" in pages(first)[0]
    # Again, with the file in place of its folder: the same bytes.
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert papers(operation, "--plan", plan / "plan.json", "--out", tmp_path / "deep" / "papers").returncode == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_in_arabic_with_larger_labels_and_smaller_pallets(planned: tuple[Path, Path], tmp_path: Path) -> None:
    operation, plan = planned
    options = ("--labels-per-page", "1", "--pallet-kg", "60", "--language", "ar", "--digits", "arab")
    done = papers(operation, "--plan", plan, "--out", tmp_path, *options)
    assert done.returncode == 0, done.stderr
    assert "رحلات" in done.stdout
    printed = pages(next(tmp_path.glob("*/001_*.pdf")).read_bytes())
    assert sum("المنصة" in page for page in printed[2:]) > 2


def test_nonsense_options_and_a_file_for_a_folder_are_refused(planned: tuple[Path, Path], tmp_path: Path) -> None:
    operation, plan = planned
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    done = papers(operation, "--plan", plan, "--out", tmp_path / "taken")
    assert done.returncode == 2
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
    for option in (("--pallet-kg", "0"), ("--pallet-m3", "nan"), ("--labels-per-page", "3")):
        assert papers(operation, "--plan", plan, "--out", tmp_path / "out", *option).returncode == 2, option
    assert not (tmp_path / "out").exists()
