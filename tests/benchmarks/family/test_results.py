"""What the table says of a plan, by pencil."""

from __future__ import annotations

import dataclasses

import pytest

from benchmarks.family.bounds import AIMS, Bounds
from benchmarks.family.measure import Planned
from benchmarks.family.results import Result, render_table


def _result(value: float, bound: float | None, own: float = 0.0) -> Result:
    aims = [{"aim": aim, "value": value, "bound": own, "gap": 0.5} for aim in ("survival", "minimum", "target", "cost")]
    return Result(
        name="made",
        planned=Planned(cpu=2.0, seconds=3.0, mb=90.0, plan={"aims": aims, "solver": {"status": "solved"}}, said=""),
        bounds=Bounds(
            values=dict.fromkeys(("survival", "minimum", "target", "cost"), bound),
            person_days=dict.fromkeys(("survival", "minimum", "target"), 1000.0),
        ),
        faults=(),
    )


def test_excess_is_a_share_of_the_bound_and_near_up_to_a_tenth() -> None:
    assert _result(110.0, 100.0).excess("survival") == pytest.approx(0.1)
    assert _result(109.9, 100.0).is_near("survival")
    assert not _result(111.0, 100.0).is_near("survival")


def test_a_thousandth_of_the_person_days_is_near() -> None:
    assert _result(3.0, 2.0).is_near("survival")
    assert not _result(3.1, 2.0).is_near("survival")
    assert not _result(3.0, 2.0).is_near("cost")


def test_the_better_of_both_bounds_decides_what_is_near() -> None:
    assert _result(111.0, 100.0, own=102.0).is_near("survival")


def test_without_a_bound_there_is_no_excess() -> None:
    assert _result(111.0, None).excess("cost") is None
    assert _result(111.0, None, own=110.0).is_near("cost")


def test_the_table_ends_with_the_median_and_the_worst() -> None:
    lines = render_table([_result(100.0, 100.0), _result(150.0, 100.0), _result(110.0, 100.0)]).splitlines()
    assert lines[2].split(" | ")[4] == "0.0 %"
    assert lines[3].split(" | ")[4] == "50.0 % *"
    assert "**median** | 2 | 3 | 90 | 10.0 %" in lines[5]
    assert "**worst** | 2 | 3 | 90 | 50.0 %" in lines[6]
    assert "2 of 3 near" in lines[6]


def test_a_plan_within_three_percent_of_the_best_known_is_near() -> None:
    for value, near in ((103.0, True), (103.2, False)):
        made = dataclasses.replace(_result(value, 50.0), best_known=dict.fromkeys(AIMS, 100.0))
        assert made.is_near("cost") == near
    assert "3.2 / 3.2 / 3.2 / 3.2" in made.row()


def test_a_bound_above_a_known_plan_is_wrong_where_that_is_no_worse_before() -> None:
    """The plan has 110 and the bound 105 in each aim; a known plan of 100 in all beats every bound."""
    made = _result(110.0, 50.0, own=105.0)
    assert made.list_wrong_bounds() == []
    better = dataclasses.replace(made, best_known=dict.fromkeys(AIMS, 100.0))
    assert [text.split(":")[0] for text in better.list_wrong_bounds()] == list(AIMS)
    worse_at_first = {**dict.fromkeys(AIMS, 100.0), "survival": 120.0}
    assert dataclasses.replace(made, best_known=worse_at_first).list_wrong_bounds() == []
