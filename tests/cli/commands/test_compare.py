"""`malja compare`: two plan files, in words and as data."""

from __future__ import annotations

import json
from pathlib import Path

from malja.briefing.operation.calls import plan, read_source
from malja.lifts.plan.plan_json import format_plan
from tests.cli.process import malja


def test_two_plans_are_compared_in_words_and_as_data(tiny: Path, tmp_path: Path) -> None:
    operation = read_source(tiny)
    for name, one in (("one", operation), ("two", operation.with_lift("plane", payload_kg=40))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.json").write_text(format_plan(plan(one)), encoding="utf-8")
    done = malja("compare", tmp_path / "one", tmp_path / "two", "--operation", tiny)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Trips that change" in done.stdout
    assert "plane" in done.stdout
    record = json.loads(malja("compare", tmp_path / "one", tmp_path / "two" / "plan.json", "--json").stdout)
    assert record["format"] == "malja.changes/1"
    assert record["trips"]
    same = malja("compare", tmp_path / "one", tmp_path / "one", "--language", "ar")
    assert "لا يتغيّر شيء" in same.stdout
    wrong = malja("compare", tmp_path / "one", tiny / "people.csv")
    assert wrong.returncode == 2
    assert "people.csv" in wrong.stderr
