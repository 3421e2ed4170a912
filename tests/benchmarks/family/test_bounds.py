"""Bounds on the smallest operation, solved by a pencil."""

import dataclasses
from pathlib import Path

import pytest

import malja
from benchmarks.family import known_bounds
from benchmarks.family.bounds import find_bounds
from benchmarks.family.generate import write_instance
from benchmarks.family.instances import select_instances
from tests.lifts.operations import smallest


def test_the_smallest_operation_has_the_bounds_of_the_pencil() -> None:
    bounds = find_bounds(smallest(), 60)
    assert bounds.values == pytest.approx({"survival": 0, "minimum": 10.25, "target": 21.75, "cost": 160}, abs=1e-3)
    assert bounds.person_days == {"survival": 30, "minimum": 30, "target": 30}


def test_a_bound_that_takes_too_long_is_none(tmp_path: Path) -> None:
    write_instance(select_instances("one-site-1x14-1")[0], tmp_path / "made")
    assert set(find_bounds(malja.read(tmp_path / "made"), 1e-6).values.values()) == {None}


def test_rules_that_the_plain_formulation_has_not_are_refused() -> None:
    """A bound of another model would be no bound."""
    with pytest.raises(ValueError, match="plan by sums"):
        find_bounds(dataclasses.replace(smallest(), payload_margin=0.1), 60)


def test_a_known_bound_holds_for_the_catalogue_it_was_worked_out_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "people.csv").write_text("place,date\n", encoding="utf-8")
    before = known_bounds.hash_inputs(tmp_path)
    assert before == known_bounds.hash_inputs(tmp_path)
    monkeypatch.setattr(known_bounds, "read_shipped_texts", lambda: {"needs": "other"})
    assert known_bounds.hash_inputs(tmp_path) != before
