"""A reason beside its line in plan.json."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from malja.lifts.plan.plan import LoadLack, LoadReason, drop_reasons, has_reasons
from malja.lifts.plan.plan_json import format_plan, read_plan
from malja.lifts.plan.reason_json import read_reason, write_reason
from malja.lifts.search.planning import plan_lifts
from malja.lifts.what_if.load_reasons import add_load_reasons
from malja.problems import Refused
from tests.lifts.operations import smallest

DAY = datetime.date(2025, 3, 14)
LACK = LoadLack(
    place="camp",
    need="meals",
    tier="minimum",
    first=DAY,
    last=DAY,
    people=10.0,
    worst=0.5,
    person_days=5.0,
    deeper=True,
)
REASONS = (
    LoadReason(why="need", lacks=(LACK,)),
    LoadReason(why="slight", lacks=(LACK,)),
    LoadReason(why="variety", place="camp", food_group="pulses", rule="too_little", first=DAY),
    LoadReason(why="cost", place="camp", cost=12.5),
    LoadReason(why="room"),
)


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.why)
def test_what_is_written_is_read(reason: LoadReason) -> None:
    assert read_reason(write_reason(reason)) == reason


def test_what_does_not_belong_to_a_kind_is_left_out() -> None:
    assert write_reason(REASONS[-1]) == {"why": "room"}


def test_a_plan_keeps_its_reasons() -> None:
    plan = add_load_reasons(smallest(), plan_lifts(smallest()))
    assert has_reasons(plan)
    again = read_plan(format_plan(plan))
    assert [cargo.reason for trip in again.trips for cargo in trip.cargo] == [
        cargo.reason for trip in read_plan(format_plan(again)).trips for cargo in trip.cargo
    ]
    assert has_reasons(again)


def test_a_plan_without_reasons_is_read_as_ever() -> None:
    plan = plan_lifts(smallest())
    assert "reason" not in format_plan(plan)
    assert not has_reasons(read_plan(format_plan(plan)))
    explained = add_load_reasons(smallest(), plan)
    assert format_plan(drop_reasons(explained)) == format_plan(plan)


def test_a_kind_that_there_is_not_is_refused() -> None:
    plan = add_load_reasons(smallest(), plan_lifts(smallest()))
    with pytest.raises(Refused):
        read_plan(format_plan(plan).replace('"why": "need"', '"why": "habit"'))
    with pytest.raises(ValueError, match="best"):
        read_reason({"why": "need", "lacks": [write_reason(REASONS[0])["lacks"][0] | {"tier": "best"}]})  # type: ignore[index]


def test_a_lack_is_a_row() -> None:
    row = write_reason(dataclasses.replace(REASONS[0]))
    at = {"place": "camp", "need": "meals", "tier": "minimum", "first": "2025-03-14", "last": "2025-03-14"}
    assert row["lacks"] == [at | {"people": 10, "worst": 0.5, "person_days": 5, "deeper": True}]
