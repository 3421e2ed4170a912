"""A plan that was made before is taken for its own operation only."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import malja
from tests.report import situations

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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"operation": "Elsewhere"}, "the plan was made with name Elsewhere, the operation has Small"),
        ({"days": 11}, "the plan was made with days 11, the operation has 12"),
        ({"start": "2025-03-09"}, "the plan was made with start 2025-03-09, the operation has 2025-03-10"),
    ],
)
def test_a_plan_of_another_operation_is_refused(
    planned: tuple[Path, Path], tmp_path: Path, change: dict[str, object], said: str
) -> None:
    operation, plan = planned
    record = json.loads((plan / "plan.json").read_text(encoding="utf-8"))
    (tmp_path / "plan.json").write_text(json.dumps({**record, **change}), encoding="utf-8")
    done = papers(operation, "--plan", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("items.csv", "rice", "grain", "the plan names rice, which is not among the items of the operation"),
        ("lifts.csv", "plane", "jet", "the plan names plane, which is not among the lifts of the operation"),
        ("items.csv", "51", "52", "the operation packs rice otherwise than it did when the plan was made"),
    ],
)
def test_a_plan_of_other_tables_is_refused(
    planned: tuple[Path, Path], tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    operation, plan = planned
    for path in operation.iterdir():
        text = path.read_text(encoding="utf-8")
        known = table == path.name or (new.isalpha() and path.suffix == ".csv")
        (tmp_path / path.name).write_text(text.replace(old, new) if known else text, encoding="utf-8")
    done = papers(tmp_path, "--plan", plan, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_no_plan_is_refused(planned: tuple[Path, Path], tmp_path: Path) -> None:
    operation, _ = planned
    for name, content, said in (
        ("missing.json", None, "there is no such file"),
        ("bytes.json", b"\xff\xfe{", "no UTF-8 text"),
        ("list.json", b"[]", "is not the format malja.plan/2"),
        ("text.json", b"hello", "no plan that malja wrote"),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        done = papers(operation, "--plan", tmp_path / name, "--out", tmp_path / "out")
        assert done.returncode == 2, name
        assert said in done.stderr, name
        assert name in done.stderr
    assert not (tmp_path / "out").exists()
