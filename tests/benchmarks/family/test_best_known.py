"""The best plans known: which is kept, and for which inputs."""

from __future__ import annotations

from pathlib import Path

from benchmarks.family.best_known import keep_if_better, read_best_known
from benchmarks.family.known_bounds import hash_inputs
from benchmarks.family.long_search import plan_long
from tests.lifts.operations import smallest

FIRST = {"survival": 10.0, "minimum": 50.0, "target": 70.0, "cost": 900.0}


def test_the_first_aim_that_differs_decides_which_plan_is_kept(tmp_path: Path) -> None:
    file, key = tmp_path / "known.csv", "k"
    assert keep_if_better("made", key, FIRST, "by hand", file)
    assert not keep_if_better("made", key, {**FIRST, "minimum": 60.0, "cost": 1.0}, "by hand", file)
    assert not keep_if_better("made", key, {**FIRST, "survival": 9.999}, "by hand", file)
    assert keep_if_better("made", key, {**FIRST, "survival": 9.0, "minimum": 60.0}, "by hand", file)
    assert keep_if_better("made", "other", FIRST, "by hand", file)


def test_a_plan_is_known_of_its_very_inputs_only(tmp_path: Path) -> None:
    folder, file = tmp_path / "made", tmp_path / "known.csv"
    folder.mkdir()
    (folder / "people.csv").write_text("place,date\n", encoding="utf-8")
    keep_if_better("made", hash_inputs(folder), FIRST, "by hand", file)
    assert read_best_known("made", folder, file) == FIRST
    (folder / "people.csv").write_text("place,date,arrivals\n", encoding="utf-8")
    assert read_best_known("made", folder, file) == {}
    assert read_best_known("unknown", folder, file) == {}


def test_a_long_search_finds_the_best_plan_of_the_smallest_operation() -> None:
    assert [round(aim.value, 4) for aim in plan_long(smallest(), 10.0).aims] == [0.0, 10.25, 21.75, 160.0]
