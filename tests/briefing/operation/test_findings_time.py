"""The seconds for findings count once the plan stands, and end in the order of worth."""

from __future__ import annotations

import pytest

from malja import clock
from malja.briefing.operation.findings_time import FindingsTime

NAMES = ("flight_fails", "rough_inputs", "requests", "capacity")


def up(time: FindingsTime) -> list[bool]:
    return [time.is_up_for(name) for name in NAMES]


def test_time_ends_for_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(clock, "seconds", lambda: now)
    time = FindingsTime(60.0)
    now += 500.0
    assert up(time) == [False] * 4
    time.begin()
    now += 31.0
    assert up(time) == [True, False, False, False]
    now += 21.0
    assert up(time) == [True, True, True, False]
    now += 8.5
    assert up(time) == [True] * 4
    assert [time.stop(name, grace=True)() for name in NAMES] == [True, True, True, False]


def test_it_can_be_ended_and_interrupted() -> None:
    ended, interrupted = FindingsTime(), FindingsTime()
    ended.end()
    interrupted.begin(lambda: True)
    assert up(ended) == up(interrupted) == [True] * 4
